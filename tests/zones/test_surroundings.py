from decimal import Decimal

import pytest

from tests.factories import make_plant, make_surrounding, make_zone
from tests.reading import queries_of, signed_in

pytestmark = pytest.mark.django_db
NEAR = "/zones/xuesong/surroundings/"


@pytest.fixture
def zone():
    return make_zone(slug="xuesong")


def test_public_places_stand_by_kind_with_distance_and_minutes(client, zone):
    make_surrounding(zone=zone, kind="school", name="学校甲", distance=Decimal("7531.5"), minutes=14)
    make_surrounding(zone=zone, kind="airport", name="机场乙", distance=Decimal(8))
    page = client.get(NEAR)
    assert [label for _, label, _ in page.context["groups"]] == ["机场", "学校"]
    text = page.content.decode()
    assert "<b>7,531.5</b> 公里" in text
    assert "约 14 分钟" in text


def test_members_only_places_are_counted_by_kind_for_visitors(client, zone):
    make_surrounding(
        zone=zone, kind="hospital", name="秘密医院", visibility="members", distance=Decimal(7531)
    )
    text = client.get(NEAR).content.decode()
    assert "另有 1 处登录后可见" in text
    assert "秘密医院" not in text and "7,531" not in text
    assert "秘密医院" in signed_in().get(NEAR).content.decode()


def test_a_draft_carrier_is_not_on_the_map(client, zone):
    make_surrounding(zone=zone)
    make_plant(zone=zone, name="草稿厂房", status="draft", map_x=10, map_y=10, map_label="9")
    make_plant(zone=zone, name="上图厂房", map_x=10, map_y=10, map_label="8")
    text = client.get(NEAR).content.decode()
    assert "上图厂房" in text and "草稿厂房" not in text


def test_the_number_of_queries_does_not_grow(client, zone):
    member = signed_in()
    make_surrounding(zone=zone)
    few = queries_of(client, NEAR), queries_of(member, NEAR)
    for _ in range(199):
        make_surrounding(zone=zone)
    assert (queries_of(client, NEAR), queries_of(member, NEAR)) == few
    assert max(few) <= 6
