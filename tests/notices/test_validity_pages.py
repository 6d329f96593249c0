"""What readers see of validity: badges, filter, links in both directions, and what stays hidden."""

from datetime import date
from xml.etree import ElementTree

import time_machine
from django.test import TestCase

from notices.models import Link, Notice, Reader, Term
from notices.relevance import confirm_relevance
from tests.factories import make_industry, make_notice, make_policy, make_user, make_zone


class ValidityPages(TestCase):
    @classmethod
    def setUpTestData(cls):
        with cls.captureOnCommitCallbacks(execute=True):
            cls.old = make_notice(title="旧办法", written_date=date(2020, 1, 1))
            cls.new = make_notice(
                title="新办法",
                written_date=date(2024, 1, 1),
                effective_date=date(2024, 2, 1),
                disclosure="open",
            )
            cls.note = make_notice(title="新办法的说明")
            cls.draft = make_notice(title="哨兵草稿", status="draft")
            Term.objects.create(notice=cls.old, years=10, quote="有效期10年")
            Link.objects.create(notice=cls.new, kind="supersedes", target=cls.old, quote="旧办法同时废止")
            Link.objects.create(notice=cls.note, kind="interprets", target=cls.new)
            Link.objects.create(notice=cls.new, kind="amends", target_title="库里没有的办法", articles="6")
            Link.objects.create(notice=cls.draft, kind="repeals", target=cls.new, quote="哨兵原话")
            Link.objects.create(notice=cls.new, kind="amends", target=cls.draft)

    def test_what_replaced_a_document_stands_at_the_top_of_its_page(self):
        page = self.client.get(f"/notices/{self.old.pk}/?as_of=2024-02-01")
        self.assertContains(page, "本文件已废止，只供查阅。")
        self.assertContains(page, "自2024年2月1日起被代替")
        self.assertContains(page, f'<a href="/notices/{self.new.pk}/">新办法</a>', count=2, html=True)
        self.assertContains(page, "旧办法同时废止")
        before = self.client.get(f"/notices/{self.old.pk}/?as_of=2024-01-31")
        self.assertNotContains(before, "只供查阅")
        self.assertContains(before, "有效期至2030年1月1日")

    def test_links_are_shown_at_both_ends(self):
        new = self.client.get(f"/notices/{self.new.pk}/")
        for words in ("代替的文件", "旧办法", "对本文件的解读", "新办法的说明", "库里没有的办法", "第6条"):
            self.assertContains(new, words)
        self.assertContains(self.client.get(f"/notices/{self.note.pk}/"), "解读的文件")

    def test_a_draft_neither_speaks_nor_is_spoken_of(self):
        for address in (f"/notices/{self.new.pk}/", "/notices/", "/api/v1/notices", "/notices/feed/"):
            with self.subTest(address):
                self.assertNotContains(self.client.get(address), "哨兵")
        self.assertNotContains(self.client.get(f"/notices/{self.new.pk}/"), "被废止")

    def test_a_day_that_is_none_is_answered_beside_the_field_and_the_list_stays(self):
        for day in ("gestern", "2025-02-30", "2025/06/28", "0000-01-01"):
            with self.subTest(day):
                page = self.client.get("/notices/", {"as_of": day, "validity": "unstated"})
                self.assertContains(page, "请写成 2025-06-28 这样的日期。", count=2)  # also above the list
                self.assertEqual(page.context["found"].total, 2)
                own = self.client.get(f"/notices/{self.old.pk}/", {"as_of": day})
                self.assertContains(own, "请写成 2025-06-28 这样的日期。", count=1)
        self.assertContains(
            self.client.get("/en/notices/?as_of=x"), "Please write a date like 2025-06-28.", count=2
        )

    def test_the_first_and_the_last_day_of_the_calendar_are_days(self):
        for day in ("0001-01-01", "9999-12-31"):
            with self.subTest(day):
                self.assertEqual(self.client.get(f"/notices/?as_of={day}").context["found"].total, 3)
                self.assertEqual(self.client.get(f"/notices/{self.old.pk}/?as_of={day}").status_code, 200)

    def test_a_state_that_nothing_has_is_an_empty_list_and_a_word_that_is_none_an_error(self):
        page = self.client.get("/notices/?validity=lapsed&as_of=2024-06-01")
        self.assertEqual((page.context["found"].total, page.context["found"].filters.errors), (0, {}))
        self.assertContains(page, "已失效")
        self.assertContains(self.client.get("/notices/?validity=nonsense"), "没有这个选项")

    def test_the_api_tells_state_reasons_terms_and_links(self):
        rows = self.client.get("/api/v1/notices?as_of=2024-06-01").json()["results"]
        old = next(row for row in rows if row["id"] == self.old.pk)
        self.assertEqual(
            old["validity"],
            {
                "as_of": "2024-06-01",
                "state": "repealed",
                "label": "已废止",
                "since": "2024-02-01",
                "until": None,
                "days_left": None,
                "implementation_completed": False,
                "reasons": ["自2024年2月1日起被代替", "有效期至2030年1月1日"],
            },
        )
        self.assertEqual((old["terms"][0]["years"], old["terms"][0]["quote"]), (10, "有效期10年"))
        self.assertEqual(old["said_of_it"][0]["by"]["id"], self.new.pk)
        new = next(row for row in rows if row["id"] == self.new.pk)
        self.assertEqual([link["target_title"] for link in new["links"]], ["", "库里没有的办法"])
        self.assertEqual((new["effective_date"], new["disclosure"]), ("2024-02-01", "open"))
        refused = self.client.get("/api/v1/notices?as_of=x")
        self.assertEqual((refused.status_code, refused.json()["detail"][0]["loc"]), (422, ["query", "as_of"]))

    @time_machine.travel("2029-12-01T12:00:00+08:00", tick=False)
    def test_today_counts_where_no_day_is_asked_for(self):
        Link.objects.filter(kind="supersedes").delete()
        with self.captureOnCommitCallbacks(execute=True):
            Notice.objects.filter(pk=self.old.pk).update(effective_date=None, lapse_date=date(2030, 1, 1))
        self.assertContains(self.client.get("/notices/"), "还有 32 天失效", count=1)
        self.assertContains(self.client.get("/en/notices/"), "Lapses in 32 days", count=1)
        feed = ElementTree.fromstring(self.client.get("/notices/feed/").content)
        terms = [one.get("term") for one in feed.iter("{http://www.w3.org/2005/Atom}category")]
        self.assertIn("有效", terms)

    def test_policies_show_the_validity_of_the_notice_they_rest_on(self):
        zone = make_zone()
        policy = make_policy(notice=self.old, zone=zone)
        for address in (policy.get_absolute_url(), "/policies/", f"/zones/{zone.slug}/policies/"):
            with self.subTest(address):
                self.assertContains(self.client.get(address), "已废止")

    def test_relevance_is_hidden_until_it_is_confirmed_and_again_after_a_change(self):
        industry = make_industry(name="哨兵产业")
        hidden = make_industry(name="哨兵未发布", status="draft", zone=industry.zone)
        reader = Reader.objects.create(name="哨兵读者", slug="reader")
        self.note.industries.set([industry, hidden])
        self.note.readers.set([reader])
        addresses = (f"/notices/{self.note.pk}/", "/notices/", "/api/v1/notices", "/notices/feed/")
        for address in addresses:
            with self.subTest(address):
                self.assertNotContains(self.client.get(address), "哨兵")
        confirm_relevance(notice=self.note, user=make_user())
        page = self.client.get(f"/notices/{self.note.pk}/")
        self.assertContains(page, "哨兵产业")
        self.assertContains(page, "哨兵读者")
        self.assertNotContains(page, "哨兵未发布")
        reader.notices.remove(self.note)
        self.assertNotContains(self.client.get(f"/notices/{self.note.pk}/"), "哨兵产业")
