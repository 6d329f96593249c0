from decimal import Decimal

import pytest
from django.db.models.fetch_modes import FieldFetchBlocked

from tests.factories import (
    make_contact,
    make_enterprise,
    make_industry,
    make_land,
    make_park,
    make_plant,
    make_source,
    make_zone,
)
from tests.reading import signed_in
from zones.models import CarrierPicture
from zones.places import own_row, readable_places

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone():
    return make_zone(slug="xuesong", name="雪松开发区")


@pytest.fixture
def plant(zone):
    return make_plant(
        zone=zone, slug="one", name="一号厂房", area=Decimal(6400), clear_height=Decimal("9.50"), built_year=2023,
        structure="steel", column_grid="9 × 12", power=1250, tenure="lease", price_min=Decimal("7531"),
        price_max=Decimal("7532"), price_unit="yuan_m2_month", price_note="秘密说明", price_as_of="2031-05",
    )  # fmt: skip


def test_conditions_stand_in_groups_with_units_and_without_empty_ones(client, plant):
    page = client.get("/places/one/")
    assert [str(heading) for heading, _facts in page.context["groups"]] == ["建筑", "公用工程"]
    text = page.content.decode()
    for part in (
        "9.5 <small>米</small>", "1,250 <small>千伏安</small>", "2023 <small>年</small>", "9 × 12 米", "钢结构", "租赁",
    ):  # fmt: skip
        assert part in text
    assert "供汽" not in text and "None" not in text


def test_the_price_with_its_unit_date_and_note_is_for_members(client, plant):
    visitor, member = (
        client.get("/places/one/").content.decode(),
        signed_in().get("/places/one/").content.decode(),
    )
    for secret in ("7,531–7,532 <small>元/平方米·月</small>", "秘密说明", "2031年5月"):
        assert secret in member
    for secret in ("7,531", "7531", "元/平方米·月", "秘密说明", "2031"):
        assert secret not in visitor
    assert "/accounts/login/?next=/places/one/" in visitor


def test_a_visitors_rows_cannot_fetch_the_price_later(plant):
    from django.contrib.auth.models import AnonymousUser

    place = readable_places(AnonymousUser()).get()
    for row in (place, own_row(place)):
        for field in (
            "price_min",
            "price_max",
            "price_unit",
            "price_note",
            "price_note_zh_hans",
            "price_as_of",
        ):
            with pytest.raises(FieldFetchBlocked):
                getattr(row, field)


def test_a_visitor_is_told_the_same_where_there_is_no_price(client, zone):
    make_plant(zone=zone, slug="free")
    assert "登录看价格" in client.get("/places/free/").content.decode()
    assert "尚未公布" in signed_in().get("/places/free/").content.decode()


def test_land_is_given_in_mu_too(client, zone):
    make_land(
        zone=zone, slug="field", area=Decimal("333333.33"), far_min=Decimal("1.00"), far_max=Decimal("2.50")
    )
    text = client.get("/places/field/").content.decode()
    assert "333,333 <small>平方米</small>" in text and "面积合 500 亩" in text
    assert "1–2.5" in text


def test_a_park_names_its_firms_as_links_with_source(client, zone):
    make_park(zone=zone, slug="north", name="北园", area=None, built_area=Decimal(1_070_000))
    make_enterprise(zone=zone, slug="steel", name="钢联", park_name="北园")
    make_enterprise(zone=zone, slug="draft", name="草稿企业", park_name="北园", status="draft")
    text = client.get("/places/north/").content.decode()
    assert "1.07 <small>平方公里</small>" in text
    assert 'href="/zones/xuesong/enterprises/steel/"' in text
    assert "草稿企业" not in text


def test_pictures_desk_and_others_of_the_kind(client, zone, plant):
    CarrierPicture.objects.create(
        carrier=plant, folder="demo/plan", width=1920, height=1280, alt="平面图", credit="本站绘制"
    )
    zone.desk = make_contact(zone=zone, name="值班窗口", source=make_source("sample"))
    zone.save()
    make_plant(zone=zone, slug="two", name="二号厂房")
    make_plant(zone=zone, name="草稿厂房", status="draft")
    make_park(zone=zone, name="别的园")
    plant.industries.add(make_industry(zone=zone, name="草稿产业", status="draft"))
    text = client.get("/places/one/").content.decode()
    for part in ('alt="平面图"', "值班窗口", "024-0000-0000", 'href="/places/two/"'):
        assert part in text
    for part in ("草稿厂房", "别的园", "草稿产业"):
        assert part not in text


def test_a_draft_desk_is_not_shown(client, zone, plant):
    zone.desk = make_contact(zone=zone, name="草稿窗口", status="draft")
    zone.save()
    assert "草稿窗口" not in client.get("/places/one/").content.decode()


def test_the_qr_code_is_of_the_absolute_address(client, plant, settings):
    settings.SITE_URL = "https://zone.example"
    from publishing.qr import qr_svg

    text = client.get("/places/one/", HTTP_HOST="127.0.0.1").content.decode()
    assert qr_svg("https://zone.example/places/one/") in text
    assert "style=" not in qr_svg("https://zone.example/")


def test_drafts_and_places_of_draft_zones_are_unknown(client, zone):
    make_plant(zone=zone, slug="draft", status="draft")
    make_plant(zone=make_zone(slug="hidden", status="draft"), slug="theirs")
    assert client.get("/places/draft/").status_code == 404
    assert client.get("/places/theirs/").status_code == 404
    assert client.get("/places/none/").status_code == 404
