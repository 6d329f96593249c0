"""Sign-up, verification by code, sign-in, reset: each leads back to the lock, and none tells who has an account."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache

from tests.factories import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "cedar-and-river-66"
LOCK = "/zones/xuesong/costs/"


@pytest.fixture(autouse=True)
def no_limits_from_other_tests():
    cache.clear()


def sign_up(client, email, following="", prefix="", headers=None, **fields):
    answer = client.post(
        f"{prefix}/accounts/signup/",
        {"email": email, "password1": PASSWORD, "next": following} | fields,
        headers=headers,
    )
    cache.clear()  # one code each ten seconds
    return answer


def mailed_code():
    return re.search(r"^[A-Z0-9-]{6,}$", mail.outbox[-1].body, re.MULTILINE)[0]


def verified(**fields):
    user = make_user(**fields)
    user.set_password(PASSWORD)
    user.save()
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def text_of(answer):
    """A page without what differs from request to request: its token, and the address that was typed."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return re.sub(r"[\w.]+@example\.com", "ADDRESS", page)


def test_a_newcomer_signs_up_verifies_and_returns_to_the_lock(client):
    answer = sign_up(client, "new@example.com", LOCK, name="示例姓名", company="示例公司")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/confirm-email/")
    answer = client.post("/accounts/confirm-email/", {"code": mailed_code()})
    assert (answer.status_code, answer["Location"]) == (302, LOCK)
    user = get_user_model().objects.get(email="new@example.com")
    assert (user.name, user.company, user.emailaddress_set.get().verified) == ("示例姓名", "示例公司", True)
    assert client.get("/me/").status_code == 200


def test_in_english_it_returns_to_the_english_page(client):
    assert sign_up(client, "new@example.com", prefix="/en")["Location"] == "/en/accounts/confirm-email/"
    answer = client.post("/en/accounts/confirm-email/", {"code": mailed_code()})
    assert answer["Location"] == "/en/me/"


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"])
def test_an_empty_field_is_told_the_same_on_every_form(client, address):
    told = client.post(address, {}).content.decode()
    assert "这一格要填。" in told and "必填项" not in told


def test_a_wrong_code_is_refused_beside_its_field(client):
    sign_up(client, "new@example.com")
    answer = client.post("/accounts/confirm-email/", {"code": "XXXX-XXXX"})
    assert answer.status_code == 200
    assert "验证码不对" in answer.content.decode()
    assert not client.get("/me/").wsgi_request.user.is_authenticated


def test_the_code_can_be_sent_again(client):
    sign_up(client, "new@example.com")
    first = mailed_code()
    client.post("/accounts/confirm-email/", {"action": "resend"})
    assert mailed_code() != first
    assert client.post("/accounts/confirm-email/", {"code": mailed_code()})["Location"] == "/me/"


@pytest.mark.parametrize("login", ["ada@example.com", "ADA@example.com", "ada"])
def test_signing_in_by_address_or_user_name_returns_to_the_lock(client, login):
    verified(email="ada@example.com", username="ada")
    answer = client.post("/accounts/login/", {"login": login, "password": PASSWORD, "next": LOCK})
    assert (answer.status_code, answer["Location"]) == (302, LOCK)


def test_an_administrator_without_an_address_signs_in_without_a_code(client):
    verified_not = make_user(username="admin", email=None, is_staff=True)
    answer = client.post("/accounts/login/", {"login": "admin", "password": "a-long-password"})
    assert answer["Location"] == "/me/"
    assert client.get("/me/").wsgi_request.user == verified_not


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/x", "javascript:alert(1)"])
def test_no_sign_in_leads_to_another_site(client, target):
    verified(email="ada@example.com")
    answer = client.post(
        "/accounts/login/", {"login": "ada@example.com", "password": PASSWORD, "next": target}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/me/")


def test_sign_in_answers_alike_for_known_and_unknown_addresses(client):
    verified(email="known@example.com")
    answers = [
        client.post("/accounts/login/", {"login": address, "password": "wrong"})
        for address in ("known@example.com", "other@example.com")
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert text_of(answers[0]) == text_of(answers[1])
    assert "电子邮箱、用户名或密码不对" in text_of(answers[0])


def test_sign_up_answers_alike_for_known_and_unknown_addresses(client, django_user_model):
    verified(email="known@example.com")
    pages = []
    for address in ("known@example.com", "other@example.com"):
        client.cookies.clear()
        answer = sign_up(client, address)
        assert (answer.status_code, answer["Location"]) == (302, "/accounts/confirm-email/")
        page = client.get("/accounts/confirm-email/")
        wrong = client.post("/accounts/confirm-email/", {"code": "XXXX-XXXX"})
        again = client.post("/accounts/confirm-email/", {"action": "resend"})
        pages.append(
            (text_of(page), text_of(wrong), again.status_code, again["Location"], set(client.cookies))
        )
        cache.clear()
    assert pages[0] == pages[1]
    assert django_user_model.objects.filter(email="known@example.com").count() == 1


def test_reset_answers_alike_for_known_and_unknown_addresses(client):
    verified(email="known@example.com")
    answers = [
        client.post("/accounts/password/reset/", {"email": address}, follow=True)
        for address in ("known@example.com", "other@example.com")
    ]
    assert [answer.redirect_chain for answer in answers] == [[("/accounts/password/reset/done/", 302)]] * 2
    assert text_of(answers[0]) == text_of(answers[1])


def test_the_reset_link_is_made_of_site_url_and_sets_a_new_password(client, settings):
    settings.SITE_URL = "https://zone.example.cn"
    settings.ALLOWED_HOSTS = ["*"]
    user = verified(email="ada@example.com")
    client.post("/accounts/password/reset/", {"email": "ada@example.com"}, headers={"host": "evil.example"})
    body = mail.outbox[-1].body
    assert "evil.example" not in body
    path = re.search(r"^https://zone\.example\.cn(/accounts/password/reset/key/\S+)$", body, re.MULTILINE)[1]
    form = client.get(path, follow=True)
    new = {"password1": "river-and-cedar-77", "password2": "river-and-cedar-77"}
    assert client.post(form.redirect_chain[-1][0], new)["Location"] == "/accounts/password/reset/key/done/"
    user.refresh_from_db()
    assert user.check_password("river-and-cedar-77")
    assert "链接已失效" in client.get(path, follow=True).content.decode()


def test_a_bad_host_gets_no_link_of_its_own_into_other_mails(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_URL = "https://zone.example.cn"
    verified(email="known@example.com")
    client.post("/accounts/password/reset/", {"email": "no@example.com"}, headers={"host": "evil.example"})
    sign_up(client, "known@example.com", headers={"host": "evil.example"})
    assert len(mail.outbox) == 2
    assert not any("evil" in sent.body for sent in mail.outbox)


def test_guessing_a_password_is_limited(client):
    verified(email="ada@example.com")
    for _ in range(5):
        client.post("/accounts/login/", {"login": "ada@example.com", "password": "wrong"})
    answer = client.post("/accounts/login/", {"login": "ada@example.com", "password": PASSWORD})
    assert "试错次数太多" in answer.content.decode()


def test_too_many_sign_ups_from_one_network_get_a_friendly_429(client):
    codes = [client.post("/accounts/signup/", {"email": "x"}).status_code for _ in range(21)]
    assert codes == [200] * 20 + [429]
    page = client.post("/accounts/signup/", {"email": "x"})
    assert "请求太频繁" in page.content.decode()


def test_there_are_two_cookies_and_both_end_with_the_browser(client):
    sign_up(client, "new@example.com")
    client.post("/accounts/confirm-email/", {"code": mailed_code()})
    client.get("/me/")
    assert {name: cookie["max-age"] for name, cookie in client.cookies.items()} == {"session": "", "csrf": ""}


def test_signing_out_needs_a_post(client):
    client.force_login(make_user())
    assert "退出" in client.get("/accounts/logout/").content.decode()
    assert client.get("/me/").status_code == 200
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert client.get("/me/").status_code == 302


def test_changing_the_address_takes_a_password_and_a_code(client):
    user = verified(email="ada@example.com")
    client.force_login(user)
    answer = client.post("/accounts/email/", {"email": "new@example.com", "action_add": "1"})
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    client.post(answer["Location"], {"password": PASSWORD})
    client.post("/accounts/email/", {"email": "new@example.com", "action_add": "1"})
    client.post("/accounts/confirm-email/", {"code": mailed_code()})
    user.refresh_from_db()
    assert user.email == "new@example.com"
    assert [row.email for row in user.emailaddress_set.all()] == ["new@example.com"]


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/inactive/",
        "/accounts/password/reset/key/x-y/",
        "/accounts/password/reset/key/done/",
        "/en/accounts/login/",
        "/en/accounts/signup/",
    ],
)
def test_account_pages_are_for_no_cache_and_no_search_engine(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert {"private", "no-store"} <= set(answer["Cache-Control"].replace(" ", "").split(","))
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/me/", "/accounts/logout/", "/accounts/email/", "/accounts/password/change/"]
)
def test_pages_of_a_member_are_for_no_cache_and_no_search_engine(client, path):
    client.force_login(verified(email="ada@example.com"))
    answer = client.get(path)
    assert answer.status_code == 200
    assert {"private", "no-store"} <= set(answer["Cache-Control"].replace(" ", "").split(","))
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_the_page_says_where_the_code_is_while_no_mail_leaves(client, settings):
    sign_up(client, "new@example.com")
    settings.MAIL_URL = ""
    assert "var/mail/" in client.get("/accounts/confirm-email/").content.decode()
    settings.MAIL_URL = "smtp://mail.example.cn:587"
    assert "var/mail/" not in client.get("/accounts/confirm-email/").content.decode()


def test_a_refused_form_says_why_in_a_summary_that_leads_to_the_field(client):
    page = client.post("/accounts/signup/", {"email": "no-at-sign", "password1": "short"}).content.decode()
    assert 'role="alert"' in page
    assert '<a href="#id_email">电子邮箱：' in page
    assert '<a href="#id_password1">密码：' in page
    assert 'aria-describedby="id_email_helptext id_email_error"' in page
    assert "placeholder" not in page[page.index("<main") :]
