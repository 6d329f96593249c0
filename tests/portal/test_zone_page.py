"""/zones/<zone>/: every section, what it hides, and what it costs."""

import gzip
import json
import re
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import SavedZone
from publishing.models import SiteIdentity, ViewCount
from tests import factories as make

pytestmark = pytest.mark.django_db
ADDRESS = "/zones/xuesong/"


def read(address=ADDRESS, user=None) -> str:
    client = Client()
    if user:
        client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def full_zone(rows=1):
    """A zone with `rows` published rows in every section."""
    desk_zone = make.make_zone(slug="xuesong", name="沈阳雪松经济开发区", saves_before=2, boundary="东至甲")
    desk_zone.desk = make.make_contact(zone=desk_zone, name="窗口一")
    desk_zone.save()
    group, category = make.make_track(slug="equipment", name="装备"), make.make_policy_category(slug="tech")
    track = make.make_track(slug="auto", name="汽车", parent=group)
    issuer = make.make_notice(published_date="2001-01-01").issuer
    theme = issuer.notices.get().category
    for number in range(rows):
        shared = {"zone": desk_zone, "position": number}
        make.make_area(**shared, event="扩区", value=Decimal(10 + number))
        industry = make.make_industry(**shared)
        make.make_industry_figure(industry=industry, unit="yi_yuan", stage="started", label=f"项目{number}")
        make.make_highlight(**shared)
        make.make_media(**shared)
        make.make_cost_item(**shared)
        make.make_entry_requirement(**shared)
        make.make_enterprise(**shared, track=track, is_key=True)
        make.make_fund(**shared)
        make.make_surrounding(**shared)
        make.make_surrounding(**shared, visibility="members")
        make.make_park(**shared, map_x=100, map_y=100, map_label="A")
        policy = make.make_policy(zone=desk_zone, category=category)
        make.make_award(policy=policy)
        make.make_notice(issuer=issuer, category=theme, source=desk_zone.source)
    return desk_zone


def test_the_sections_stand_in_the_order_of_the_source_page():
    full_zone()
    anchors = re.findall(r'<section class="section[^"]*" id="([a-z]+)"', read())
    assert anchors == [
        "intro", "industries", "advantages", "gallery", "basics", "costs", "enterprises", "policies",
        "surroundings", "notices",
    ]  # fmt: skip


def test_a_zone_without_content_prints_no_empty_section_and_no_empty_tab():
    make.make_zone(slug="xuesong")
    page = read()
    assert re.findall(r'<section class="section[^"]*" id="([a-z]+)"', page) == ["basics"]
    assert re.findall(r'class="tabs__link" href="([^"]+)"', page) == ["/zones/xuesong/#basics"]
    assert 'id="contact"' not in page


def test_the_counts_carry_label_unit_and_link_and_leave_out_drafts():
    zone = full_zone(2)
    for factory in (make.make_park, make.make_plant, make.make_land, make.make_enterprise, make.make_fund):
        factory(zone=zone, status="draft")
    make.make_policy(zone=zone, status="draft")
    ViewCount.objects.create(page="zones/xuesong", views=10675)
    SavedZone.objects.create(user=make.make_user(), zone=zone)
    page = read()
    counts = re.findall(r'<a class="counts__link" href="([^"]+)"><span class="figure__value">(.*?)</a>', page)
    texts = [(href, re.sub(r"<[^>]+>", "", text)) for href, text in counts]
    assert texts == [
        ("/places/parks/?zone=xuesong", "2个产业园"),
        ("/places/plants/?zone=xuesong", "0处厂房"),
        ("/places/land/?zone=xuesong", "0宗土地"),
        ("#visits", "10,675次浏览"),
        ("#saved", "3人收藏"),
    ]
    tabs = re.findall(r'class="tabs__link" href="([^"]+)"[^>]*>[^<]*(?:<small>(\d+)</small>)?', page)
    assert tabs == [
        ("/zones/xuesong/#basics", ""),
        ("/zones/xuesong/enterprises/", "2"),
        ("/zones/xuesong/industries/", "2"),
        ("/zones/xuesong/funds/", "2"),
        ("/zones/xuesong/policies/", "2"),
    ]


def test_drafts_and_a_draft_desk_appear_nowhere():
    zone = full_zone()
    sentinel = "不可见哨兵"
    make.make_industry(zone=zone, name=sentinel, status="draft")
    make.make_industry_figure(
        industry=zone.industries.first(), label=sentinel, status="draft", stage="landed"
    )
    make.make_highlight(zone=zone, title=sentinel, status="draft")
    make.make_media(zone=zone, alt=sentinel, status="draft")
    make.make_enterprise(zone=zone, name=sentinel, is_key=True, status="draft")
    make.make_policy(zone=zone, title=sentinel, status="draft")
    make.make_park(zone=zone, name=sentinel, map_x=1, map_y=1, status="draft")
    make.make_surrounding(zone=zone, name=sentinel, status="draft")
    make.make_notice(title=sentinel, status="draft")
    make.make_area(zone=zone, label=sentinel, event=sentinel, status="draft")
    zone.desk.name, zone.desk.status = sentinel, "draft"
    zone.desk.save()
    for user in (None, make.make_user(), make.make_user(is_staff=True)):
        assert sentinel not in read(user=user)


def test_a_visitor_reads_what_is_behind_the_lock_and_a_member_reads_the_values():
    zone = full_zone()
    make.make_cost_item(zone=zone, label="哨兵电价", value=Decimal("77.1234"))
    make.make_cost_item(
        zone=zone, label="哨兵内部价", value=Decimal("88.4321"), visibility="staff", position=0
    )
    make.make_entry_requirement(zone=zone, label="哨兵强度", value=Decimal("66.4321"))
    visitor, member = read(), read(user=make.make_user())
    for value in ("77.1234", "66.4321", "哨兵电价", "哨兵强度"):
        assert value not in visitor
        assert value in member
    assert "88.4321" not in visitor + member
    assert "next=/zones/xuesong/%23costs" in visitor
    assert "登录查看 4 项" in visitor
    assert "登录查看" not in member


def test_public_values_are_printed_for_visitors_too():
    make.make_cost_item(zone=make.make_zone(slug="xuesong"), value=Decimal("5.4321"), visibility="public")
    page = read()
    assert "5.4321" in page
    assert "登录查看" not in page


def test_locked_surroundings_are_counted_and_not_named():
    zone = make.make_zone(slug="xuesong")
    make.make_surrounding(zone=zone, name="哨兵学校", visibility="members")
    visitor, member = read(), read(user=make.make_user())
    assert "另有 1 处" in visitor
    assert "哨兵学校" not in visitor
    assert "哨兵学校" in member
    assert "另有" not in member


@pytest.mark.parametrize(
    "query, shown", [("", "甲乙"), ("?track=a", "甲"), ("?track=b", "乙"), ("?track=%00x", "")]
)
def test_key_enterprises_are_narrowed_by_track_without_a_script(query, shown):
    zone = make.make_zone(slug="xuesong")
    for name, slug in (("企业甲", "a"), ("企业乙", "b")):
        make.make_enterprise(
            zone=zone, name=name, is_key=True, track=make.make_track(slug=slug, name=f"赛道{slug}")
        )
    response = Client().get(ADDRESS + query)
    if not shown:
        assert response.status_code == 400
        return
    page = response.content.decode()
    assert [name for name in "甲乙" if f"企业{name}</a>" in page] == list(shown)
    assert re.findall(r'class="kinds__link" href="([^"]+)"', page) == [
        "?#enterprises", "?track=a#enterprises", "?track=b#enterprises",
    ]  # fmt: skip


def test_an_unknown_track_or_category_leaves_the_whole_list():
    zone = full_zone()
    page = read(f"{ADDRESS}?track=nothing&category=nothing")
    assert zone.enterprises.get().name in page
    assert page.count('aria-current="true"') == 2


def test_the_featured_policy_shows_its_awards_by_amount_and_a_sample_never_shows_a_sum():
    zone = make.make_zone(slug="xuesong")
    sample = make.make_policy(zone=zone, title="样例政策", source=make.make_source("sample"), position=0)
    make.make_award(policy=sample, amount=Decimal(99990000))
    real = make.make_policy(zone=zone, title="真实政策", position=1)
    make.make_award(policy=real, beneficiary="小奖", amount=Decimal(10000))
    make.make_award(policy=real, beneficiary="大奖", amount=Decimal(1000000))
    page = read()
    assert "9,999" not in page
    assert re.findall(r'<th scope="row">(大奖|小奖)</th>.*?<rect width="(\d+)"', page) == [
        ("大奖", "100"),
        ("小奖", "1"),
    ]
    assert "样例政策" in page


def test_the_growth_figure_is_drawn_to_scale():
    zone = make.make_zone(slug="xuesong")
    make.make_area(zone=zone, event="设立", value=Decimal("1.78"), as_of="2002-07", position=1)
    make.make_area(zone=zone, event="扩区", value=Decimal(66), as_of="2017", position=2)
    make.make_area(zone=zone, kind="administered", label="管辖", value=Decimal("66.4"), as_of="", position=3)
    make.make_area(zone=zone, kind="built", label="建成", value=Decimal("19.62"), as_of="", position=4)
    page = read()
    assert re.findall(r'class="growth__square" width="(\d+)"', page) == ["32", "196"]
    assert '<rect class="s2" x="0" y="90" width="106" height="106"/>' in page
    assert '<h2 id="intro-h">从 1.78 到 66 平方公里</h2>' in page
    assert "原文未注明日期" in page


def test_the_works_chart_takes_two_pixels_for_a_hundred_million():
    industry = make.make_industry(zone=make.make_zone(slug="xuesong"))
    for label, value, stage in (("大", 100, "started"), ("小", "2.2", "landed"), ("非项目", 50, "")):
        make.make_industry_figure(
            industry=industry, label=label, value=Decimal(value), unit="yi_yuan", stage=stage
        )
    bars = re.findall(r'works__bar" height="([\d.]+)".*?class="(on|off)"', read())
    assert bars == [("200", "on"), ("4.4", "off")]


def test_a_member_saves_by_a_form_and_a_visitor_is_led_to_sign_in():
    zone = make.make_zone(slug="xuesong", saves_before=2)
    member = make.make_user()
    visitor = read()
    assert "/accounts/login/?next=/zones/xuesong/%23saved" in visitor
    assert "<form method" not in visitor
    assert 'action="/me/zones/xuesong/"' in read(user=member)
    SavedZone.objects.create(user=member, zone=zone)
    assert "取消收藏" in read(user=member)


def test_staff_may_replace_the_drawing_by_a_picture():
    zone = make.make_zone(slug="xuesong")
    assert "hero.svg" in read()
    make.make_media(zone=zone, in_hero=True)
    page = read()
    assert "hero--photo" in page
    assert "hero.svg" not in page


def test_the_film_is_not_loaded_before_it_is_asked_for():
    make.make_media(
        zone=make.make_zone(slug="xuesong"),
        kind="video",
        film="demo/video/zone.mp4",
        subtitles="demo/video/zone.vtt",
    )
    page = read()
    assert 'id="video"' in page
    assert re.search(r'<video controls preload="none"[^>]* poster="[^"]+"', page)
    assert '<track kind="captions" src="/media/demo/video/zone.vtt"' in page


def test_structured_data_names_the_zone_and_nothing_that_is_sample():
    zone = full_zone()
    zone.name = "</script>区"
    zone.save()
    zone.desk.source = make.make_source("sample")
    zone.desk.phone = "024-1111-1111"
    zone.desk.save()
    text = re.search(r'<script type="application/ld\+json">(.*?)</script>', read())[1]
    found = json.loads(text)
    assert (found["@type"], found["name"]) == ("Place", "</script>区")
    assert "telephone" not in found
    zone.source = make.make_source("sample")
    zone.save()
    assert "ld+json" not in read()


def test_structured_data_in_english_says_what_is_chinese():
    zone = full_zone()
    zone.name_en, zone.region, zone.region_en = "Xuesong", "苏家屯区", ""
    zone.save()
    html = Client().get(f"/en{ADDRESS}").content.decode()
    found = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert found["name"] == "Xuesong"
    assert found["containedInPlace"]["name"] == {"@language": "zh", "@value": "苏家屯区"}


def test_a_visitor_gets_no_cookie_no_token_and_nothing_inline():
    full_zone()
    for address in (ADDRESS, "/en" + ADDRESS, "/"):
        response = Client().get(address)
        page = response.content.decode()
        assert not response.cookies
        assert "Vary" not in response.headers
        assert "csrfmiddlewaretoken" not in page
        assert " style=" not in page
        assert "<style" not in page
        scripts = re.findall(r"<script([^>]*)>", page)
        assert all("src=" in script or "ld+json" in script for script in scripts)


def test_a_draft_zone_is_not_found():
    make.make_zone(slug="xuesong", status="draft")
    assert Client().get(ADDRESS).status_code == 404


@pytest.mark.parametrize("rows", [1, 200])
def test_the_page_takes_fourteen_queries_however_many_rows(django_assert_num_queries, settings, rows):
    settings.SIMPLE_HISTORY_ENABLED = False  # half of what three thousand rows cost
    full_zone(rows)
    visitor, member = Client(), Client()
    member.force_login(make.make_user())
    for client in (visitor, member):
        for address in (ADDRESS, "/en" + ADDRESS, "/"):
            SiteIdentity.current()
            with django_assert_num_queries(14):
                client.get(address)


def test_the_demo_page_is_light():
    call_command("loaddata", "demo", verbosity=0)
    for address in (ADDRESS, "/en" + ADDRESS):
        assert len(gzip.compress(Client().get(address).content)) <= 15 * 1024
