from decimal import Decimal

import pytest

from tests.factories import (
    make_cost_item,
    make_enterprise,
    make_entry_requirement,
    make_fund,
    make_industry,
    make_industry_figure,
    make_plant,
    make_source,
    make_surrounding,
    make_zone,
)
from tests.reading import queries_of, signed_in

pytestmark = pytest.mark.django_db
LISTS = ["zones", "places", "enterprises", "industries", "funds", "costs", "entry", "surroundings"]


@pytest.fixture
def zone():
    return make_zone(slug="xuesong", name="雪松", name_en="Xuesong")


@pytest.fixture
def secrets(zone):
    """One row of each kind; all that is locked holds 7531 or 秘密."""
    make_plant(
        zone=zone, slug="f", price_min=Decimal("7531"), price_unit="yuan_m2", price_note="秘密", price_as_of="7531",
        clear_height=Decimal(9),
    )  # fmt: skip
    make_enterprise(zone=zone, annual_output=Decimal(7531), workforce=7531, needs="秘密", supplies="秘密")
    make_fund(
        zone=zone, size=7531, committed=7531, ticket_min=7531, ticket_max=7531, term="秘密", contact="秘密"
    )
    make_cost_item(zone=zone, label="秘密", value=Decimal(7531))
    make_entry_requirement(zone=zone, label="秘密", value=Decimal(7531))
    make_surrounding(zone=zone, name="秘密", visibility="members", distance=Decimal(7531))
    make_industry_figure(industry=make_industry(zone=zone), value=Decimal(5))


@pytest.mark.parametrize("name", LISTS)
def test_every_list_answers_with_count_results_source_and_sample(client, secrets, name):
    answer = client.get(f"/api/v1/{name}")
    body = answer.json()
    assert answer.status_code == 200 and not answer.cookies and "Cookie" not in answer.get("Vary", "")
    assert body["count"] == len(body["results"])
    for row in body["results"]:
        assert row["source"]["kind"] == "document" and row["sample"] is False


@pytest.mark.parametrize("name", LISTS)
def test_no_locked_value_leaves_for_a_visitor(client, secrets, name):
    text = client.get(f"/api/v1/{name}").content.decode()
    assert "7531" not in text and "秘密" not in text and "\\u79d8" not in text


@pytest.mark.parametrize("name", ["places", "enterprises", "funds", "costs", "entry", "surroundings"])
def test_a_member_gets_the_values(secrets, name):
    body = signed_in().get(f"/api/v1/{name}").json()
    assert body["count"] == 1
    assert "7531" in str(body["results"]) and "秘密" in str(body["results"])


def test_a_visitor_gets_counts_of_what_is_locked(client, secrets):
    assert client.get("/api/v1/costs").json() == {
        "count": 0,
        "results": [],
        "locked": {"count": 1, "newest": "", "groups": [{"label": "用电，两部制", "count": 1}]},
    }
    assert signed_in().get("/api/v1/costs").json()["locked"] is None


def test_a_place_in_both_languages_with_the_columns_of_its_kind(client, zone):
    make_plant(
        zone=zone, slug="f", name="一号", name_en="One", clear_height=Decimal(9), source=make_source("sample")
    )
    row = client.get("/api/v1/places").json()["results"][0]
    assert (row["name"], row["name_en"], row["zone"], row["kind"]) == ("一号", "One", "xuesong", "plant")
    assert row["details"]["clear_height"] == "9.00" and "planned_area" not in row["details"]
    assert row["sample"] is True and row["source"]["kind"] == "sample"
    assert row["price"] is None and row["locked"] == ["price"]
    assert row["url"] == "http://127.0.0.1:8000/places/f/"


def test_a_place_names_published_industries_of_published_zones_only(client, zone):
    place = make_plant(zone=zone)
    hidden = make_zone(status="draft")
    for slug, fields in (("food", {}), ("draft", {"status": "draft"}), ("elsewhere", {"zone": hidden})):
        place.industries.add(make_industry(slug=slug, **{"zone": zone} | fields))
    assert client.get("/api/v1/places").json()["results"][0]["industries"] == ["food"]


def test_places_take_the_filters_of_the_page(client, zone):
    make_plant(zone=zone, slug="low", clear_height=Decimal(5))
    make_plant(
        zone=zone, slug="high", clear_height=Decimal(12), price_min=Decimal(30), price_unit="yuan_m2_month"
    )
    found = client.get("/api/v1/places?kind=plant&height_min=9&zone=xuesong").json()
    assert [row["slug"] for row in found["results"]] == ["high"]
    assert client.get("/api/v1/places?price_max=20").json()["count"] == 2  # no filter of a visitor's
    assert signed_in().get("/api/v1/places?price_max=20").json()["count"] == 0


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("places?area_min=x", "area_min"),
        ("places?kind=castle", "kind"),
        ("places?page=0", "page"),
        ("places?page=x", "page"),
        ("places?page=9", "page"),
        ("costs?zone=nowhere", "zone"),
        ("enterprises?key=maybe", "key"),
    ],
)
def test_a_bad_parameter_is_422_and_named(client, zone, address, field):
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 422
    assert [error["loc"][-1] for error in answer.json()["detail"]] == [field]


def test_drafts_are_not_listed(client, zone):
    hidden = make_zone(slug="hidden", status="draft")
    for make in (make_plant, make_enterprise, make_industry, make_fund):
        make(zone=zone, status="draft")
        make(zone=hidden)
    make_cost_item(zone=hidden, visibility="public")
    for name in ("places", "enterprises", "industries", "funds", "costs"):
        assert client.get(f"/api/v1/{name}").json()["count"] == 0
    assert [row["slug"] for row in client.get("/api/v1/zones").json()["results"]] == ["xuesong"]


def test_enterprises_by_track_or_its_group_and_key_ones(client, zone):
    from tests.factories import make_track

    group = make_track(slug="equipment")
    make_enterprise(zone=zone, slug="a", track=make_track(slug="auto", parent=group), is_key=True)
    make_enterprise(zone=zone, slug="b")
    for query in ("track=auto", "track=equipment", "key=true"):
        assert [row["slug"] for row in client.get(f"/api/v1/enterprises?{query}").json()["results"]] == ["a"]


def test_it_describes_itself_and_has_no_page_of_its_own(client):
    description = client.get("/api/v1/openapi.json").json()
    assert {f"/api/v1/{name}" for name in LISTS} <= set(description["paths"])
    assert "`x_en`" in description["info"]["description"]
    assert client.get("/api/v1/docs").status_code == 404
    assert client.post("/api/v1/places").status_code == 405


def test_texts_come_in_both_languages_without_asking(client, zone):
    make_plant(zone=zone, name="一号厂房", suits="机加工", suits_en="Machining")
    row = client.get("/api/v1/places").json()["results"][0]
    assert (row["name"], row["name_en"] or "") == ("一号厂房", "")
    assert (row["details"]["suits"], row["details"]["suits_en"]) == ("机加工", "Machining")
    assert (row["source"]["title"], row["source"]["title_en"] or "") == ("来源文件", "")


def test_the_number_of_queries_does_not_grow(client, secrets, zone):
    readings = [(reader, f"/api/v1/{name}") for reader in (client, signed_in()) for name in LISTS]
    few = [queries_of(*reading) for reading in readings]
    for _ in range(60):
        make_plant(zone=zone).industries.add(make_industry(zone=zone))
        make_enterprise(zone=zone)
        make_fund(zone=zone)
        make_cost_item(zone=zone, visibility="public")
        make_entry_requirement(zone=zone, visibility="public")
        make_surrounding(zone=zone)
    many = [queries_of(*reading) for reading in readings]
    assert max(many) <= 6
    for reading, before, after in zip(readings, few, many, strict=True):
        assert after <= before + 1, reading  # one more where a prefetch found nothing before
