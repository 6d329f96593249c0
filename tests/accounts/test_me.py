"""/me/: profile, saved zones, own inquiries, and nothing of anybody else's."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from accounts.models import SavedZone
from inquiries.models import Inquiry
from tests.factories import make_user, make_zone
from tests.live_database import live_database

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone():
    return make_zone(name="雪松", slug="xuesong")


@pytest.fixture
def member(client):
    user = make_user(email="ada@example.com", username="ada")
    client.force_login(user)
    return user


def test_a_visitor_is_sent_to_sign_in_and_back(client):
    assert client.get("/me/")["Location"] == "/accounts/login/?next=/me/"
    assert client.get("/en/me/")["Location"] == "/en/accounts/login/?next=/en/me/"


def test_the_profile_is_saved(client, member):
    answer = client.post("/me/", {"name": "示例", "company": "公司", "phone": "024-0000-0000"})
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    member.refresh_from_db()
    assert (member.name, member.company, member.phone) == ("示例", "公司", "024-0000-0000")
    assert "已保存" in client.get("/me/").content.decode()


def test_two_members_may_have_no_phone(client, member):
    make_user(phone=None)
    assert client.post("/me/", {"name": "", "company": "", "phone": ""}).status_code == 302
    member.refresh_from_db()
    assert member.phone is None


def test_a_number_in_use_is_refused_without_saying_whose(client, member):
    make_user(phone="024-0000-0000")
    page = client.post("/me/", {"phone": "024-0000-0000"})
    assert page.status_code == 200
    assert "这个号码不能使用" in page.content.decode()


@pytest.mark.parametrize(
    ("field", "value"), [("name", "a\0b"), ("name", "名" * 61), ("phone", "abc"), ("phone", "12")]
)
def test_what_cannot_be_kept_is_an_error_beside_its_field(client, member, field, value):
    page = client.post("/me/", {field: value})
    assert page.status_code == 200
    assert f'href="#id_{field}"' in page.content.decode()


def test_own_inquiries_are_listed_and_others_are_not(client, member):
    fields = {
        "name": "n",
        "phone": "12345",
        "consent_version": "v",
        "consent_at": "2026-11-01T00:00:00+08:00",
    }
    mine = Inquiry.objects.create(token="a", text="想租厂房", user=member, **fields)
    Inquiry.objects.create(token="b", text="OTHERS-TEXT", user=make_user(), **fields)
    page = client.get("/me/").content.decode()
    assert f"/inquiries/track/?code={mine.code}" in page
    assert "想租厂房" in page
    assert "OTHERS-TEXT" not in page


def test_saved_zones_are_listed_while_they_are_published(client, member, zone):
    SavedZone.objects.create(user=member, zone=zone)
    SavedZone.objects.create(user=member, zone=make_zone(name="DRAFT-ZONE", status="draft"))
    page = client.get("/me/").content.decode()
    assert "雪松" in page
    assert "DRAFT-ZONE" not in page


@pytest.mark.parametrize("rows", [1, 50])
def test_the_page_costs_the_same_with_many_saved_zones(client, member, rows, django_assert_num_queries):
    for _ in range(rows):
        SavedZone.objects.create(user=member, zone=make_zone())
    client.get("/me/")
    with django_assert_num_queries(4):  # session, user, saved zones, inquiries
        client.get("/me/")


def test_a_zone_is_saved_and_taken_back(client, member, zone):
    answer = client.post("/me/zones/xuesong/", {"next": "/zones/xuesong/#counts"})
    assert (answer.status_code, answer["Location"]) == (302, "/zones/xuesong/#counts")
    assert SavedZone.objects.filter(user=member, zone=zone).count() == 1
    assert client.post("/me/zones/xuesong/")["Location"] == "/zones/xuesong/"
    assert not SavedZone.objects.exists()


def test_what_is_wanted_can_be_said(client, member, zone):
    for wanted, kept in [("yes", 1), ("yes", 1), ("no", 0), ("no", 0)]:
        client.post("/me/zones/xuesong/", {"saved": wanted})
        assert SavedZone.objects.count() == kept


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example", "x"])
def test_saving_leads_to_no_other_site(client, member, zone, target):
    assert client.post("/me/zones/xuesong/", {"next": target})["Location"] == "/zones/xuesong/"


def test_a_visitor_signs_in_first_and_returns_to_the_zone(client, zone):
    answer = client.post("/me/zones/xuesong/", {"next": "/zones/xuesong/#counts"})
    assert answer["Location"] == "/accounts/login/?next=%2Fzones%2Fxuesong%2F%23counts"
    assert not SavedZone.objects.exists()


def test_saving_is_a_post_of_our_own_form_and_for_published_zones(client, member, zone):
    assert client.get("/me/zones/xuesong/").status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member)
    assert strict.post("/me/zones/xuesong/").status_code == 403
    make_zone(slug="hidden", status="draft")
    assert client.post("/me/zones/hidden/").status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("wanted", ["yes", ""])
def test_sixteen_parallel_posts_save_at_most_once_and_none_fails(zone, tmp_path, wanted):
    user = make_user()

    def save(each):
        try:
            return each.post("/me/zones/xuesong/", {"saved": wanted}).status_code
        finally:
            connections.close_all()

    with live_database(tmp_path):
        clients = [Client() for _ in range(16)]
        for each in clients:
            each.force_login(user)
        with ThreadPoolExecutor(16) as threads:
            assert set(threads.map(save, clients)) == {302}
        assert SavedZone.objects.count() in ({1} if wanted else {0, 1})
