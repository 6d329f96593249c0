"""/search/suggest/: names, titles and 文号 by how they begin, also in pinyin, and only what is public."""

from datetime import date

from django.conf import settings
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from notices.models import Issuer, Notice
from search.index import content_changed
from search.models import SearchEntry, SearchName
from tests.factories import make_enterprise, make_industry, make_notice, make_plant, make_user, make_zone

from .index import index_everything

ADDRESS = "/search/suggest/"


class SuggestTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.zone = make_zone(
            name="沈阳雪松开发区", name_en="Xuesong Zone", short_name="雪松", source=None, slug="xuesong"
        )
        make_plant(zone=cls.zone, name="雪松一号厂房")
        make_industry(zone=cls.zone, name="汽车零部件")
        make_enterprise(zone=cls.zone, name="雪花啤酒")
        make_enterprise(zone=cls.zone, name="雪藏企业", status="draft")
        cls.office = Issuer.objects.create(name="雪城区政府", slug="xuecheng")
        cls.notice = make_notice(title="雪天保供通知", issuer=cls.office, doc_number="沈政办发〔2022〕9号")
        Issuer.objects.create(name="雪原局", slug="xueyuan")
        index_everything()

    def ask(self, q, language=""):
        return [
            one["text"] for one in self.client.get(f"{language}{ADDRESS}", {"q": q}).json()["suggestions"]
        ]

    def test_names_come_before_titles_and_nothing_that_is_not_public(self):
        self.assertEqual(
            self.ask("雪"), ["沈阳雪松开发区", "雪花啤酒", "雪城区政府", "雪松一号厂房", "雪天保供通知"]
        )

    def test_a_title_is_offered_by_a_word_within_it_after_names_and_beginnings(self):
        make_notice(title="关于雪天保供的补充通知", issuer=self.office)
        make_notice(title="保供方案草稿", issuer=self.office, status="draft")
        make_notice(title="保供方案", issuer=self.office)
        index_everything()
        self.assertEqual(self.ask("保供"), ["保供方案", "关于雪天保供的补充通知", "雪天保供通知"])
        self.assertEqual(self.ask("數字"), [])
        self.assertEqual(self.ask("補充通知"), ["关于雪天保供的补充通知"])

    def test_names_are_found_by_pinyin_and_initials(self):
        for typed in ("xuesong", "XS", "ｘｓ", "xue song"):
            with self.subTest(typed):
                self.assertEqual(self.ask(typed), ["沈阳雪松开发区", "雪松一号厂房"])
        self.assertEqual(self.ask("qclbj"), ["汽车零部件"])
        self.assertEqual(self.ask("xtbg"), [])  # a title is no name

    def test_a_number_is_found_whatever_its_brackets(self):
        for typed in ("沈政办发〔2022〕", "沈政办发[2022]9", "瀋政辦發2022"):
            self.assertEqual(self.ask(typed), ["沈政办发〔2022〕9号"])

    def test_each_says_what_it_is_and_in_which_language(self):
        answer = self.client.get(f"/en{ADDRESS}", {"q": "雪"}).json()["suggestions"]
        self.assertEqual(answer[0], {"text": "Xuesong Zone", "kind": "Zone", "lang": "en"})
        self.assertEqual(answer[1], {"text": "雪花啤酒", "kind": "Companies", "lang": "zh-CN"})

    def test_what_ceases_to_be_public_is_not_offered(self):
        SearchEntry.objects.filter(title_norm=" 雪花啤酒 ").update(expires_at=timezone.now())
        self.notice.status = "archived"
        self.notice.save()
        content_changed({Notice: {self.notice.pk}})
        self.assertEqual(self.ask("雪"), ["沈阳雪松开发区", "雪松一号厂房"])

    def test_an_issuer_s_new_name_is_offered_and_the_old_one_is_not(self):
        self.office.name = "雪都市政府"
        self.office.save()
        content_changed({Issuer: {self.office.pk}})
        self.assertEqual([text for text in self.ask("雪") if "政府" in text], ["雪都市政府"])
        self.assertEqual(set(self.ask("xdszf")), {"雪都市政府"})

    def test_eight_at_most_in_two_queries(self):
        for n in range(12):
            make_notice(title=f"雪后通知{n}", issuer=self.office, published_date=date(2024, 1, 1))
        index_everything()
        with CaptureQueriesContext(connection) as queries:
            self.assertEqual(len(self.ask("雪")), 8)
        self.assertEqual(len(queries), 2)

    def test_an_empty_or_strange_beginning_offers_nothing(self):
        for typed in ("", " ", "？", "火", "%", "\U0001f600"):
            self.assertEqual(self.ask(typed), [])

    def test_anybody_s_cache_may_keep_it_for_a_minute_but_for_the_signed_in(self):
        self.assertEqual(self.client.get(ADDRESS, {"q": "雪"})["Cache-Control"], "public, max-age=60")
        self.client.force_login(make_user())
        self.assertIn(settings.SESSION_COOKIE_NAME, self.client.cookies)
        self.assertEqual(self.client.get(ADDRESS, {"q": "雪"})["Cache-Control"], "private, no-store")

    def test_an_entry_takes_its_names_along(self):
        SearchEntry.objects.all().delete()
        self.assertEqual(SearchName.objects.filter(issuer=None).count(), 0)
