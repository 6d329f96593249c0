from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.factories import make_contact, make_cost_item, make_source, make_zone
from tests.reading import queries_of, signed_in

pytestmark = pytest.mark.django_db
COSTS = "/zones/xuesong/costs/"


@pytest.fixture
def zone():
    return make_zone(slug="xuesong", name="雪松开发区")


def test_a_visitor_reads_kinds_counts_and_recency_but_no_value(client, zone):
    make_cost_item(zone=zone, label="秘密电价", value=Decimal("7531.25"), as_of="2026-10-28")
    make_cost_item(zone=zone, group="labour", value=Decimal("7532"), unit="yuan_month", as_of="2026-09")
    page = client.get(COSTS)
    text = page.content.decode()
    assert page.context["locked"].count == 2
    assert [(group.label, group.count) for group in page.context["locked"].groups] == [
        ("用电，两部制", 1),
        ("用工与社保", 1),
    ]
    assert "2026年10月28日" in text
    assert "/accounts/login/?next=/zones/xuesong/costs/" in text
    for secret in ("秘密电价", "7,531", "7531", "7532"):
        assert secret not in text


def test_a_member_reads_each_value_with_unit_date_and_basis(zone):
    make_cost_item(zone=zone, value=Decimal("7531.25"), tier="大工业", note="电价公告", as_of="2026-10-28")
    text = signed_in().get(COSTS).content.decode()
    for part in (
        "7,531.25",
        "元/千瓦时",
        "大工业",
        "电价公告",
        '<time datetime="2026-10-28">2026年10月28日</time>',
    ):
        assert part in text
    assert "locked__bar" not in text


def test_public_rows_are_for_everybody_and_staff_rows_for_staff_only(client, zone):
    make_cost_item(zone=zone, label="公开电价", visibility="public", value=Decimal("7501"))
    make_cost_item(zone=zone, label="内部电价", visibility="staff", value=Decimal("7502"))
    visitor, member = client.get(COSTS).content.decode(), signed_in().get(COSTS).content.decode()
    staff = signed_in(is_staff=True).get(COSTS).content.decode()
    assert "7,501" in visitor and "7,501" in member
    assert "7,502" not in visitor and "内部电价" not in visitor and "7,502" not in member
    assert "7,502" in staff and "仅工作人员" in staff
    assert client.get(COSTS).context["locked"] is None  # nothing that signing in would open


def test_drafts_and_expired_rows_are_neither_shown_nor_counted(client, zone):
    make_cost_item(zone=zone)
    make_cost_item(zone=zone, status="draft")
    make_cost_item(zone=zone, expire_at=timezone.now() - timedelta(hours=1))
    make_cost_item(zone=zone, publish_at=timezone.now() + timedelta(hours=1))
    assert client.get(COSTS).context["locked"].count == 1
    assert len(signed_in().get(COSTS).context["items"]) == 1


def test_a_zone_without_costs_answers_and_leads_on(client, zone):
    page = client.get(COSTS)
    assert page.status_code == 200
    assert "要素成本：暂未发布内容。" in page.content.decode()


def test_a_draft_zone_is_unknown(client):
    make_zone(slug="hidden", status="draft")
    assert client.get("/zones/hidden/costs/").status_code == 404


def test_a_draft_desk_is_not_shown(client, zone):
    zone.desk = make_contact(zone=zone, phone="024-7777-7777", status="draft")
    zone.save()
    assert "024-7777-7777" not in client.get(COSTS).content.decode()


def test_sample_rows_carry_their_mark(zone):
    make_cost_item(zone=zone, source=make_source("sample"))
    assert '<span class="sample">示例</span>' in signed_in().get(COSTS).content.decode()


@pytest.mark.parametrize("address", [COSTS, "/en" + COSTS])
def test_the_number_of_queries_does_not_grow(client, zone, address):
    member = signed_in()
    make_cost_item(zone=zone)
    few = queries_of(client, address), queries_of(member, address)
    for _ in range(199):
        make_cost_item(zone=zone)
    assert (queries_of(client, address), queries_of(member, address)) == few
    assert max(few) <= 6
