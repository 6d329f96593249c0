from decimal import Decimal

import pytest

from tests.factories import make_entry_requirement, make_zone
from tests.reading import queries_of, signed_in

pytestmark = pytest.mark.django_db
ENTRY = "/zones/xuesong/entry/"


@pytest.fixture
def zone():
    return make_zone(slug="xuesong")


def test_a_member_reads_the_threshold_with_sign_unit_and_scope(zone):
    make_entry_requirement(zone=zone, label="投资强度", value=Decimal("7531"), scope="一般制造业")
    make_entry_requirement(
        zone=zone,
        group="schedule",
        operator="at_most",
        value=Decimal("24"),
        unit="months",
        is_mandatory=False,
    )
    text = signed_in().get(ENTRY).content.decode()
    for part in (
        "投资强度",
        "≥ 7,531 <small>万元/亩</small>",
        "一般制造业",
        "≤ 24 <small>个月</small>",
        "可一事一议",
    ):
        assert part in text


def test_a_visitor_reads_that_there_is_one_and_not_which(client, zone):
    make_entry_requirement(zone=zone, label="秘密指标", value=Decimal("7531"), scope="秘密范围")
    text = client.get(ENTRY).content.decode()
    assert "登录查看 1 项" in text
    for secret in ("秘密指标", "7,531", "秘密范围"):
        assert secret not in text


def test_the_number_of_queries_does_not_grow(client, zone):
    member = signed_in()
    make_entry_requirement(zone=zone)
    few = queries_of(client, ENTRY), queries_of(member, ENTRY)
    for _ in range(199):
        make_entry_requirement(zone=zone)
    assert (queries_of(client, ENTRY), queries_of(member, ENTRY)) == few
    assert max(few) <= 6
