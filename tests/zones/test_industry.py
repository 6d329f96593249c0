from decimal import Decimal

import pytest

from tests.factories import (
    make_enterprise,
    make_fund,
    make_industry,
    make_industry_figure,
    make_plant,
    make_zone,
)

pytestmark = pytest.mark.django_db
INDUSTRY = "/zones/xuesong/industries/auto-parts/"


@pytest.fixture
def zone():
    return make_zone(slug="xuesong")


@pytest.fixture
def industry(zone):
    return make_industry(zone=zone, slug="auto-parts", name="零部件", facts="园区｜北园\n目标｜百亿")


def test_facts_figures_and_projects_stand_with_unit_and_date(client, industry):
    make_industry_figure(industry=industry, label="企业数", value=Decimal(7531), as_of="2023")
    make_industry_figure(
        industry=industry, label="大项目", value=Decimal(30), unit="yi_yuan", stage="started"
    )
    page = client.get(INDUSTRY)
    text = page.content.decode()
    assert [row.label for row in page.context["figures"]] == ["企业数"]
    assert [row.label for row in page.context["projects"]] == ["大项目"]
    for part in (
        "<dt>园区</dt><dd>北园</dd>",
        "7,531 <small>家企业</small>",
        "2023年",
        "30 <small>亿元</small>",
        "已开工",
        "原文未注明日期",
    ):
        assert part in text


def test_firms_places_and_funds_of_the_industry_are_links_and_drafts_are_not(client, zone, industry):
    for make, name in ((make_enterprise, "企业"), (make_plant, "载体"), (make_fund, "基金")):
        make(zone=zone, name=f"公开{name}").industries.add(industry)
        make(zone=zone, name=f"草稿{name}", status="draft").industries.add(industry)
    make_industry_figure(industry=industry, label="草稿数字", status="draft")
    text = client.get(INDUSTRY).content.decode()
    for name in ("企业", "载体", "基金"):
        assert f"公开{name}" in text and f"草稿{name}" not in text
    assert "草稿数字" not in text


def test_drafts_and_other_zones_industries_are_unknown(client, zone, industry):
    make_zone(slug="other")
    make_industry(zone=zone, slug="draft", status="draft")
    assert client.get("/zones/xuesong/industries/draft/").status_code == 404
    assert client.get("/zones/other/industries/auto-parts/").status_code == 404
