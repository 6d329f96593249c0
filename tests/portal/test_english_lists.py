"""Lists under /en/: rows that have only Chinese are found, filtered and sorted like all others."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):  # the index of the search is written then
        return rows_of_both_kinds()


def rows_of_both_kinds():
    """One row of each kind with both languages, one with Chinese only, in this order."""
    zone = make.make_zone(slug="xuesong", name="雪松区")
    track = make.make_track(slug="equipment", name="装备制造")
    industry = make.make_industry(zone=zone, slug="auto", name="汽车产业", position=1)
    make.make_industry(zone=zone, slug="food", name="食品产业", name_en="Food", position=2)
    for place in (
        make.make_plant(zone=zone, slug="zh", name="乙厂房", area=Decimal(9000), position=2),
        make.make_plant(
            zone=zone, slug="en", name="甲厂房", name_en="Plant A", area=Decimal(100), position=1
        ),
    ):
        place.industries.add(industry)
    make.make_enterprise(
        zone=zone, slug="en", name="甲公司", name_en="Firm A", track=track, is_key=True, position=1
    )
    make.make_enterprise(zone=zone, slug="zh", name="乙公司", track=track, is_key=True, position=2)
    make.make_fund(zone=zone, slug="en", name="甲基金", name_en="Fund A", position=1)
    make.make_fund(zone=zone, slug="zh", name="乙基金", position=2)
    category = make.make_policy_category(slug="grants", name="扶持")
    for slug, title, english in (("en", "甲政策", "Policy A"), ("zh", "乙政策", "")):
        policy = make.make_policy(
            slug=slug, title=title, title_en=english, category=category, level="municipal", summary="概括"
        )
        policy.zones.add(zone)
    issuer = make.make_notice(pk=72, title="乙公告", published_date=date(2023, 1, 1)).issuer
    make.make_notice(
        pk=71, title="甲公告", title_en="Notice A", published_date=date(2024, 1, 1), issuer=issuer
    )
    return zone


LISTS = {
    "places": ("/en/places/", "Plant A", "乙厂房"),
    "enterprises": ("/en/zones/xuesong/enterprises/", "Firm A", "乙公司"),
    "funds": ("/en/zones/xuesong/funds/", "Fund A", "乙基金"),
    "policies": ("/en/policies/", "Policy A", "乙政策"),
    "policies of the zone": ("/en/zones/xuesong/policies/", "Policy A", "乙政策"),
    "notices": ("/en/notices/", "Notice A", "乙公告"),
}


def order_of(client, address, *words) -> list[str]:
    """The words that the page prints as names of its list, in its order."""
    html = client.get(address).content.decode()
    html = html[html.index("<main") :]
    return sorted((word for word in words if f">{word}</" in html), key=lambda word: html.index(f">{word}</"))


@pytest.mark.parametrize("name", LISTS)
def test_a_row_with_chinese_only_stands_in_its_place(client, zone, name):
    address, english, chinese = LISTS[name]
    assert order_of(client, address, english, chinese) == [english, chinese]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/en/places/?sort=area", ["乙厂房", "Plant A"]),
        ("/en/places/?sort=new", ["Plant A", "乙厂房"]),
        ("/en/places/?industry=auto", ["Plant A", "乙厂房"]),
        ("/en/places/?area_min=9000", ["乙厂房"]),
        ("/en/places/?zone=xuesong&kind=plant", ["Plant A", "乙厂房"]),
        ("/en/zones/xuesong/enterprises/?track=equipment&key=true", ["Firm A", "乙公司"]),
        ("/en/policies/?category=grants&level=municipal&zone=xuesong", ["Policy A", "乙政策"]),
        ("/en/notices/?year=2023", ["乙公告"]),
    ],
)
def test_filters_and_orders_reach_it(client, zone, address, found):
    words = {word for _address, *names in LISTS.values() for word in names}
    assert order_of(client, address, *words) == found


@pytest.mark.parametrize("path", ["places", "policies", "notices"])
def test_a_search_in_english_reads_both_languages(client, zone, path):
    address, english, chinese = LISTS[path]
    chinese_of_english = chinese.replace("乙", "甲")
    for asked, found in (
        (english.lower(), [english]),
        (chinese, [chinese]),
        (chinese_of_english, [english]),
    ):
        assert order_of(client, f"{address}?q={asked}", english, chinese) == found


def test_the_industries_of_a_zone_stand_in_their_order(client, zone):
    html = client.get("/en/zones/xuesong/industries/").content.decode()
    places = [html.index(f">{name}</") for name in ("汽车产业", "Food")]
    assert all(first < second for first, second in pairwise(places))


def test_a_value_to_choose_that_has_no_english_is_offered_in_chinese(client, zone):
    html = client.get("/en/policies/").content.decode()
    assert '<span lang="zh">扶持</span>' in html
    html = client.get("/en/zones/xuesong/enterprises/").content.decode()
    assert '<option value="equipment" lang="zh">装备制造 (2)</option>' in html
