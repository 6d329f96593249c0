from decimal import Decimal

import pytest

from tests.factories import make_industry, make_land, make_park, make_plant, make_source, make_zone
from tests.reading import queries_of, signed_in

pytestmark = pytest.mark.django_db
COMPARE = "/places/compare/"
TWO = f"{COMPARE}?place=one&place=plot"


@pytest.fixture
def zone():
    return make_zone(slug="xuesong", name="雪松开发区")


@pytest.fixture
def places(zone):
    industry = make_industry(zone=zone, name="航空", slug="aviation")
    hidden = make_industry(zone=zone, name="秘密产业", slug="hidden", status="draft")
    plant = make_plant(
        zone=zone, slug="one", name="一号厂房", area=Decimal(6400), clear_height=Decimal("9.5"), power=1250,
        price_min=Decimal("7531"), price_unit="yuan_m2_month", price_note="秘密说明",
        source=make_source("sample"),
    )  # fmt: skip
    plant.industries.set([industry, hidden])
    land = make_land(
        zone=zone, slug="plot", name="一号地块", area=Decimal(20000), term_years=50, availability="sale"
    )
    return plant, land


def rows_of(page) -> dict:
    return {str(row.label): row for row in page.context["rows"]}


def test_places_stand_side_by_side_in_the_order_asked_for(client, places):
    page = client.get(TWO)
    text = page.content.decode()
    assert [place.slug for place, _address in page.context["columns"]] == ["one", "plot"]
    for part in (
        "6,400 <small>平方米</small>", "20,000 <small>平方米</small>", "合 30 亩", "9.5 <small>米</small>",
        "50 <small>年</small>", "可租", "可售", '<span class="sample">示例</span>', ">航空</a>",
        'href="/places/one/"', "/places/compare/?place=plot",
    ):  # fmt: skip
        assert part in text
    assert "秘密产业" not in text
    reverse = client.get(f"{COMPARE}?place=plot&place=one")
    assert [place.slug for place, _address in reverse.context["columns"]] == ["plot", "one"]


def test_where_the_places_differ_the_row_says_so_in_a_word(client, zone):
    for slug, power in (("one", 800), ("two", 1250)):
        make_plant(zone=zone, slug=slug, name=slug, clear_height=Decimal(9), power=power)
    page = client.get(f"{COMPARE}?place=one&place=two")
    rows = rows_of(page)
    assert rows["配电"].differs
    assert not rows["首层净高"].differs and not rows["面积"].differs
    assert page.context["heads"] == {
        "kind": False, "state": False, "tenure": False, "where": False, "industries": False,
    }  # fmt: skip
    assert page.content.decode().count("compare__differs") == 1


def test_what_a_kind_does_not_have_is_told_apart_from_what_nobody_stated(client, zone):
    make_plant(zone=zone, slug="one", power=800)
    make_plant(zone=zone, slug="two")
    make_land(zone=zone, slug="plot")
    cells = rows_of(client.get(f"{COMPARE}?place=one&place=two&place=plot"))["配电"].cells
    assert [str(cell.words) for cell in cells] == ["", "未注明", "不适用"]


def test_a_price_is_for_members_and_not_selected_for_visitors(client, places):
    visitor, member = client.get(TWO), signed_in().get(TWO)
    assert "7,531 <small>元/平方米·月</small>" in member.content.decode()
    assert "尚未公布" in member.content.decode()
    for secret in ("7531", "7,531", "元/平方米·月", "尚未公布"):
        assert secret not in visitor.content.decode()
    assert "/accounts/login/?next=/places/compare/%3Fplace%3Done%26place%3Dplot" in visitor.content.decode()
    for place in visitor.context["chosen"].places:
        assert "price_min" in place.get_deferred_fields()


@pytest.mark.parametrize("slug", ["nirgends", "draft", "elsewhere", "<b>"])
def test_what_is_not_published_is_named_and_the_others_are_kept(client, places, zone, slug):
    make_plant(zone=zone, slug="draft", name="秘密厂房", status="draft")
    make_plant(zone=make_zone(status="draft"), slug="elsewhere", name="秘密厂房")
    page = client.get(COMPARE, {"place": ["one", slug, "plot"]})
    assert page.status_code == 200
    assert page.context["chosen"].unknown == [slug]
    assert [place.slug for place in page.context["chosen"].places] == ["one", "plot"]
    text = page.content.decode()
    assert f"没有找到：{slug.replace('<', '&lt;').replace('>', '&gt;')}" in text
    assert "秘密厂房" not in text


def test_of_more_than_four_the_first_four_are_shown_and_the_page_says_so(client, zone):
    for number in range(6):
        make_park(zone=zone, slug=f"p{number}")
    page = client.get(COMPARE, {"place": [f"p{number}" for number in (5, 4, 3, 2, 1, 5)]})
    assert [place.slug for place in page.context["chosen"].places] == ["p5", "p4", "p3", "p2"]
    assert "一次最多对比 4 处" in page.content.decode() and "另有 1 处" in page.content.decode()


@pytest.mark.parametrize(
    ("query", "checked"), [("", 0), ("?place=one", 1), ("?place=", 0), ("?place=one&place=one", 1)]
)
def test_with_too_few_the_page_explains_and_offers_the_published_places(client, places, zone, query, checked):
    make_plant(zone=zone, slug="draft", name="秘密厂房", status="draft")
    text = client.get(COMPARE + query).content.decode()
    assert 'name="place" value="one"' in text and 'name="place" value="plot"' in text
    assert 'href="/places/"' in text and "秘密厂房" not in text
    assert text.count(" checked") == checked


def test_an_empty_site_leads_on(client):
    assert "载体：暂未发布内容。" in client.get(COMPARE).content.decode()


def test_the_finder_and_a_place_lead_to_the_comparison(client, places):
    finder = client.get("/places/").content.decode()
    assert '<form id="compare" action="/places/compare/" method="get"></form>' in finder
    assert '<input type="checkbox" name="place" value="one" form="compare">' in finder
    assert 'type="submit" form="compare"' in finder
    assert 'href="/places/compare/?place=one"' in client.get("/places/one/").content.decode()
    english = client.get("/en/places/").content.decode()
    assert '<form id="compare" action="/en/places/compare/" method="get">' in english


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_number_of_queries_does_not_grow(client, zone, prefix):
    for number in range(4):
        make_plant(zone=zone, slug=f"p{number}").industries.set([make_industry(zone=zone)])
    member = signed_in()
    two, four = (
        [queries_of(who, f"{prefix}{COMPARE}?" + "&".join(f"place=p{n}" for n in range(many)))
         for who in (client, member)]
        for many in (2, 4)
    )  # fmt: skip
    assert two == four
    assert max(two) <= 6
    assert max(queries_of(who, f"{prefix}{COMPARE}") for who in (client, member)) <= 6
