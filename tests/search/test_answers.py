"""What search() answers: order, counts, filters, pages, limits; the same on both databases."""

from datetime import date
from itertools import product

import pytest
from django.db import connection
from django.test import TestCase
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyTestCase

from notices.models import Issuer, Notice
from search import api
from search.api import Hit, SearchRequest, matching, search
from search.backends import backend
from tests.factories import (
    make_award,
    make_enterprise,
    make_fund,
    make_industry,
    make_notice,
    make_plant,
    make_policy,
    make_source,
    make_zone,
)  # fmt: skip


def found(q, **asked):
    return [hit.object_id for hit in search(SearchRequest(q, **asked)).hits]


class AnswerTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        with cls.captureOnCommitCallbacks(execute=True):
            cls.source = make_source()
            cls.city = Issuer.objects.create(name="沈阳市政府", name_en="Shenyang", slug="city")
            cls.office = Issuer.objects.create(name="科技局", slug="office")
            cls.zone = make_zone(name="雪松经济开发区", short_name="雪松经开区", source=cls.source)
            cls.exact = cls.notice("数字经济", date(2019, 1, 1), cls.office)
            cls.titled = cls.notice("数字经济若干政策", date(2020, 5, 1), doc_number="沈政办发〔2022〕35号")
            cls.newer = cls.notice("发展数字经济的措施", date(2021, 5, 1))
            cls.body = cls.notice(
                "通知", date(2024, 3, 1), body="<p>做大数字<strong>经济</strong>。</p>", title_en="Digital"
            )
            cls.apart = cls.notice(
                "另一通知", date(2024, 4, 1), body="<p>数字字经经济济</p><p>数字</p><p>经济</p>"
            )
            cls.draft = cls.notice("数字经济草案", date(2024, 4, 1), status="draft")
            cls.policy = make_policy(
                title="扶持政策", body="<p>数字经济</p>", zone=cls.zone, source=cls.source
            )
            cls.clause = make_award(policy=cls.policy, beneficiary="数字经济企业")
            cls.titled.zones.add(cls.zone, make_zone(source=cls.source))

    @classmethod
    def notice(cls, title, day, issuer=None, **fields):
        fields = {"source": cls.source, "issuer": issuer or cls.city, "body": "<p>正文</p>"} | fields
        return make_notice(title=title, published_date=day, **fields)

    def test_exact_titles_then_titles_then_all_else_the_newest_first(self):
        rows = (self.exact, self.newer, self.titled, self.body)
        self.assertEqual(found("数字经济", kind="notice"), [row.pk for row in rows])
        self.assertEqual(
            found("數字經濟", kind="notice", order="newest"),
            [row.pk for row in (self.body, self.newer, self.titled, self.exact)],
        )

    def test_what_has_no_date_comes_before_what_has_one(self):
        hits = search(SearchRequest("数字经济")).hits
        self.assertEqual(
            hits[:3],
            [Hit("notice", self.exact.pk), Hit("clause", self.clause.pk), Hit("notice", self.newer.pk)],
        )
        self.assertEqual(hits[4:], [Hit("policy", self.policy.pk), Hit("notice", self.body.pk)])

    def test_tabs_count_every_kind_whatever_is_chosen(self):
        expected = {"notice": 4, "policy": 1, "clause": 1}
        for request in (
            SearchRequest("数字经济"),
            SearchRequest("数字经济", kind="policy"),
            SearchRequest("数字经济", "notice", {"year": 2021}),
        ):
            by_kind = search(request).by_kind
            self.assertEqual({name: count for name, count in by_kind.items() if count}, expected)
            self.assertEqual(
                list(by_kind),
                ["notice", "policy", "clause", "zone", "industry", "enterprise", "fund", "place"],
            )

    def test_filters_narrow_and_each_facet_counts_under_the_others(self):
        result = search(SearchRequest("数字经济", "notice", {"issuer": self.city.pk, "year": 2021}))
        self.assertEqual([hit.object_id for hit in result.hits], [self.newer.pk])
        self.assertEqual((result.count, result.is_capped, result.is_approximate), (1, False, False))
        self.assertEqual(result.facets["issuer"], [(self.city.pk, 1)])
        self.assertEqual(result.facets["year"], [(2024, 1), (2021, 1), (2020, 1)])
        self.assertEqual(found("数字经济", kind="notice", filters={"zone": self.zone.pk}), [self.titled.pk])
        self.assertEqual(
            found("数字经济", filters={"zone": self.zone.pk}),
            [self.clause.pk, self.titled.pk, self.policy.pk],
        )

    def test_what_is_of_several_zones_counts_for_each(self):
        titled_and_one_more = {self.zone.pk: 1, self.titled.zones.exclude(pk=self.zone.pk).get().pk: 1}
        result = search(SearchRequest("数字经济", "notice"))
        self.assertEqual(dict(result.facets["zone"]), titled_and_one_more)
        result = search(SearchRequest("数字经济", filters={"zone": self.zone.pk}))
        self.assertEqual(dict(result.facets["zone"]), titled_and_one_more | {self.zone.pk: 3})

    def test_a_value_that_there_is_not_finds_nothing(self):
        for name, value in (
            ("year", "x"),
            ("year", 99999),
            ("zone", -1),
            ("issuer", 10**30),
            ("colour", 1),
            ("zone", "\x00"),
        ):
            with self.subTest(f"{name}={value}"):
                self.assertEqual(found("数字经济", filters={name: value}), [])
        self.assertEqual(found("数字经济", kind="nothing"), [])

    def test_words_phrases_and_what_is_not_wanted(self):
        for q, rows in {
            "数字 措施": [self.newer],
            '"字经 济若"': [],
            "数字经济 -若干政策 -措施": [self.exact, self.body],
            "数字 -数字经济": [self.apart],
            "科技局": [self.exact],
            "沈政办发[２０２２]35號": [self.titled],
            "5号": [],
            "shenyang digital": [self.body],
            "济": [self.apart, self.body, self.newer, self.titled, self.exact],
        }.items():
            with self.subTest(q):
                self.assertEqual(set(found(q, kind="notice")), {row.pk for row in rows})
                self.assertEqual(set(Notice.objects.filter(matching("notice", q))), set(rows))

    def test_a_page_too_far_is_the_last_there_is(self):
        result = search(SearchRequest("数字经济", "notice", page=9, per_page=3))
        self.assertEqual(
            (result.page, result.pages, [hit.object_id for hit in result.hits]), (2, 2, [self.body.pk])
        )
        self.assertIn("只能翻到前 1000 条", search(SearchRequest("数字经济", page=51)).messages[0])

    def test_counts_can_be_left_out(self):
        result = search(SearchRequest("数字经济", "notice", with_counts=False))
        self.assertEqual((result.count, result.by_kind, result.facets), (4, {}, {}))

    def test_counts_are_capped_and_say_so(self):
        module = backend()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "MOST_COUNTED", 3, raising=False)
            patch.setattr(module, "MOST_TALLIED", 3)
            result = search(SearchRequest("经济", "notice", per_page=2, page=2))
        self.assertEqual((result.count, result.is_capped, result.is_approximate), (3, True, True))
        self.assertEqual(result.by_kind_is_capped, True)
        self.assertEqual([hit.object_id for hit in result.hits], [self.exact.pk, self.apart.pk])

    def test_the_newest_of_many_hits_are_found_however_far_back_they_are(self):
        module = backend()
        asked = SearchRequest("正文", "notice", order="newest", per_page=2, with_counts=False)
        for nearest, near in product(range(1, 9), (10, 40)):  # by PostgreSQL
            with self.subTest(nearest=nearest, near=near), pytest.MonkeyPatch.context() as patch:
                patch.setattr(module, "MOST_TALLIED", 1)
                patch.setattr(module, "NEAREST", nearest, raising=False)
                patch.setattr(module, "NEAR", near, raising=False)
                self.assertEqual(
                    search(asked).hits, [Hit("notice", self.newer.pk), Hit("notice", self.titled.pk)]
                )

    def test_a_search_that_takes_too_long_is_stopped_and_the_reader_told(self):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(api, "SECONDS", 0.05)
            patch.setattr(backend(), "find", ask_for_long)
            self.assertIn("太费时", search(SearchRequest("数字")).messages[0])
        self.assertEqual(found("措施"), [self.newer.pk])


def ask_for_long(*_, **__):
    """A statement that would take minutes."""
    sql = {
        "sqlite": "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 900000000) SELECT max(x) FROM n",
        "postgresql": "SELECT pg_sleep(600)",
    }
    with connection.cursor() as cursor:
        cursor.execute(sql[connection.vendor])


class EveryKindTests(TestCase):
    def test_a_row_of_every_kind_is_found_by_what_its_page_says(self):
        with self.captureOnCommitCallbacks(execute=True):
            zone = make_zone(name="雪松经济开发区", short_name="雪松经开区", intro="<p>甲</p>")
            rows = {
                "industry": make_industry(zone=zone, name="汽车零部件", facts="龙头｜甲企业"),
                "enterprise": make_enterprise(zone=zone, name="沈阳甲机床", needs="不公开的需求"),
                "fund": make_fund(zone=zone, name="甲基金", contact="不公开的电话"),
                "place": make_plant(zone=zone, name="甲厂房", suits="精密铸造", price_note="不公开的价格"),
                "zone": zone,
                "policy": make_policy(title="甲政策", zone=zone),
                "notice": make_notice(title="甲公告"),
            }
            rows["clause"] = make_award(policy=rows["policy"], condition="甲条件")
        hits = search(SearchRequest("甲")).hits
        self.assertEqual(
            {hit.kind: hit.object_id for hit in hits}, {kind: row.pk for kind, row in rows.items()}
        )
        self.assertEqual(search(SearchRequest("不公开")).hits, [])
        self.assertEqual(found("雪松经济开发区", kind="zone"), [zone.pk])
        self.assertEqual(search(SearchRequest("精密铸造")).hits, [Hit("place", rows["place"].pk)])


class NonsenseTests(PropertyTestCase):
    @settings(max_examples=60)
    @given(
        st.text(st.one_of(st.characters(), st.sampled_from("补贴 -\"“”'\\%*()&|!:〔〕\x00")), max_size=120),
        st.sampled_from(["", "notice", "place", "x"]),
        st.dictionaries(
            st.sampled_from(["zone", "year", "issuer", "x"]), st.one_of(st.text(max_size=5), st.integers())
        ),
        st.integers(-5, 10**9),
    )
    def test_nothing_that_can_be_typed_is_an_error(self, q, kind, filters, page):
        result = search(SearchRequest(q, kind, filters, page=page))
        self.assertEqual(result.hits, [])
        self.assertFalse(Notice.objects.filter(matching("notice", q)).exists())
