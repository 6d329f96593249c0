"""立即沟通: saved once, with consent, without a cookie; answered with a code; refused in words."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connections
from django.test import Client

from inquiries import tokens
from inquiries.forms import InquiryForm
from inquiries.models import Inquiry
from publishing.models import SiteIdentity
from tests.factories import make_contact, make_plant, make_user, make_zone
from tests.live_database import live_database

pytestmark = pytest.mark.django_db
OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(autouse=True)
def no_limits_from_other_tests():
    cache.clear()


def token_of(page):
    return re.search(r'name="token" value="([^"]+)"', page.content.decode())[1]


def filled(client, path="/inquiries/new/", **fields):
    return {
        "token": token_of(client.get(path)),
        "name": "示例姓名",
        "company": "示例公司",
        "phone": "024-0000-0000",
        "email": "",
        "text": "想租五千平方米厂房",
        "consent": "on",
    } | fields


def send(client, form, path="/inquiries/new/", headers=OURS):
    return client.post(path, form, headers=headers)


def test_an_inquiry_is_saved_and_answered_with_a_code(client):
    SiteIdentity.objects.update_or_create(pk=1, defaults={"name": "雪松", "privacy_version": "2026-11"})
    answer = send(client, filled(client, **{"from": "/notices/"}))
    row = Inquiry.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/inquiries/track/?code={row.code}")
    assert (row.name, row.company, row.phone, row.text) == (
        "示例姓名",
        "示例公司",
        "024-0000-0000",
        "想租五千平方米厂房",
    )
    assert (row.status, row.from_path, row.language, row.consent_version) == (
        "new",
        "/notices/",
        "zh-hans",
        "2026-11",
    )
    assert row.user is None
    assert re.fullmatch(r"[0-9a-f]{32}", row.code)


def test_a_visitor_gets_no_cookie_and_no_cache_keeps_the_form(client):
    for answer in (
        client.get("/inquiries/new/"),
        send(client, filled(client)),
        client.get("/inquiries/track/"),
    ):
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        assert {"private", "no-store"} <= set(answer["Cache-Control"].replace(" ", "").split(","))
    assert '<meta name="robots" content="noindex">' in client.get("/inquiries/new/").content.decode()


def test_the_same_form_posted_forty_times_is_one_inquiry(client):
    form = filled(client)
    answers = {send(client, form)["Location"] for _ in range(40)}
    assert len(answers) == 1
    assert Inquiry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_form_posted_at_once_is_one_inquiry_and_one_answer(client, tmp_path):
    form = filled(client, email="ada@example.com")

    def post(_):
        try:
            return send(Client(), form).get("Location")
        finally:
            connections.close_all()

    with live_database(tmp_path):
        with ThreadPoolExecutor(16) as threads:
            answers = set(threads.map(post, range(40)))
        found = Inquiry.objects.get()
    assert answers == {f"/inquiries/track/?code={found.code}"}
    assert len(mail.outbox) == 1


def test_a_form_changed_after_it_was_sent_is_a_new_question(client):
    form = filled(client)
    send(client, form)
    page = send(client, form | {"text": "另一个问题"})
    assert page.status_code == 200
    assert "已经提交过" in page.content.decode()
    assert "另一个问题" in page.content.decode()
    send(client, form | {"text": "另一个问题", "token": token_of(page)})
    assert Inquiry.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"name": ""}, "name", ""),
        ({"phone": "", "email": ""}, "phone", "至少一项"),
        ({"phone": "call me"}, "phone", "不认识的字符"),
        ({"phone": "123"}, "phone", "电话太短"),
        ({"email": "no-at-sign"}, "email", ""),
        ({"email": "a@" + ".".join(["b" * 60] * 4) + ".cn"}, "email", "200"),
        ({"text": ""}, "text", ""),
        ({"text": "长" * 4001}, "text", "4000"),
        ({"consent": ""}, "consent", "请勾选同意"),
        ({"name": "a\0b"}, "name", "无法保存"),
        ({"text": "a\0b"}, "text", "无法保存"),
        ({"website": "http://spam.example/"}, "website", "请清空它"),
    ],
)
def test_what_is_missing_or_wrong_is_said_beside_its_field(client, change, field, words):
    page = send(client, filled(client, **change))
    assert page.status_code == 200
    text = page.content.decode()
    assert f'<a href="#id_{field}">' in text
    assert f'id="id_{field}_error"' in text
    assert words in text
    assert 'role="alert"' in text and "autofocus" in text
    assert not Inquiry.objects.exists()


@pytest.mark.parametrize("field", ["name", "company", "phone", "email", "text"])
def test_lone_surrogates_are_refused_and_shown_without_them(field):
    form = InquiryForm({"name": "n", field: "a@b.cn\ud800"})
    assert field in form.errors
    str(form[field]).encode()


def test_the_longest_text_counts_line_ends_as_the_browser_does(client):
    send(client, filled(client, text="行\r\n" * 2000))
    assert len(Inquiry.objects.get().text) == 3999  # the last line end is stripped


@pytest.mark.parametrize("token", ["", "x", "x:y:z"])
def test_a_form_that_is_not_ours_is_shown_again_with_its_content(client, token):
    page = send(client, filled(client, token=token))
    assert "请再提交一次" in page.content.decode()
    assert "想租五千平方米厂房" in page.content.decode()
    assert send(client, filled(client, token=token_of(page))).status_code == 303


def test_a_form_left_open_for_two_days_is_shown_again(client, monkeypatch):
    form = filled(client)
    monkeypatch.setattr(tokens, "MAX_AGE", -1)
    assert "请再提交一次" in send(client, form).content.decode()
    assert not Inquiry.objects.exists()


def test_consent_is_to_the_version_that_was_shown(client):
    SiteIdentity.objects.update_or_create(pk=1, defaults={"name": "雪松", "privacy_version": "2026-11"})
    form = filled(client)
    SiteIdentity.objects.get(pk=1).save()
    SiteIdentity.objects.filter(pk=1).update(privacy_version="2027-01")
    SiteIdentity.forget()
    send(client, form)
    assert Inquiry.objects.get().consent_version == "2026-11"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Origin": "http://testserver"}, 303),
        ({"Origin": "http://127.0.0.1:8000"}, 303),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
    ],
)
def test_only_pages_of_ours_may_send_the_form(client, headers, status, settings):
    settings.SITE_URL = "http://127.0.0.1:8000"
    answer = send(client, filled(client), headers=headers)
    assert answer.status_code == status
    assert Inquiry.objects.count() == (status == 303)
    assert status == 303 or "想租五千平方米厂房" in answer.content.decode()


def test_one_network_may_send_twenty_an_hour_and_keeps_its_text_after_that(client):
    codes = [send(client, filled(client)).status_code for _ in range(21)]
    assert codes == [303] * 20 + [429]
    page = send(client, filled(client))
    assert page.status_code == 429
    assert "想租五千平方米厂房" in page.content.decode()
    assert "打电话" in page.content.decode()
    assert Inquiry.objects.count() == 20


def test_behind_our_proxy_networks_are_told_apart_and_cannot_be_forged(client, settings):
    settings.TRUSTED_PROXY_COUNT = 1
    for n in range(20):
        send(client, filled(client), headers=OURS | {"X-Forwarded-For": f"10.0.0.{n}, 203.0.113.7"})
    forged = send(client, filled(client), headers=OURS | {"X-Forwarded-For": "10.9.9.9, 203.0.113.7"})
    other = send(client, filled(client), headers=OURS | {"X-Forwarded-For": "203.0.113.8"})
    assert (forged.status_code, other.status_code) == (429, 303)


def test_the_page_it_comes_from_is_named_when_it_is_published(client):
    make_zone(slug="xuesong", name="雪松")
    make_plant(slug="hall", name="食品级厂房")
    make_plant(slug="secret", name="DRAFT-PLANT", status="draft")
    assert "食品级厂房" in client.get("/inquiries/new/?from=/places/hall/").content.decode()
    assert "雪松</a>" in client.get("/inquiries/new/?from=/zones/xuesong/costs/").content.decode()
    assert "DRAFT-PLANT" not in client.get("/inquiries/new/?from=/places/secret/").content.decode()


@pytest.mark.parametrize(
    "path", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/" + "a" * 300]
)
def test_a_path_of_another_site_is_not_taken_along(client, path):
    assert "evil" not in client.get("/inquiries/new/", {"from": path}).content.decode()
    send(client, filled(client, **{"from": path}))
    assert Inquiry.objects.get().from_path == ""


def test_a_member_finds_the_form_filled_in_and_the_inquiry_on_her_page(client):
    user = make_user(name="阿达", company="公司", email="ada@example.com")
    client.force_login(user)
    page = client.get("/inquiries/new/").content.decode()
    assert 'value="阿达"' in page and 'value="ada@example.com"' in page
    send(client, filled(client))
    assert Inquiry.objects.get().user == user


def test_desk_and_sender_get_a_letter_and_the_senders_carries_no_text(
    client, django_capture_on_commit_callbacks
):
    zone = make_zone(slug="xuesong")
    zone.desk = make_contact(zone=zone, email="desk@example.com")
    zone.save()
    with django_capture_on_commit_callbacks(execute=True):
        send(client, filled(client, email="ada@example.com", **{"from": "/zones/xuesong/"}))
    desk, receipt = mail.outbox
    row = Inquiry.objects.get()
    assert (desk.to, desk.reply_to) == (["desk@example.com"], ["ada@example.com"])
    assert "想租五千平方米厂房" in desk.body and "024-0000-0000" in desk.body
    assert receipt.to == ["ada@example.com"]
    assert f"/inquiries/track/?code={row.code}" in receipt.body
    assert "想租" not in receipt.body and "示例姓名" not in receipt.body


@pytest.mark.parametrize(
    "path", ["/zones/south/costs/", "/en/zones/south/costs/", "/places/hall/", "/en/places/hall/?from=x#top"]
)
@pytest.mark.parametrize("form", ["/inquiries/new/", "/en/inquiries/new/"])
def test_the_desk_of_the_page_s_zone_is_written_to_in_either_language(
    client, django_capture_on_commit_callbacks, path, form
):
    for slug, name in (("north", "北区"), ("south", "南区")):
        zone = make_zone(slug=slug, name=name)
        zone.desk = make_contact(zone=zone, email=f"{slug}@example.com")
        zone.save()
    make_plant(zone=zone, slug="hall", name="南区厂房")
    with django_capture_on_commit_callbacks(execute=True):
        send(client, filled(client, form, **{"from": path}), form)
    assert mail.outbox[0].to == ["south@example.com"]
    assert "来自页面：南区" in mail.outbox[0].body


def test_a_desk_that_is_no_longer_published_gets_no_letter(client, django_capture_on_commit_callbacks):
    SiteIdentity.objects.update_or_create(pk=1, defaults={"name": "雪松", "email": "site@example.com"})
    SiteIdentity.forget()
    zone = make_zone(slug="xuesong")
    zone.desk = make_contact(zone=zone, email="left@example.com", status="archived")
    zone.save()
    with django_capture_on_commit_callbacks(execute=True):
        send(client, filled(client, **{"from": "/zones/xuesong/"}))
    assert mail.outbox[0].to == ["site@example.com"]


def test_a_letter_in_english_for_a_form_in_english(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send(client, filled(client, "/en/inquiries/new/", email="a@example.com"), "/en/inquiries/new/")
    assert Inquiry.objects.get().language == "en"
    assert "/en/inquiries/track/?code=" in mail.outbox[0].body


def test_letters_that_fail_do_not_cost_the_inquiry(client, django_capture_on_commit_callbacks, settings):
    settings.MAILERS = {"default": {"BACKEND": "tests.inquiries.test_inquiry.BrokenMailer"}}
    with django_capture_on_commit_callbacks(execute=True):
        answer = send(client, filled(client, email="ada@example.com"))
    assert answer.status_code == 303
    assert Inquiry.objects.count() == 1


class BrokenMailer:
    def __init__(self, alias, **options):
        raise OSError("no outbox today")


def test_a_line_end_in_a_name_cannot_break_the_subject(client, django_capture_on_commit_callbacks):
    SiteIdentity.objects.update_or_create(pk=1, defaults={"name": "雪松", "email": "desk@example.com"})
    SiteIdentity.forget()
    with django_capture_on_commit_callbacks(execute=True):
        send(client, filled(client, name="甲\nBcc: x@example.com"))
    assert "\n" not in mail.outbox[0].subject
