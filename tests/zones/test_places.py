from decimal import Decimal

import pytest

from tests.factories import make_industry, make_land, make_park, make_plant, make_source, make_zone
from tests.reading import queries_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone():
    return make_zone(slug="xuesong")


@pytest.fixture
def three(zone):
    make_park(zone=zone, slug="p", name="北园", area=Decimal(3_240_000), firms=49)
    make_plant(
        zone=zone, slug="f", name="一号厂房", area=Decimal(6400), clear_height=Decimal(9), floor_load=Decimal(3),
        power=800, price_min=Decimal("14.53"), price_unit="yuan_m2_month",
    )  # fmt: skip
    make_land(zone=zone, slug="l", name="南地", area=Decimal("333333.33"), availability="planned")


def names(page) -> list[str]:
    return [place.name for place, _figures, _price in page.context["rows"]]


def facet(page, name) -> dict[str, int]:
    found = next(facet for facet in page.context["finder"].facets if facet.name == name)
    return {option.value: option.count for option in found.options}


def test_all_kinds_stand_in_one_list_with_figures_and_units(client, three):
    page = client.get("/places/")
    text = page.content.decode()
    assert names(page) == ["北园", "一号厂房", "南地"]
    for part in (
        "3 处符合", "共 3 处", "3.24 <small>平方公里</small>", "49 <small>家</small>", "6,400 <small>平方米</small>",
        "800 <small>千伏安</small>", "500 亩", 'href="/places/f/"',
    ):  # fmt: skip
        assert part in text


@pytest.mark.parametrize(
    ("address", "expected"),
    [("/places/parks/", ["北园"]), ("/places/plants/", ["一号厂房"]), ("/places/land/", ["南地"])],
)
def test_each_kind_has_its_own_list(client, three, address, expected):
    page = client.get(address)
    assert names(page) == expected
    assert "1 处符合" in page.content.decode()
    assert (
        names(client.get(address + "?kind=plant&kind=park")) == expected
    )  # an unknown parameter here: ignored


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=plant", ["一号厂房"]),
        ("kind=plant&kind=land", ["一号厂房", "南地"]),
        ("q=北", ["北园"]),
        ("zone=xuesong", ["北园", "一号厂房", "南地"]),
        ("availability=planned", ["南地"]),
        ("use=industrial", ["南地"]),
        ("use=storage", []),
        ("area_min=6400", ["北园", "一号厂房", "南地"]),
        ("area_min=6401", ["北园", "南地"]),
        ("area_max=6400", ["一号厂房"]),
        ("area_min=500&area_unit=mu", ["北园", "南地"]),
        ("area_min=501&area_unit=mu", ["北园"]),
        ("area_max=33.4&area_unit=ha", ["一号厂房", "南地"]),
        ("height_min=9", ["一号厂房"]),
        ("height_min=9.01", []),
        ("load_min=3", ["一号厂房"]),
        ("power_min=801", []),
        ("sort=area", ["北园", "南地", "一号厂房"]),
        ("sort=new", ["南地", "一号厂房", "北园"]),
        ("colour=red", ["北园", "一号厂房", "南地"]),
    ],
)
def test_filters_and_orders(client, three, query, expected):
    assert names(client.get(f"/places/?{query}")) == expected


def test_a_park_without_a_whole_area_is_found_by_what_is_built(client, zone):
    make_park(zone=zone, name="无总面积", area=None, built_area=Decimal(1_070_000))
    assert names(client.get("/places/?area_min=1070000")) == ["无总面积"]
    assert names(client.get("/places/?area_min=1070001")) == []


def test_industry_finds_what_suits_it_once_and_ignores_drafts(client, zone):
    make_industry(zone=zone, slug="a", name="甲产业")
    place = make_plant(zone=zone, name="合用厂房")
    place.industries.add(*zone.industries.all(), make_industry(zone=zone, slug="b", name="乙产业"))
    place.industries.add(make_industry(zone=zone, slug="secret", name="草稿产业", status="draft"))
    page = client.get("/places/?industry=a&industry=b")
    assert names(page) == ["合用厂房"]
    assert facet(page, "industry") == {"a": 1, "b": 1}
    hidden = client.get("/places/?industry=secret")
    assert "草稿产业" not in hidden.content.decode()
    assert "industry" in hidden.context["form"].errors


def test_counts_beside_a_filter_follow_the_other_filters(client, three):
    page = client.get("/places/?kind=plant")
    assert facet(page, "kind") == {"park": 1, "plant": 1, "land": 1}
    assert facet(page, "availability") == {
        "rent": 1,
        "sale": 0,
        "reserved": 0,
        "taken": 0,
        "planned": 0,
        "ask": 0,
    }


def test_chips_take_one_thing_back_each(client, three):
    page = client.get("/places/?kind=plant&kind=land&area_min=5&page=3")
    chips = {chip.label: chip.address for chip in page.context["finder"].chips}
    assert chips == {
        "厂房": "/places/?kind=land&area_min=5",
        "土地": "/places/?kind=plant&area_min=5",
        "最小面积 5 平方米": "/places/?kind=plant&kind=land",
    }


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("area_min=x", "area_min"),
        ("area_min=-1", "area_min"),
        ("area_max=NaN", "area_max"),
        ("area_min=9&area_max=8", "area_max"),
        ("height_min=1e400", "height_min"),
        ("area_unit=acre", "area_unit"),
        ("kind=castle", "kind"),
        ("zone=nowhere", "zone"),
        ("industry=none", "industry"),
        ("sort=price", "sort"),
    ],
)
def test_a_bad_value_keeps_the_list_and_says_so_beside_the_field(client, three, query, field):
    page = client.get(f"/places/?{query}")
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    assert page.context["form"].errors[field][0] in page.content.decode()
    assert "北园" in names(page) or query == "area_min=9&area_max=8"


def test_nothing_found_leads_on_with_counts(client, three):
    page = client.get("/places/?kind=plant&area_min=100000")
    assert names(page) == []
    assert page.context["finder"].ways == [
        ("不限类型", "/places/?area_min=100000", 2),
        ("不限最小面积", "/places/?kind=plant", 1),
    ]
    assert "清除全部条件" in page.content.decode()


def test_no_place_at_all_is_an_empty_page(client, zone):
    page = client.get("/places/")
    assert page.status_code == 200 and "暂未发布内容" in page.content.decode()


def test_drafts_and_places_of_draft_zones_appear_nowhere_and_count_nothing(client, three, zone):
    make_plant(zone=zone, name="草稿厂房", status="draft")
    make_plant(zone=make_zone(slug="hidden", name="隐藏区", status="draft"), name="隐藏厂房")
    page = client.get("/places/")
    text = page.content.decode()
    assert page.context["finder"].counts.total == 3
    assert facet(page, "kind") == {"park": 1, "plant": 1, "land": 1}
    assert "草稿厂房" not in text and "隐藏" not in text


def test_the_price_is_no_filter_of_a_visitors(client, three):
    for query in ("price_max=1", "price_max=14.53", "price_max=x"):
        page = client.get(f"/places/?{query}")
        assert names(page) == ["北园", "一号厂房", "南地"]
        assert not page.context["form"].errors and "price_max" not in page.content.decode().replace(query, "")
    assert "14.53" not in client.get("/places/").content.decode()


def test_members_filter_by_rent_and_read_it(three):
    member = signed_in()
    assert names(member.get("/places/?price_max=14.53")) == ["一号厂房"]
    assert names(member.get("/places/?price_max=14.52")) == []
    assert "<dd>14.53 <small>元/平方米·月</small>" in member.get("/places/").content.decode()


def test_twenty_a_page_and_the_last_page_beyond_the_end(client, zone):
    for number in range(45):
        make_plant(zone=zone, name=f"厂房{number:02}", position=number)
    assert names(client.get("/places/?page=2"))[0] == "厂房20"
    last = client.get("/places/?kind=plant&page=99")
    assert names(last) == [f"厂房{number}" for number in range(40, 45)]
    assert "45 处符合" in last.content.decode()
    assert 'href="/places/?kind=plant&amp;page=2"' in last.content.decode()
    assert len(names(client.get("/places/?page=x"))) == 20


def test_sample_places_are_marked(client, zone):
    make_plant(zone=zone, source=make_source("sample"))
    assert '<span class="sample">示例</span>' in client.get("/places/").content.decode()


def test_a_visitors_page_sets_no_cookie_and_varies_on_nothing_of_the_reader(client, three):
    page = client.get("/places/")
    assert not page.cookies
    assert "Cookie" not in page.get("Vary", "") and "Accept-Language" not in page.get("Vary", "")
    assert "csrfmiddlewaretoken" not in page.content.decode()


def test_the_number_of_queries_does_not_grow(client, zone):
    addresses = ("/places/", "/en/places/", "/places/plants/", "/places/?kind=plant")
    readers = client, signed_in()
    make_plant(zone=zone, map_x=1, map_y=1)
    few = [queries_of(reader, address) for reader in readers for address in addresses]
    for _ in range(199):
        make_plant(zone=zone, map_x=1, map_y=1).industries.add(make_industry(zone=zone))
    assert [queries_of(reader, address) for reader in readers for address in addresses] == few
    assert max(few) <= 6
