"""/ : the one zone, the list of zones, or what to do."""

import pytest
from django.test import Client
from django.utils import translation

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def chinese():
    """Rows are written in Chinese whatever language the last request spoke."""
    with translation.override("zh-hans"):
        yield


def test_one_published_zone_is_shown_under_its_own_canonical_address(settings):
    settings.SITE_URL = "https://portal.example"
    make.make_zone(slug="xuesong", name="雪松区")
    make.make_zone(slug="draft", status="draft")
    page = Client().get("/").content.decode()
    assert '<h1 id="title">雪松区</h1>' in page
    assert '<link rel="canonical" href="https://portal.example/zones/xuesong/">' in page
    assert 'hreflang="en" href="https://portal.example/en/zones/xuesong/"' in page


def test_in_english_the_canonical_address_is_english(settings):
    settings.SITE_URL = "https://portal.example"
    make.make_zone(slug="xuesong")
    page = Client().get("/en/").content.decode()
    assert '<link rel="canonical" href="https://portal.example/en/zones/xuesong/">' in page


def test_several_zones_are_listed(django_assert_num_queries):
    make.make_zone(slug="a", name="甲区")
    make.make_zone(slug="b", name="乙区")
    make.make_zone(name="草稿区", status="draft")
    client = Client()
    client.get("/")
    with django_assert_num_queries(1):
        page = client.get("/").content.decode()
    assert 'href="/zones/a/">甲区</a>' in page
    assert 'href="/zones/b/">乙区</a>' in page
    assert "草稿区" not in page


def test_a_site_without_zones_says_what_to_do():
    response = Client().get("/")
    page = response.content.decode()
    assert response.status_code == 200
    assert "还没有发布任何开发区" in page
    assert 'href="/admin/"' in page
