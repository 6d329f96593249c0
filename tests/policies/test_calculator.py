"""/policies/calculator/: what the ticked awards come to."""

import re

import pytest
from django.core.management import call_command
from django.test import TestCase

from policies.models import Award
from tests.factories import make_award, make_notice, make_policy, make_source
from tests.reading import queries_of, signed_in

CALCULATOR = "/policies/calculator/"


def result(response):
    """(group, sum in yuan, clause, address) of each line."""
    return [
        (str(one.line.group), one.line.amount, one.clause, one.address) for one in response.context["lines"]
    ]


class CalculatorTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.plain = make_policy(title="工业创新", slug="gongye", body="<h3>第1款 科技企业</h3><p>甲</p>")
        cls.fixed = make_award(policy=cls.plain, clause="1", amount=100000, condition="首次认定")
        cls.other = make_award(policy=cls.plain, clause="9", amount=30000)
        cls.notice = make_notice(body="<h2>一</h2><h3>第2条 硬件</h3><p>甲</p>")
        cls.digital = make_policy(
            title="数字经济",
            slug="shuzi",
            notice=cls.notice,
            effective_from="2022-06-27",
            term_note="有效期3年，第6条5年",
            combining_note="就高享受1项",
        )
        cls.rated = make_award(
            policy=cls.digital,
            clause="第2条",
            amount=10000000,
            rule="capped",
            rate=10,
            base="固定资产投资额",
            is_competitive=True,
        )

    def test_nothing_is_chosen_beforehand_and_every_group_has_its_anchor_dates_and_caution(self):
        response = self.client.get(CALCULATOR)
        self.assertEqual(result(response), [])
        self.assertNotContains(response, " checked")
        self.assertNotContains(response, 'id="result"')
        self.assertContains(response, 'id="policy-gongye"')
        self.assertContains(response, 'id="policy-shuzi"')
        self.assertContains(response, "2022年6月27日起施行")
        self.assertContains(response, "原文：有效期3年，第6条5年")
        self.assertContains(response, "有效期以原文为准，申报前请核对", count=2)
        self.assertContains(response, f'href="/notices/{self.notice.pk}/"')
        self.assertContains(response, f'name="base_{self.rated.pk}"', count=1)
        self.assertNotContains(response, f'name="base_{self.fixed.pk}"')

    def test_three_groups_each_with_its_clause_and_never_one_total(self):
        late = make_award(policy=self.digital, clause="第7条", amount=50000, rule="capped", rate=20)
        response = self.client.get(
            f"{CALCULATOR}?award={self.fixed.pk}&award={self.other.pk}&award={self.rated.pk}&award={late.pk}"
            f"&base_{self.rated.pk}=3000"
        )
        self.assertEqual(
            result(response),
            [
                ("certain", 100000, "第1款", "/policies/gongye/#clause-1"),
                ("certain", 30000, "第9款", "/policies/gongye/#awards"),
                ("possible", 3000000, "第2条", f"/notices/{self.notice.pk}/#art-2"),
                ("missing", None, "第7条", "/policies/shuzi/#awards"),
            ],
        )
        self.assertContains(response, "文件规定就高不兼得的，不能相加享受。")
        self.assertContains(response, "三组不相加。")
        self.assertContains(response, "就高享受1项")
        self.assertContains(response, "3,000 万元 × 10% = 300 万元，不超过上限 1,000 万元")
        self.assertContains(response, "原文写明择优，不是申报就有。", count=1)
        self.assertNotContains(response, "313")
        self.assertContains(response, " checked", count=4)

    def test_every_cited_clause_is_there(self):
        response = self.client.get(f"{CALCULATOR}?award={self.fixed.pk}&award={self.rated.pk}")
        for *_rest, address in result(response):
            path, _, anchor = address.partition("#")
            self.assertContains(self.client.get(path), f'id="{anchor}"', count=1)

    def test_the_same_clause_in_english_where_the_text_is_chinese(self):
        response = self.client.get(f"/en{CALCULATOR}?award={self.rated.pk}&base_{self.rated.pk}=3000")
        self.assertEqual(
            result(response), [("possible", 3000000, "Article 2", f"/en/notices/{self.notice.pk}/#art-2")]
        )
        self.assertContains(response, "RMB\u00a030 million × 10% = RMB\u00a03 million")

    def test_a_bad_base_keeps_the_page_and_is_told_beside_its_field(self):
        for bad in ("abc", "-5", "NaN", "1e30", "1.23456"):
            with self.subTest(bad):
                response = self.client.get(f"{CALCULATOR}?award={self.rated.pk}&base_{self.rated.pk}={bad}")
                self.assertEqual([line[:2] for line in result(response)], [("missing", None)])
                self.assertContains(response, f'id="id_base_{self.rated.pk}_error"', count=1)
                self.assertContains(response, f'value="{bad}"')

    def test_a_base_without_a_tick_is_not_counted_and_that_is_said(self):
        response = self.client.get(f"{CALCULATOR}?base_{self.rated.pk}=3000")
        self.assertEqual(result(response), [])
        self.assertContains(response, "填了数，但没有勾选这一条，没有计算。", count=1)

    def test_unknown_awards_are_ignored(self):
        response = self.client.get(
            f"{CALCULATOR}?award=x&award=999999&award=²&award={self.fixed.pk}&base_x=1"
        )
        self.assertEqual([line[1] for line in result(response)], [100000])

    def test_drafts_and_samples_are_nowhere(self):
        draft = make_award(policy=make_policy(title="哨兵", status="draft"), amount=77770000)
        sample = make_award(
            policy=make_policy(title="哨兵示例", source=make_source(kind="sample")), amount=77770000
        )
        response = self.client.get(f"{CALCULATOR}?award={draft.pk}&award={sample.pk}")
        self.assertEqual(result(response), [])
        self.assertNotContains(response, "哨兵")
        self.assertNotContains(response, "7,777")

    def test_a_notice_that_is_not_published_is_neither_linked_nor_cited(self):
        hidden = make_notice(title="哨兵通知", status="draft", body="<h3>第3条 甲</h3>")
        award = make_award(policy=make_policy(slug="caoan", notice=hidden), clause="第3条")
        response = self.client.get(f"{CALCULATOR}?award={award.pk}")
        self.assertEqual(result(response)[0][3], "/policies/caoan/#awards")
        self.assertNotContains(response, f"/notices/{hidden.pk}/")

    def test_without_any_award_it_says_so(self):
        Award.objects.all().delete()
        response = self.client.get(CALCULATOR)
        self.assertContains(response, "政策测算：暂未发布内容。")
        self.assertNotContains(response, 'name="award"')

    def test_the_policies_lead_here(self):
        self.assertContains(self.client.get("/policies/"), f'href="{CALCULATOR}"')
        self.assertContains(self.client.get("/policies/shuzi/"), f'href="{CALCULATOR}#policy-shuzi"')


@pytest.mark.django_db
def test_all_awards_of_the_demo_can_be_ticked_at_once(client):
    call_command("loaddata", "demo", verbosity=0)
    blank = client.get(CALCULATOR).content.decode()
    ticked = [f"award={pk}" for pk in re.findall(r'name="award" value="(\d+)"', blank)]
    bases = [f"{name}=3000" for name in re.findall(r'name="(base_\d+)"', blank)]
    assert (len(ticked), len(bases)) == (50, 14)
    response = client.get(f"{CALCULATOR}?{'&'.join(ticked + bases)}")
    assert response.status_code == 200
    totals = {str(group): total.count for group, total in response.context["totals"].items()}
    assert (totals["missing"], sum(totals.values())) == (0, 50)
    assert all(re.search(r"#(art|clause)-\d+$", one.address) for one in response.context["lines"])


@pytest.mark.django_db
def test_queries_do_not_grow_with_rows(client):
    notice, member = make_notice(), signed_in()
    for rows in (1, 100):
        for _ in range(rows):
            award = make_award(policy=make_policy(notice=notice))
        for path in (CALCULATOR, f"/en{CALCULATOR}"):
            assert (queries_of(client, f"{path}?award={award.pk}"), queries_of(member, path)) == (3, 5)
