"""The tabs of a zone: enterprises, industries, funds, policies."""

import re
from decimal import Decimal

import pytest
from django.test import Client

from publishing.models import SiteIdentity
from tests import factories as make

pytestmark = pytest.mark.django_db
TABS = ["enterprises", "industries", "funds", "policies"]


def read(address, user=None) -> str:
    client = Client()
    if user:
        client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def zone():
    return make.make_zone(slug="xuesong", name="雪松区")


@pytest.mark.parametrize("tab", TABS)
def test_an_empty_tab_answers_and_says_that_nothing_is_published(zone, tab):
    page = read(f"/zones/xuesong/{tab}/")
    assert "暂未发布内容" in page
    assert "/inquiries/new/" in page


@pytest.mark.parametrize("tab", TABS)
def test_the_tab_of_a_draft_zone_is_not_found(tab):
    make.make_zone(slug="hidden", status="draft")
    assert Client().get(f"/zones/hidden/{tab}/").status_code == 404


def test_rows_of_other_zones_and_drafts_are_left_out(zone):
    for factory, tab, field in (
        (make.make_enterprise, "enterprises", "name"),
        (make.make_industry, "industries", "name"),
        (make.make_fund, "funds", "name"),
        (make.make_policy, "policies", "title"),
    ):
        factory(zone=zone, **{field: "看得见"})
        factory(zone=make.make_zone(), **{field: "别区哨兵"})
        factory(zone=zone, status="draft", **{field: "草稿哨兵"})
        page = read(f"/zones/xuesong/{tab}/")
        assert "看得见" in page
        assert "哨兵" not in page


def test_locked_columns_are_counted_for_visitors_and_printed_for_members(zone):
    make.make_enterprise(
        zone=zone, annual_output=Decimal(1234560000), workforce=98765, needs="哨兵需求", supplies="哨兵供应"
    )
    make.make_fund(
        zone=zone, size=Decimal(7654320000), ticket_min=Decimal(3330000), term="哨兵期限", contact="哨兵对接"
    )
    member = make.make_user()
    for tab, values in (
        ("enterprises", ["12.3456", "98,765", "哨兵需求", "哨兵供应"]),
        ("funds", ["76.5432", "333", "哨兵期限", "哨兵对接"]),
    ):
        visitor, signed_in = read(f"/zones/xuesong/{tab}/"), read(f"/zones/xuesong/{tab}/", member)
        assert "登录查看 4 项" in visitor
        assert "登录查看" not in signed_in
        for value in values:
            assert value not in visitor
            assert value in signed_in


def test_a_column_that_nobody_filled_is_not_promised_behind_the_lock(zone):
    make.make_enterprise(zone=zone, workforce=98765, needs="", supplies=None)
    make.make_fund(zone=zone, ticket_max=Decimal(3330000))
    assert "登录查看 1 项" in read("/zones/xuesong/enterprises/")
    assert "登录查看 1 项" in read("/zones/xuesong/funds/")


def test_enterprises_are_narrowed_by_group_track_and_key(zone):
    group = make.make_track(slug="equipment", name="装备")
    track = make.make_track(slug="auto", name="汽车", parent=group)
    make.make_enterprise(zone=zone, name="企业甲", track=track, is_key=True)
    make.make_enterprise(zone=zone, name="企业乙", track=make.make_track(slug="food"))
    found = {
        query: [name for name in "甲乙" if f"企业{name}</a>" in read(f"/zones/xuesong/enterprises/{query}")]
        for query in (
            "",
            "?track=equipment",
            "?track=auto",
            "?track=food",
            "?key=true",
            "?track=food&key=true",
        )
    }
    assert found == {
        "": ["甲", "乙"],
        "?track=equipment": ["甲"],
        "?track=auto": ["甲"],
        "?track=food": ["乙"],
        "?key=true": ["甲"],
        "?track=food&key=true": [],
    }
    assert "装备 (1)" in read("/zones/xuesong/enterprises/")


def test_a_bad_filter_value_keeps_the_list_and_is_told_beside_its_field(zone):
    make.make_enterprise(zone=zone, name="企业甲")
    page = read("/zones/xuesong/enterprises/?track=nonsense&unknown=1")
    assert "企业甲</a>" in page
    assert re.search(
        r'id="id_track"[^>]*>.*?</select><p class="field__error" id="id_track_error">', page, re.S
    )


@pytest.mark.parametrize("page, last", [("1", "企业19"), ("2", "企业24"), ("99", "企业24"), ("x", "企业19")])
def test_a_page_out_of_range_is_the_nearest_there_is(zone, page, last):
    track = make.make_track()
    for number in range(25):
        make.make_enterprise(zone=zone, name=f"企业{number:02}", track=track, position=number)
    text = read(f"/zones/xuesong/enterprises/?page={page}")
    assert re.findall(r">(企业\d\d)</a>", text)[-1] == last
    assert "共 25 家企业" in text


def test_policies_stand_under_their_categories_and_narrow_to_one(zone):
    tech = make.make_policy_category(slug="tech", name="科技", position=1)
    make.make_policy(zone=zone, title="政策甲", category=tech)
    make.make_policy(
        zone=zone, title="政策乙", category=make.make_policy_category(slug="care", name="安商", position=2)
    )
    assert re.findall(r'<h2 id="c-[a-z]+">(.*?)</h2>', read("/zones/xuesong/policies/")) == ["科技", "安商"]
    narrowed = read("/zones/xuesong/policies/?category=tech")
    assert "政策甲" in narrowed
    assert "政策乙" not in narrowed
    assert "共 1 项政策" in narrowed


def test_industries_print_every_figure_with_unit_and_date(zone):
    industry = make.make_industry(zone=zone, name="汽车", facts="园区｜一号园")
    make.make_industry_figure(
        industry=industry, label="增速", value=Decimal(15), unit="percent", bound="at_least", as_of="2023"
    )
    page = read("/zones/xuesong/industries/")
    assert "一号园" in page
    assert re.search(r"增速.*?2023年.*?至少 15 <small>%</small>", page, re.S)


def test_a_tab_takes_six_queries_at_most_and_no_more_for_many_rows(
    django_assert_max_num_queries, settings, zone
):
    settings.SIMPLE_HISTORY_ENABLED = False  # half of what a thousand rows cost
    track, category = make.make_track(parent=make.make_track()), make.make_policy_category()
    visitor, member = Client(), Client()
    member.force_login(make.make_user())
    addresses = [f"{prefix}/zones/xuesong/{tab}/" for prefix in ("", "/en") for tab in TABS]
    taken = []
    for rows in (1, 199):
        for _ in range(rows):
            make.make_enterprise(zone=zone, track=track)
            make.make_industry_figure(industry=make.make_industry(zone=zone))
            make.make_fund(zone=zone)
            make.make_policy(zone=zone, category=category)
        for client in (visitor, member):
            for address in addresses:
                SiteIdentity.current()
                with django_assert_max_num_queries(6) as queries:
                    client.get(address)
                taken.append(len(queries))
    assert taken[: len(taken) // 2] == taken[len(taken) // 2 :]


@pytest.mark.parametrize("tab", TABS)
def test_a_visitor_gets_no_cookie(zone, tab):
    make.make_enterprise(zone=zone)
    response = Client().get(f"/zones/xuesong/{tab}/")
    assert not response.cookies
    assert "Vary" not in response.headers
