"""The second factor: set up, asked for at sign-in, encrypted at rest, and its own way back when the phone is lost."""

import re
import time
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.core.cache import cache
from django.test import Client

from accounts.second_factor import SecretUnreadableError
from publishing.models import AuditEntry
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-password"


@pytest.fixture(autouse=True)
def no_limits_from_other_tests():
    cache.clear()


@pytest.fixture(autouse=True)
def with_second_factor(settings):
    settings.STAFF_MFA = True


@pytest.fixture
def staff():
    return make_user(username="ada", email=None, is_staff=True, is_superuser=True)


@pytest.fixture(autouse=True)
def committed_at_once(monkeypatch):
    """A test never commits; what allauth leaves for then is done within the request, as on a site."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda done, *_, **__: done())


def sign_in(client, following="", password=PASSWORD):
    return client.post("/accounts/login/", {"login": "ada", "password": password, "next": following})


def code_for(secret, later=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def secret_on(page):
    return re.search(r"<code[^>]*>([A-Z2-7]{32})</code>", page.content.decode())[1]


def set_up(client):
    """Sets up the second factor as staff would; returns its secret and the recovery codes of the page."""
    secret = secret_on(client.get("/accounts/2fa/app/"))
    answer = client.post("/accounts/2fa/app/", {"code": code_for(secret)})
    assert answer["Location"] == "/accounts/2fa/codes/"
    cache.clear()  # the code that was just used may not be used again
    return secret, re.findall(r"<li><code>(\d{8})</code>", client.get(answer["Location"]).content.decode())


def test_staff_are_led_to_set_it_up_before_any_page_of_the_admin(client, staff):
    assert sign_in(client, "/admin/zones/zone/")["Location"] == "/admin/zones/zone/"
    for path in (
        "/admin/",
        "/admin/zones/zone/",
        "/admin/jsi18n/",
        "/admin/autocomplete/",
        "/admin/nothing/",
    ):
        answer = client.get(path)
        assert answer["Location"].startswith("/admin/login/?next=")
        assert client.get(answer["Location"])["Location"].startswith("/accounts/2fa/app/?next=")
    page = client.get("/accounts/2fa/app/").content.decode()
    assert "除了密码还要两步验证" in page


def test_without_the_setting_the_password_is_enough(client, staff, settings):
    settings.STAFF_MFA = False
    sign_in(client)
    assert client.get("/admin/").status_code == 200


def test_set_up_leads_to_the_codes_and_into_the_admin(client, staff):
    sign_in(client)
    _secret, codes = set_up(client)
    assert len(set(codes)) == 10
    assert client.get("/admin/").status_code == 200
    assert AuditEntry.objects.filter(action="factor-added", actor=staff).count() == 1


def test_recovery_codes_are_shown_once_and_can_be_kept_as_a_file(client, staff):
    sign_in(client)
    secret_on(client.get("/accounts/2fa/app/"))
    client.post("/accounts/2fa/app/", {"code": code_for(client.session["mfa.totp.secret"])})
    page = client.get("/accounts/2fa/codes/").content.decode()
    codes = re.findall(r"<li><code>(\d{8})</code>", page)
    file = re.search(r'download="recovery-codes.txt" href="data:text/plain;charset=utf-8,([^"]+)"', page)[1]
    assert unquote(file).split() == codes
    again = client.get("/accounts/2fa/codes/").content.decode()
    assert not any(code in again for code in codes)
    assert "没用过的恢复码：10 个" in again


def test_sign_in_asks_for_the_code_and_returns_to_the_page(client, staff):
    sign_in(client)
    secret, _codes = set_up(client)
    fresh = Client()
    assert sign_in(fresh, "/admin/zones/zone/")["Location"] == "/accounts/2fa/authenticate/"
    assert fresh.get("/admin/").status_code == 302
    wrong = fresh.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "验证码不对" in wrong.content.decode()
    answer = fresh.post("/accounts/2fa/authenticate/", {"code": code_for(secret)})
    assert answer["Location"] == "/admin/zones/zone/"
    assert fresh.get("/admin/zones/zone/").status_code == 200
    assert AuditEntry.objects.filter(action="factor-failed").count() == 1


def test_a_code_works_once(client, staff):
    sign_in(client)
    secret, _codes = set_up(client)
    code = code_for(secret)
    for expected in (302, 200):
        fresh = Client()
        sign_in(fresh)
        assert fresh.post("/accounts/2fa/authenticate/", {"code": code}).status_code == expected


def test_a_recovery_code_works_once_and_is_recorded(client, staff):
    sign_in(client)
    _secret, codes = set_up(client)
    for expected in (302, 200):
        fresh = Client()
        sign_in(fresh)
        assert fresh.post("/accounts/2fa/authenticate/", {"code": codes[0]}).status_code == expected
    assert AuditEntry.objects.filter(action="code-used").count() == 1


def test_a_session_that_is_older_than_the_second_factor_must_show_it(client, staff):
    stolen = Client()
    sign_in(stolen)
    sign_in(client)
    secret, _codes = set_up(client)
    entrance = stolen.get(stolen.get("/admin/zones/zone/")["Location"])
    assert entrance["Location"] == "/accounts/2fa/reauthenticate/?next=%2Fadmin%2Fzones%2Fzone%2F"
    answer = stolen.post(entrance["Location"], {"code": code_for(secret), "next": "/admin/zones/zone/"})
    assert answer["Location"] == "/admin/zones/zone/"
    assert stolen.get("/admin/zones/zone/").status_code == 200


@pytest.mark.parametrize("path", ["app/remove/", "codes/", "codes/renew/"])
def test_nor_can_that_session_take_it_away_or_go_around_it(client, staff, path):
    stolen = Client()
    sign_in(stolen)
    sign_in(client)
    set_up(client)
    for answer in (stolen.get(f"/accounts/2fa/{path}"), stolen.post(f"/accounts/2fa/{path}")):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/2fa/reauthenticate/?next=")
    assert Authenticator.objects.filter(user=staff, type="totp").exists()


def test_guessing_the_code_is_limited(client, staff):
    sign_in(client)
    secret, _codes = set_up(client)
    fresh = Client()
    sign_in(fresh)
    for _ in range(5):
        fresh.post("/accounts/2fa/authenticate/", {"code": "000000"})
    answer = fresh.post("/accounts/2fa/authenticate/", {"code": code_for(secret)})
    assert "试错次数太多" in answer.content.decode()


@pytest.mark.parametrize("code", ["", "\0", "１２３４５６", "é" * 6, "9" * 200, "<b>"])
def test_what_cannot_be_a_code_is_an_error_beside_the_field(client, staff, code):
    sign_in(client)
    page = client.post("/accounts/2fa/app/", {"code": code})
    assert page.status_code == 200
    assert 'href="#id_code"' in page.content.decode()


def test_the_secret_and_the_seed_are_encrypted_at_rest(client, staff, settings):
    sign_in(client)
    secret, _codes = set_up(client)
    app, codes = (
        Authenticator.objects.order_by("type").last(),
        Authenticator.objects.get(type="recovery_codes"),
    )
    assert secret not in str(app.data)
    assert decrypt(app.data["secret"]) == secret
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "another-key-" * 5
    with pytest.raises(SecretUnreadableError):
        decrypt(codes.data["seed"])
    settings.SECRET_KEY_FALLBACKS = [old]
    assert decrypt(app.data["secret"]) == secret


def test_after_a_key_change_the_form_says_what_to_do(client, staff, settings):
    sign_in(client)
    secret, _codes = set_up(client)
    fresh = Client()
    settings.SECRET_KEY = "another-key-" * 5
    sign_in(fresh)
    answer = fresh.post("/accounts/2fa/authenticate/", {"code": code_for(secret)})
    assert answer.status_code == 200
    assert "联系管理员移除后重新设置" in answer.content.decode()


def test_the_qr_code_names_the_site_and_not_the_host_header(client, staff, settings):
    settings.ALLOWED_HOSTS = ["*"]
    sign_in(client)
    page = client.get("/accounts/2fa/app/", headers={"host": "evil.example"})
    assert "evil.example" not in page.context["totp_url"]
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()


def test_removing_it_takes_the_password_and_closes_the_admin_again(client, staff):
    sign_in(client)
    set_up(client)
    Authenticator.objects.update(created_at=staff.date_joined)  # not in the minutes after signing in
    answer = client.post("/accounts/2fa/app/remove/")
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    client.post(answer["Location"], {"password": PASSWORD})
    client.post("/accounts/2fa/app/remove/")
    assert not Authenticator.objects.exists()
    assert client.get("/admin/").status_code == 302
    assert AuditEntry.objects.filter(action="factor-removed", actor=staff).count() == 1


def test_new_codes_replace_the_old_ones(client, staff):
    sign_in(client)
    _secret, old = set_up(client)
    assert client.post("/accounts/2fa/codes/renew/")["Location"] == "/accounts/2fa/codes/"
    page = client.get("/accounts/2fa/codes/").content.decode()
    assert not set(re.findall(r"<li><code>(\d{8})</code>", page)) & set(old)
    assert AuditEntry.objects.filter(action="codes-renewed").count() == 1


def test_a_member_may_set_it_up_too(client):
    member = make_user(username="ada", email=None)
    sign_in(client)
    assert "/accounts/2fa/" in client.get("/me/").content.decode()
    set_up(client)
    assert Authenticator.objects.filter(user=member, type="totp").exists()
    assert sign_in(Client())["Location"] == "/accounts/2fa/authenticate/"


def test_somebody_signed_in_long_ago_types_the_password_first(client, staff):
    client.force_login(staff)
    assert client.get("/accounts/2fa/app/")["Location"].startswith("/accounts/reauthenticate/")


def test_the_password_alone_never_opens_another_account_from_inside_the_admin(client, staff):
    """Django's own sign-in page inside the admin knows no second factor: nobody gets to see it."""
    sign_in(client)
    set_up(client)
    make_user(username="boss", is_staff=True, is_superuser=True)
    answer = client.post("/admin/login/", {"username": "boss", "password": PASSWORD})
    assert answer.status_code in (302, 403)
    assert client.get("/me/").wsgi_request.user == staff


@pytest.mark.parametrize(
    "path", ["", "app/", "app/remove/", "codes/", "codes/renew/", "reauthenticate/", "authenticate/"]
)
def test_its_pages_are_for_nobody_s_cache(client, path):
    assert client.get(f"/accounts/2fa/{path}").status_code == 302
    make_user(username="ada", email=None)
    sign_in(client)
    assert "no-store" in client.get(f"/accounts/2fa/{path}")["Cache-Control"]
