from decimal import Decimal

import pytest

from tests.factories import make_enterprise, make_industry, make_park, make_source, make_track, make_zone
from tests.reading import signed_in
from zones.models import Honour

pytestmark = pytest.mark.django_db
FIRM = "/zones/xuesong/enterprises/steel/"


@pytest.fixture
def zone():
    return make_zone(slug="xuesong")


@pytest.fixture
def firm(zone):
    group = make_track(name="高端装备制造")
    return make_enterprise(
        zone=zone, slug="steel", name="钢联", track=make_track(name="汽车零部件", slug="auto", parent=group),
        products="热成形件", park_name="北园", annual_output=Decimal(753_100_000), workforce=7532,
        needs="秘密需求", supplies="秘密供应",
    )  # fmt: skip


def test_everybody_reads_track_titles_products_park_and_industries(client, zone, firm):
    make_park(zone=zone, name="北园", slug="north")
    firm.industries.add(make_industry(zone=zone, slug="auto-parts", name="零部件产业"))
    firm.honours.add(Honour.objects.create(name="小巨人", slug="giant"))
    text = client.get(FIRM).content.decode()
    for part in (
        "钢联", "高端装备制造", "?track=auto", "热成形件", "小巨人", 'href="/places/north/"',
        'href="/zones/xuesong/industries/auto-parts/"',
    ):  # fmt: skip
        assert part in text


def test_locked_columns_are_named_for_visitors_and_read_by_members(client, firm):
    visitor, member = client.get(FIRM), signed_in().get(FIRM).content.decode()
    assert [str(label) for label in visitor.context["locked"]] == [
        "年产值",
        "员工",
        "配套需求",
        "可供产品与服务",
    ]
    for secret in ("7.531", "7,532", "秘密需求", "秘密供应"):
        assert secret not in visitor.content.decode()
        assert secret in member
    assert "7.531 <small>亿元</small>" in member and "7,532 <small>人</small>" in member


def test_the_lock_names_only_what_is_there(client, zone):
    make_enterprise(zone=zone, slug="half", workforce=5)
    make_enterprise(zone=zone, slug="bare")
    assert [str(label) for label in client.get("/zones/xuesong/enterprises/half/").context["locked"]] == [
        "员工"
    ]
    bare = client.get("/zones/xuesong/enterprises/bare/")
    assert bare.context["locked"] == [] and "locked__bar" not in bare.content.decode()


def test_drafts_and_other_zones_firms_are_unknown(client, zone, firm):
    other = make_zone(slug="other")
    make_enterprise(zone=zone, slug="draft", status="draft")
    make_enterprise(zone=other, slug="theirs")
    assert client.get("/zones/xuesong/enterprises/draft/").status_code == 404
    assert client.get("/zones/xuesong/enterprises/theirs/").status_code == 404
    assert client.get("/zones/other/enterprises/steel/").status_code == 404
    assert client.get("/zones/other/enterprises/theirs/").status_code == 200


def test_related_drafts_are_not_mentioned(client, zone, firm):
    firm.industries.add(make_industry(zone=zone, name="草稿产业", status="draft"))
    make_enterprise(zone=zone, track=firm.track, name="草稿企业", status="draft")
    make_enterprise(zone=zone, track=firm.track, name="同行企业")
    make_park(zone=zone, name="北园", slug="north", status="draft")
    text = client.get(FIRM).content.decode()
    assert "同行企业" in text
    assert "草稿产业" not in text and "草稿企业" not in text and "/places/north/" not in text


def test_a_sample_firm_is_marked(client, zone):
    make_enterprise(zone=zone, slug="sample", source=make_source("sample"))
    text = client.get("/zones/xuesong/enterprises/sample/").content.decode()
    assert '<span class="sample">示例</span>' in text and "示例数据，不是事实。" in text
