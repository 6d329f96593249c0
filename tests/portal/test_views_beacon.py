"""POST /zones/<zone>/views/: exact, without cookies, only from our own pages."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from publishing.models import ViewCount
from tests import factories as make
from tests.live_database import live_database

ADDRESS = "/zones/xuesong/views/"


@pytest.fixture
def zone(db):
    return make.make_zone(slug="xuesong")


def test_each_post_from_our_page_counts_one_view_and_answers_the_new_number(zone):
    ViewCount.objects.create(page="zones/xuesong", views=10675)
    client = Client(enforce_csrf_checks=True)
    answers = [client.post(ADDRESS, headers={"Sec-Fetch-Site": "same-origin"}) for _ in range(2)]
    assert [answer.json() for answer in answers] == [{"views": 10676}, {"views": 10677}]
    assert not answers[0].cookies
    assert ViewCount.objects.get(page="zones/xuesong").views == 10677


@pytest.mark.parametrize(
    "headers, status",
    [
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "http://testserver"}, 200),
        ({"Origin": "https://portal.example"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
    ],
)
def test_only_pages_of_this_site_may_count(zone, settings, headers, status):
    settings.SITE_URL = "https://portal.example"
    assert Client().post(ADDRESS, headers=headers).status_code == status
    assert ViewCount.objects.filter(page="zones/xuesong").exists() == (status == 200)


def test_reading_the_address_is_refused_and_counts_nothing(zone):
    assert Client().get(ADDRESS, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 405
    assert not ViewCount.objects.exists()


def test_a_draft_zone_is_not_found(db):
    make.make_zone(slug="xuesong", status="draft")
    assert Client().post(ADDRESS, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 404


def test_the_page_names_the_address_that_its_script_posts_to(zone):
    page = Client().get("/zones/xuesong/").content.decode()
    assert f'data-views="{ADDRESS}"' in page
    assert "js/views" in page


def twenty_five_views(_) -> list[int]:
    client = Client()
    try:
        return [
            client.post(ADDRESS, headers={"Sec-Fetch-Site": "same-origin"}).status_code for _ in range(25)
        ]
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_sixteen_readers_at_once_lose_no_view(tmp_path):
    with live_database(tmp_path):
        make.make_zone(slug="xuesong")
        with ThreadPoolExecutor(16) as readers:
            statuses = [status for answers in readers.map(twenty_five_views, range(16)) for status in answers]
        assert statuses == [200] * 400
        assert ViewCount.objects.get(page="zones/xuesong").views == 400
