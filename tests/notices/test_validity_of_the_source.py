"""The seven notices of the source on the days that matter: on their own pages and in the list."""

import re

from django.core.management import call_command
from django.test import TestCase

from notices.models import Notice
from notices.todo import notice_tasks
from tests.factories import make_user

UNSTATED, PENDING, IN_FORCE, PARTLY, LAPSED, PROPOSED = (
    "效力未注明",
    "未施行",
    "有效",
    "部分失效",
    "已失效",
    "拟废止",
)
COMPLETED = "实施期已满"
PIGS, NO_TEXT, DIGITAL, RULES, REPEAL, PATENTS, CHEMISTRY = range(1, 8)
STATES = {
    "2020-09-27": {DIGITAL: [PENDING], RULES: [PENDING]},
    "2021-03-03": {REPEAL: [UNSTATED], RULES: [PENDING]},
    "2021-03-04": {REPEAL: [PROPOSED]},
    "2021-03-19": {RULES: [UNSTATED]},
    "2021-04-03": {REPEAL: [PROPOSED]},
    "2021-04-04": {REPEAL: [PROPOSED]},
    "2022-06-26": {DIGITAL: [PENDING]},
    "2022-06-27": {DIGITAL: [IN_FORCE]},
    "2022-12-31": {CHEMISTRY: [UNSTATED], PATENTS: [UNSTATED]},
    "2023-01-01": {CHEMISTRY: [UNSTATED, COMPLETED], PATENTS: [UNSTATED]},
    "2023-12-31": {PATENTS: [UNSTATED]},
    "2024-01-01": {PATENTS: [UNSTATED, COMPLETED], CHEMISTRY: [UNSTATED, COMPLETED]},
    "2025-01-15": {PIGS: [UNSTATED]},
    "2025-03-29": {DIGITAL: [IN_FORCE]},
    "2025-03-30": {DIGITAL: [IN_FORCE, "还有 90 天部分失效"]},
    "2025-06-27": {DIGITAL: [IN_FORCE, "还有 1 天部分失效"]},
    "2025-06-28": {DIGITAL: [PARTLY], NO_TEXT: [UNSTATED], RULES: [UNSTATED], PIGS: [UNSTATED]},
    "2027-06-27": {DIGITAL: [PARTLY, "还有 1 天失效"]},
    "2027-06-28": {DIGITAL: [LAPSED], REPEAL: [PROPOSED]},
}
CASES = [(day, pk, badges) for day, expected in STATES.items() for pk, badges in expected.items()]
BADGE = re.compile(r'<span class="validity [^"]*"><svg.*?</svg>([^<]*)</span>', re.DOTALL)
WORDS_OF_BODY = {"摘要", "正文缺失", "全文"}


def badges_in(html) -> list[str]:
    return [text for text in BADGE.findall(html) if text not in WORDS_OF_BODY]


class SourceTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        with cls.captureOnCommitCallbacks(execute=True):
            call_command("loaddata", "demo", verbosity=0)

    def test_each_page_says_the_state_of_that_day(self):
        for day, pk, badges in CASES:
            with self.subTest(f"{day}, notice {pk}"):
                page = self.client.get(f"/notices/{pk}/?as_of={day}").content.decode()
                self.assertEqual(badges_in(page), badges)

    def test_the_list_says_the_same(self):
        for day, expected in STATES.items():
            page = self.client.get(f"/notices/?as_of={day}").content.decode()
            rows = {
                int(row.split("/")[0]): row for row in page.split('href="/notices/')[1:] if row[0].isdigit()
            }
            for pk, badges in expected.items():
                with self.subTest(f"{day}, notice {pk}"):
                    self.assertEqual(badges_in(rows[pk]), badges)

    def test_the_filter_finds_them_with_their_counts(self):
        page = self.client.get("/notices/?validity=partly&as_of=2025-06-28")
        self.assertEqual([notice.pk for notice in page.context["found"].page], [DIGITAL])
        options = {one.value: one.count for one in page.context["found"].facets["validity"].options}
        self.assertEqual(options, {"partly": 1, "proposed": 1, "unstated": 5, "completed": 2})

    def test_the_pages_print_the_days_and_the_words_of_the_source(self):
        for pk, words in (
            (PIGS, ["办理期至2025年1月15日", "2025年1月15日前,市乡村振兴发展中心将项目实施总结报告"]),
            (NO_TEXT, ["来源没有提供正文，有效期无从得知", "正文缺失：来源没有提供正文"]),
            (
                DIGITAL,
                ["第6条的有效期至2027年6月27日", "本政策自印发之日起施行,有效期3年。", "有效期延至5年。"],
            ),
            (RULES, ["自2021年3月19日起施行，原文没有写明有效期"]),
            (REPEAL, ["尚未见废止决定", "公示期自2021年3月4日起，至2021年4月3日止", "为期30日。"]),
            (PATENTS, ["实施期至2023年12月31日", "(2020-2023年)"]),
            (CHEMISTRY, ["实施期自2020年10月1日起，至2022年12月31日止", "分三个阶段进行。"]),
        ):
            page = self.client.get(f"/notices/{pk}/?as_of=2025-06-28").content.decode()
            for text in words:
                with self.subTest(text):
                    self.assertIn(text, page)

    def test_the_publicity_is_over_after_its_thirtieth_day(self):
        for day, words in (("2021-04-03", "2021年4月3日止（含当日）</"), ("2021-04-04", "（含当日），已满")):
            with self.subTest(day):
                page = self.client.get(f"/notices/{REPEAL}/?as_of={day}").content.decode()
                self.assertIn(words, re.sub(r"\s*<q", "</", page) if day == "2021-04-03" else page)

    def test_only_what_says_so_is_said_to_be_published_proactively(self):
        """此件公开发布 stands in four of the seven."""
        for notice in range(1, 8):
            page = self.client.get(f"/notices/{notice}/").content.decode()
            self.assertEqual("主动公开" in page, notice in (DIGITAL, RULES, PATENTS, CHEMISTRY), notice)

    def test_the_notice_without_a_text_is_public_and_waits_for_a_decision(self):
        self.assertContains(self.client.get("/notices/"), "沈北新区2025年发展新型集体经济项目入库方案")
        missing = Notice.objects.get(pk=NO_TEXT)
        self.assertEqual((missing.status, missing.body_kind), ("published", "missing"))
        user = make_user(is_staff=True, is_superuser=True)
        counted = {task.text: task.count for task in notice_tasks(user)}
        self.assertEqual(counted["待决定的公告"], 1)
        self.assertEqual(counted["关联性待确认"], 5)
