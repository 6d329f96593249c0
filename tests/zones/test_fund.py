from decimal import Decimal

import pytest

from tests.factories import make_fund, make_source, make_zone
from tests.reading import signed_in

pytestmark = pytest.mark.django_db
FUND = "/zones/xuesong/funds/one/"


@pytest.fixture
def zone():
    return make_zone(slug="xuesong")


def test_sums_term_and_contact_are_for_members(client, zone):
    make_fund(
        zone=zone, slug="one", manager="管理人甲", directions="装备", size=Decimal(753_100_000),
        ticket_min=Decimal(75_320_000), ticket_max=Decimal(75_330_000), term="秘密期限", contact="秘密对接",
    )  # fmt: skip
    visitor, member = client.get(FUND), signed_in().get(FUND).content.decode()
    assert [str(label) for label in visitor.context["locked"]] == ["基金规模", "单笔投资", "期限", "对接方式"]
    for secret in ("7.531", "7,532", "7,533", "秘密期限", "秘密对接"):
        assert secret not in visitor.content.decode()
        assert secret in member
    assert "7,532 <small>万元</small>–7,533 <small>万元</small>" in member
    assert "管理人甲" in visitor.content.decode()


def test_the_page_is_neutral_information(client, zone):
    make_fund(zone=zone, slug="one", source=make_source("sample"))
    text = client.get(FUND).content.decode()
    assert "不构成投资建议或承诺" in text and "返投" not in text
    assert '<span class="sample">示例</span>' in text


def test_drafts_and_other_zones_funds_are_unknown(client, zone):
    make_fund(zone=zone, slug="draft", status="draft")
    make_fund(zone=make_zone(slug="other"), slug="theirs")
    assert client.get("/zones/xuesong/funds/draft/").status_code == 404
    assert client.get("/zones/xuesong/funds/theirs/").status_code == 404
