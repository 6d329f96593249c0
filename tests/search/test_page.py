"""/search/: hits of every kind with their marks, tabs, filters, pages, and ways on where nothing is found."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from notices.models import Issuer, Notice, NoticeCategory
from search.backends import postgres, sqlite
from search.hits import PRESENTED, rows_of
from search.models import SearchEntry
from search.page import counted
from tests.factories import (
    make_award,
    make_enterprise,
    make_fund,
    make_industry,
    make_land,
    make_notice,
    make_plant,
    make_policy,
    make_source,
    make_track,
    make_zone,
)
from tests.reading_languages import chinese_outside_its_mark

from .index import index_everything

PAGE = "/search/"


def main_of(response) -> str:
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def titles(response) -> list[str]:
    return [hit.title.text for hit in response.context["found"].hits]


def tabs(response) -> dict[str, str]:
    return {str(tab.label): tab.count for tab in response.context["found"].tabs}


def options(response, name) -> dict[str, int]:
    facets = {facet.name: facet for facet in response.context["found"].facets}
    return {option.value: option.count for option in facets[name].options} if name in facets else {}


@pytest.mark.parametrize(
    ("count", "is_capped", "words"),
    [(0, False, "0"), (1_024, False, "1,024"), (1_000, True, "1,000+"), (50_001, True, "50,000+"), (9_943, True, "9,900+")],
)  # fmt: skip
def test_a_count_that_was_given_up_is_said_in_two_digits(count, is_capped, words):
    assert counted(count, is_capped) == words


@pytest.mark.parametrize("kind", PRESENTED)
def test_the_rows_of_hits_are_read_in_no_order(kind):
    assert not rows_of(kind, [1]).ordered


class SearchPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.zone = make_zone(name="雪松开发区", slug="xuesong", lead="产业兴旺")
        cls.city = Issuer.objects.create(name="市政府", slug="city")
        cls.office = Issuer.objects.create(name="市科技局", slug="office")
        cls.digital = NoticeCategory.objects.create(name="数字经济", slug="digital")
        for title, issuer, year in (
            ("产业补贴通知", cls.city, 2024),
            ("产业公示", cls.office, 2024),
            ("<b>产业</b>的通告", cls.office, 2022),
        ):
            make_notice(
                title=title, issuer=issuer, category=cls.digital, published_date=date(year, 5, 6),
                body="<p>正文说到<strong>产</strong>业。</p>", doc_number="沈政办发〔2022〕9号",
            )  # fmt: skip
        make_notice(title="产业草稿", status="draft")
        policy = make_policy(title="产业政策", slug="chanye", zone=cls.zone, summary="摘要")
        cls.award = make_award(policy=policy, clause="第6条", beneficiary="产业园区", condition="达标")
        make_industry(zone=cls.zone, name="汽车产业")
        make_enterprise(zone=cls.zone, name="产业公司", track=make_track(name="装备", slug="equipment"))
        make_enterprise(zone=cls.zone, name="另一产业公司", track=make_track(name="食品", slug="food"))
        make_fund(zone=cls.zone, name="产业基金", source=make_source("sample"))
        make_plant(zone=cls.zone, name="产业厂房")
        make_land(zone=cls.zone, name="产业用地")
        index_everything()

    def ask(self, **query):
        return self.client.get(PAGE, query)

    def test_every_kind_is_found_and_counted(self):
        response = self.ask(q="产业")
        self.assertEqual(
            tabs(response),
            {"全部": "11", "公告": "3", "政策": "1", "条款": "1", "开发区": "1", "产业": "1", "企业": "2", "基金": "1", "载体": "2"}
            | {"全部": "12"},
        )  # fmt: skip
        self.assertNotContains(response, "产业草稿")
        self.assertContains(response, "<mark>产业</mark>补贴通知")
        self.assertContains(response, f'href="/policies/chanye/#award-{self.award.pk}"')
        self.assertContains(self.client.get("/policies/chanye/"), f'id="award-{self.award.pk}"')
        self.assertContains(response, '<span class="sample">示例</span>', count=1)

    def test_a_kind_shows_its_facts_and_its_filters_with_counts(self):
        response = self.ask(q="产业", kind="notice")
        self.assertEqual(options(response, "issuer"), {"office": 2, "city": 1})
        self.assertEqual(options(response, "year"), {"2024": 2, "2022": 1})
        self.assertContains(response, "沈政办发〔2022〕9号")
        self.assertEqual(options(self.ask(q="产业", kind="place"), "category"), {"land": 1, "plant": 1})
        self.assertEqual(
            options(self.ask(q="公司", kind="enterprise"), "category"), {"food": 1, "equipment": 1}
        )
        self.assertContains(self.ask(q="厂房", kind="place"), "5,000 <small>平方米</small>")

    def test_notices_are_filtered_and_counted_by_validity(self):
        rows = {row.title: row for row in Notice.objects.all()}
        rows["产业补贴通知"].periods.create(state="in_force")
        rows["产业公示"].periods.create(state="lapsed", begins_on=date(2020, 1, 1))
        rows["产业公示"].periods.create(state="in_force", ends_on=date(2019, 12, 31))
        response = self.ask(q="产业", kind="notice")
        self.assertEqual(options(response, "validity"), {"in_force": 1, "lapsed": 1})
        self.assertContains(response, "已失效</span>", count=1)
        response = self.ask(q="产业", kind="notice", validity="lapsed")
        self.assertEqual(titles(response), ["产业公示"])
        self.assertEqual(options(response, "validity"), {"in_force": 1, "lapsed": 1})
        self.assertEqual([chip.label for chip in response.context["found"].chips], ["已失效"])
        response = self.ask(q="产业", kind="notice", validity="没有")
        self.assertContains(response, "没有这个选项，请从列表里选一个。")

    def test_filters_narrow_and_stand_as_chips_that_take_them_away(self):
        response = self.ask(q="产业", kind="notice", issuer="office", year="2024")
        self.assertEqual(titles(response), ["产业公示"])
        self.assertEqual(options(response, "issuer"), {"office": 1, "city": 1})
        chips = {chip.label: chip.query for chip in response.context["found"].chips}
        self.assertEqual(chips["市科技局"], "?q=%E4%BA%A7%E4%B8%9A&kind=notice&year=2024")
        self.assertEqual(titles(self.ask(q="产业", kind="place", category="land")), ["产业用地"])
        self.assertEqual(titles(self.ask(q="公司", kind="enterprise", category="food")), ["另一产业公司"])

    def test_a_bad_filter_or_kind_keeps_the_page_and_says_so_beside_it(self):
        hidden = Issuer.objects.create(name="未公开机关", slug="hidden")
        make_notice(title="产业草稿二", issuer=hidden, status="draft")
        for value in ("nobody", "hidden", "%"):
            response = self.ask(q="产业", kind="notice", issuer=value)
            self.assertEqual(len(titles(response)), 3)
            self.assertContains(response, "没有这个选项，请从列表里选一个。")
            self.assertNotContains(response, "未公开机关")
        self.assertContains(self.ask(q="产业", kind="secrets"), "已在全部内容里查找")

    def test_newest_first_where_there_are_dates(self):
        self.assertEqual(titles(self.ask(q="产业", kind="notice", sort="newest"))[-1], "<b>产业</b>的通告")

    def test_texts_of_readers_and_of_rows_are_escaped(self):
        response = self.ask(q='产业 "<script>alert(1)</script>" -"<img src=x>')
        self.assertNotContains(response, "<script>alert")
        self.assertNotContains(response, "<img src=x")
        self.assertContains(self.ask(q="产业"), "&lt;b&gt;<mark>产业</mark>&lt;/b&gt;的通告")

    def test_what_was_understood_is_said(self):
        response = self.ask(q='產業 "补贴通知" -公示')
        self.assertEqual(titles(response), ["产业补贴通知"])
        understood = re.findall(r"understood__term\">([^<]*)<", main_of(response))
        self.assertEqual(understood, ["产业", "补贴通知", "公示"])
        self.assertContains(response, "已按“产业 &quot;补贴通知&quot; -公示”查找。")
        self.assertContains(self.ask(q="产业" * 60), "只用了前 100 个字")

    def test_without_words_there_is_help_and_the_newest_notices(self):
        response = self.ask()
        self.assertContains(response, "怎样查找")
        self.assertContains(response, "产业补贴通知")
        self.assertNotContains(response, "noindex")
        self.assertContains(self.ask(q="产业"), 'content="noindex, follow"')

    def test_where_nothing_is_found_there_are_ways_on(self):
        def ways(**query):
            return {way.label: way.count for way in self.ask(**query).context["found"].ways}

        self.assertEqual(ways(q="补贴通知 火星"), {"只查“补贴通知”": "1"})
        self.assertEqual(ways(q="补贴通知", kind="place"), {"在“公告”里": "1"})
        self.assertEqual(ways(q="补贴通知", kind="notice", year="2022"), {"不加筛选条件": "1"})
        self.assertEqual(ways(q="火星"), {})
        self.assertContains(self.ask(q="火星"), "/inquiries/new/?from=/search/")
        self.assertEqual(self.ask(q="cygs").context["found"].names, ["产业公司"])

    def test_what_is_no_longer_public_is_dropped(self):
        Notice.objects.filter(title="产业公示").update(status="archived")
        self.assertEqual(SearchEntry.objects.filter(title_norm=" 产业公示 ").count(), 1)
        self.assertNotIn("产业公示", titles(self.ask(q="产业")))

    def test_an_english_title_without_the_word_has_the_chinese_one_with_it_beneath(self):
        Notice.objects.filter(title="产业补贴通知").update(title_en="Industry subsidies")
        response = self.client.get(f"/en{PAGE}", {"q": "产业", "kind": "notice"})
        self.assertContains(response, ">Industry subsidies</a>")
        original = '<p class="quiet"><span lang="zh"><mark>产业</mark>补贴通知</span></p>'
        self.assertContains(response, original, count=1)
        self.assertContains(response, '<p class="quiet">', count=1)
        self.assertEqual(chinese_outside_its_mark(response.content.decode()), [])

    def test_the_english_page_marks_its_chinese_and_keeps_the_words_when_the_language_changes(self):
        response = self.client.get(f"/en{PAGE}", {"q": "产业"})
        self.assertEqual(chinese_outside_its_mark(response.content.decode()), [])
        self.assertContains(response, 'href="/search/?q=%E4%BA%A7%E4%B8%9A"')
        for query in ({"q": "產業 火星"}, {}, {"q": "产业", "kind": "notice", "issuer": "city"}):
            html = self.client.get(f"/en{PAGE}", query).content.decode()
            self.assertEqual(chinese_outside_its_mark(html), [])


class ManyTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.fields = {
            "issuer": Issuer.objects.create(name="机关", slug="office"),
            "category": NoticeCategory.objects.create(name="主题", slug="theme"),
            "source": make_source(),
        }
        make_notice(title="补贴通知", **cls.fields)
        index_everything()

    def add(self, number):
        Notice.objects.bulk_create(
            Notice(
                title=f"补贴通知{n}", body="<p>补贴</p>", status="published", published_date=date(2024, 1, 1), **self.fields
            )
            for n in range(number)
        )  # fmt: skip
        index_everything()

    def queries(self, address):
        with CaptureQueriesContext(
            connection,
        ) as found:
            self.assertEqual(self.client.get(address).status_code, 200)
        return len(found)

    def test_one_notice_costs_as_many_queries_as_two_hundred(self):
        addresses = [
            f"{language}{PAGE}?q={query}"
            for language in ("", "/en")
            for query in (
                "补贴",
                "补贴&kind=notice",
                "补贴&kind=notice&issuer=office",
                "补贴&kind=notice&validity=unstated",
                "补贴&kind=notice&page=1",
            )
        ]
        self.client.get(PAGE)
        before = [self.queries(address) for address in addresses]
        self.add(199)
        self.assertEqual([self.queries(address) for address in addresses], before)

    def test_pages_keep_the_question_and_a_page_out_of_range_is_the_last(self):
        self.add(44)
        response = self.client.get(PAGE, {"q": "补贴", "kind": "notice", "page": "999"})
        self.assertEqual(len(titles(response)), 5)
        self.assertContains(response, "第 3 页，共 3 页")
        self.assertContains(response, "?q=%E8%A1%A5%E8%B4%B4&amp;kind=notice&amp;page=2")
        self.assertEqual(len(titles(self.client.get(PAGE, {"q": "补贴", "page": "0"}))), 20)

    def test_counts_that_were_given_up_say_so(self):
        self.add(4)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sqlite, "MOST_TALLIED", 3)
            patch.setattr(postgres, "MOST_TALLIED", 3)
            response = self.client.get(PAGE, {"q": "补贴"})
        self.assertContains(response, "找到 3+ 条")
        self.assertRegex(tabs(response)["公告"], r"^[34]\+$")


class NonsenseTests(HypothesisTestCase):
    @hypothesis_settings(max_examples=30)
    @given(st.text(max_size=60), st.sampled_from(["", "notice", "place", "x"]), st.text(max_size=5))
    def test_any_text_is_answered(self, q, kind, value):
        query = {"q": q.encode("utf-8", "replace").decode(), "kind": kind, "issuer": value, "page": value}
        for address in (PAGE, "/search/suggest/"):
            try:
                response = Client().get(address, query)
            except UnicodeEncodeError:
                continue
            assert response.status_code in (200, 400)
