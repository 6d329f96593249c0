"""/notices/: search, filters with counts, pages, and what a reader may not find there."""

import re
from datetime import date, timedelta

import pytest
from django.test import TestCase
from django.utils import timezone

from notices.models import Issuer, NoticeCategory
from publishing.listing import listing
from tests.factories import make_notice, make_source, make_zone
from tests.reading import queries_of, signed_in
from tests.search.index import index_everything

LIST = "/notices/"


def titles(response):
    return [notice.title for notice in response.context["found"].page]


def counts(response, facet):
    return {option.value: option.count for option in response.context["found"].facets[facet].options}


class NoticeListTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.city = Issuer.objects.create(name="市政府", name_en="City", slug="city")
        cls.office = Issuer.objects.create(name="市科技局", slug="office")
        cls.digital = NoticeCategory.objects.create(name="数字经济", slug="digital")
        cls.farms = NoticeCategory.objects.create(name="农业", slug="farms")
        cls.source = make_source()

        def notice(title, issuer, category, day, **fields):
            return make_notice(
                title=title, issuer=issuer, category=category, published_date=day, source=cls.source, **fields
            )

        with cls.captureOnCommitCallbacks(execute=True):  # the index is written then
            cls.first = notice(
                "数字经济若干政策", cls.city, cls.digital, date(2022, 7, 1), doc_number="沈政办发〔2022〕9号"
            )
            cls.second = notice(
                "生猪补贴方案", cls.city, cls.farms, date(2024, 10, 8), summary="良种补贴", body_kind="digest"
            )
            cls.third = notice(
                "知识产权方案", cls.office, cls.digital, date(2024, 1, 5), body_kind="missing", body=""
            )

    def test_newest_first_with_the_total(self):
        response = self.client.get(LIST)
        self.assertEqual(titles(response), ["生猪补贴方案", "知识产权方案", "数字经济若干政策"])
        self.assertContains(response, "共 3 条公告")

    def test_each_row_says_issuer_date_and_what_its_body_is(self):
        response = self.client.get(LIST)
        self.assertContains(response, '<time datetime="2024-10-08">2024-10-08</time>', html=True)
        self.assertContains(response, "<span>市科技局</span>", html=True)
        self.assertContains(response, "良种补贴")
        self.assertContains(response, "摘要</span>", count=1)
        self.assertContains(response, "正文缺失</span>", count=1)
        self.assertContains(response, "效力未注明</span>", count=3)

    def test_search_reads_title_summary_number_and_issuer_and_wants_every_word(self):
        for words, found in {
            "数字": ["数字经济若干政策"],
            "良种": ["生猪补贴方案"],
            "〔2022〕9号": ["数字经济若干政策"],
            "科技局": ["知识产权方案"],
            "方案 产权": ["知识产权方案"],
            "%": [],
        }.items():
            with self.subTest(words):
                self.assertEqual(titles(self.client.get(LIST, {"q": words})), found)

    def test_filters_narrow_and_combine(self):
        for query, found in {
            "issuer=city": ["生猪补贴方案", "数字经济若干政策"],
            "category=digital": ["知识产权方案", "数字经济若干政策"],
            "year=2024": ["生猪补贴方案", "知识产权方案"],
            "year=2024&category=digital": ["知识产权方案"],
            "year=1999": [],
            "unknown=1": ["生猪补贴方案", "知识产权方案", "数字经济若干政策"],
        }.items():
            with self.subTest(query):
                self.assertEqual(titles(self.client.get(f"{LIST}?{query}")), found)

    def test_the_count_beside_a_value_is_what_choosing_it_would_leave(self):
        response = self.client.get(f"{LIST}?year=2024")
        self.assertEqual(counts(response, "issuer"), {"city": 1, "office": 1})
        self.assertEqual(counts(response, "category"), {"digital": 1, "farms": 1})
        self.assertEqual(counts(response, "year"), {"2024": 2, "2022": 1})

    def test_notices_of_a_zone(self):
        zone, draft = make_zone(slug="xuesong"), make_zone(slug="hidden", status="draft")
        self.first.zones.add(zone, draft)
        self.assertEqual(titles(self.client.get(f"{LIST}?zone=xuesong")), ["数字经济若干政策"])
        refused = self.client.get(f"{LIST}?zone=hidden")
        self.assertEqual(len(titles(refused)), 3)
        self.assertTrue(refused.context["found"].facets["zone"].errors)

    def test_regions_are_counted_and_read_in_english(self):
        make_notice(title="甲", region="苏家屯区", region_en="Sujiatun", published_date=date(2020, 1, 1))
        make_notice(title="乙", region="苏家屯区", region_en="Sujiatun", published_date=date(2020, 1, 2))
        response = self.client.get(f"{LIST}?region=苏家屯区")
        self.assertEqual(titles(response), ["乙", "甲"])
        self.assertEqual(counts(response, "region"), {"苏家屯区": 2})
        self.assertContains(self.client.get(f"/en{LIST}?region=苏家屯区"), "Sujiatun")

    def test_the_order_is_offered_beside_words_and_kept_in_every_link(self):
        self.assertNotContains(self.client.get(f"{LIST}?sort=relevance"), "sort=relevance&amp;")
        response = self.client.get(f"{LIST}?q=方案&year=2024&sort=relevance")
        self.assertEqual([sort.is_current for sort in response.context["found"].sorts], [False, True])
        self.assertContains(response, 'class="chip"', count=2)
        self.assertContains(response, "q=%E6%96%B9%E6%A1%88&amp;sort=relevance")
        self.assertContains(response, 'class="chip" href="/notices/?year=2024"')
        self.assertContains(self.client.get(f"{LIST}?q=方案&sort=worst"), "方案")

    def test_by_relevance_titles_that_hold_all_words_come_first_each_part_by_date(self):
        for title, body, year in (
            ("补贴申报指南", "方案", 2021),
            ("农业補貼方案", "甲", 2020),
            ("工作方案", "补贴", 2025),
            ("申报方案的补贴说明", "乙", 2019),
        ):
            with self.captureOnCommitCallbacks(execute=True):
                make_notice(title=title, body=f"<p>{body}</p>", published_date=date(year, 1, 1))
        by_date = ["工作方案", "生猪补贴方案", "补贴申报指南", "农业補貼方案", "申报方案的补贴说明"]
        by_title = ["生猪补贴方案", "农业補貼方案", "申报方案的补贴说明", "工作方案", "补贴申报指南"]
        self.assertEqual(titles(self.client.get(f"{LIST}?q=补贴 方案")), by_date)
        self.assertEqual(titles(self.client.get(f"{LIST}?q=补贴 方案&sort=relevance")), by_title)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(listing, "__defaults__", (2,))  # rows of a page
            pages = [
                titles(self.client.get(f"{LIST}?q=补贴 方案&sort=relevance&page={number}"))
                for number in (1, 2, 3)
            ]
        self.assertEqual(sum(pages, []), by_title)
        self.assertEqual(titles(self.client.get(f"{LIST}?sort=relevance"))[0], "工作方案")

    def test_the_feed_beside_the_list_has_the_filters_in_force(self):
        response = self.client.get(f"{LIST}?category=digital&year=2024&unknown=1")
        self.assertContains(response, 'href="/notices/feed/?category=digital&amp;year=2024"')
        self.assertContains(
            response, 'href="http://127.0.0.1:8000/notices/feed/?category=digital&amp;year=2024"'
        )
        self.assertContains(self.client.get(LIST), '<a class="with-icon" href="/notices/feed/">')

    def test_a_bad_value_keeps_the_list_and_is_told_beside_its_field(self):
        for query in ("issuer=nobody", "year=abc", "category=x", "year=99999", "q=" + "长" * 81):
            with self.subTest(query):
                response = self.client.get(f"{LIST}?{query}")
                self.assertEqual(response.status_code, 200)
                self.assertEqual(len(titles(response)), 3)
                self.assertContains(response, "field__error", count=1)

    def test_a_bad_value_leaves_the_other_filters_in_force(self):
        self.assertEqual(titles(self.client.get(f"{LIST}?issuer=nobody&year=2022")), ["数字经济若干政策"])

    def test_chips_take_one_condition_away_and_reset_takes_all(self):
        response = self.client.get(f"{LIST}?year=2024&category=digital")
        self.assertContains(response, 'class="chip" href="/notices/?category=digital"')
        self.assertContains(response, 'class="chip" href="/notices/?year=2024"')
        self.assertContains(response, '<a class="button button--small" href="/notices/">重置</a>', html=True)

    def test_an_empty_list_offers_counted_ways_on(self):
        response = self.client.get(f"{LIST}?q=方案&year=2022")
        self.assertEqual(
            [(way.chip.name, way.count) for way in response.context["found"].ways], [("q", 1), ("year", 2)]
        )
        self.assertContains(response, "去掉“2022”")

    def test_what_is_not_published_is_nowhere_not_even_in_counts(self):
        later = timezone.now() + timedelta(days=1)
        hidden = {"issuer": Issuer.objects.create(name="哨兵机关", slug="sentinel"), "category": self.farms}
        for fields in (
            {"status": "draft"},
            {"status": "review"},
            {"publish_at": later},
            {"expire_at": timezone.now()},
        ):
            make_notice(title="哨兵公告", published_date=date(2019, 1, 1), **hidden, **fields)
        response = self.client.get(LIST)
        self.assertNotContains(response, "哨兵")
        self.assertNotContains(response, "2019")
        self.assertEqual(counts(response, "category"), {"digital": 2, "farms": 1})
        self.assertEqual(titles(self.client.get(f"{LIST}?q=哨兵公告")), [])

    def test_a_sample_is_marked(self):
        make_notice(title="示例公告", source=make_source(kind="sample"))
        self.assertContains(self.client.get(LIST), '<span class="sample">示例</span>', html=True, count=1)

    def test_english_reads_english_names_and_marks_chinese_titles(self):
        response = self.client.get(f"/en{LIST}")
        self.assertContains(response, "<span>City</span>", html=True)
        marked = re.findall(
            r'<h2 class="notice__title phrases"><a [^>]*><span lang="zh">', response.content.decode()
        )
        self.assertEqual(len(marked), 3)

    def test_the_feed_is_announced(self):
        self.assertContains(self.client.get(LIST), 'type="application/atom+xml"')


class PagesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        issuer = Issuer.objects.create(name="市政府", slug="city")
        category = NoticeCategory.objects.create(name="数字", slug="digital")
        source = make_source()
        for day in range(45):
            make_notice(
                issuer=issuer,
                category=category,
                source=source,
                published_date=date(2024, 1, 1) + timedelta(days=day),
            )

    def test_twenty_a_page_with_numbered_pages_that_keep_the_filters(self):
        response = self.client.get(f"{LIST}?issuer=city&page=2")
        self.assertEqual(len(titles(response)), 20)
        self.assertContains(response, 'href="/notices/?issuer=city&amp;page=3"')
        self.assertContains(response, "第 2 页，共 3 页")

    def test_a_page_out_of_range_is_the_last_page(self):
        for page in ("99", "0", "-1", "99999999999999999999"):
            with self.subTest(page):
                response = self.client.get(f"{LIST}?page={page}")
                self.assertEqual(response.status_code, 200)
                self.assertEqual(response.context["found"].page.number, 3)
        self.assertEqual(self.client.get(f"{LIST}?page=abc").context["found"].page.number, 1)

    def test_the_second_page_is_its_own_canonical_address(self):
        self.assertContains(
            self.client.get(f"{LIST}?page=2"), 'rel="canonical" href="http://127.0.0.1:8000/notices/?page=2"'
        )


@pytest.mark.django_db
def test_queries_do_not_grow_with_rows(client):
    pages = [(path, query) for path in ("/notices/", "/en/notices/") for query in ("", "?q=公告&year=2024")]
    member = signed_in()
    for rows in (1, 200):
        for _ in range(rows):
            make_notice()
        index_everything()
        for path, query in pages:
            taken = 4
            assert (queries_of(client, path + query), queries_of(member, path + query)) == (taken, taken + 2)
