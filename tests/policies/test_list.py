"""/policies/: by category, with counts."""

import pytest
from django.test import TestCase

from tests.factories import make_award, make_policy, make_policy_category, make_source, make_zone
from tests.reading import queries_of, signed_in

LIST = "/policies/"


def titles(response):
    return [policy.title for policy in response.context["found"].page]


class PolicyListTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.science = make_policy_category(name="科技奖励", slug="science", position=1)
        cls.other = make_policy_category(name="其他", slug="other", position=2)
        cls.zone = make_zone(slug="xuesong")
        cls.awards = make_policy(title="工业科技创新", category=cls.science, zone=cls.zone)
        make_policy(title="数字经济", category=cls.other, level="municipal", summary="软件和硬件")
        make_policy(title="示例办法", category=cls.other, source=make_source(kind="sample"))
        make_policy(title="哨兵政策", category=cls.other, status="draft")

    def test_by_category_with_counts_and_the_total(self):
        response = self.client.get(LIST)
        self.assertEqual(titles(response), ["工业科技创新", "数字经济", "示例办法"])
        self.assertContains(response, "共 3 项政策")
        self.assertContains(
            response,
            '<h2 class="policies__kind" id="c-other">其他 <span class="note">2 项</span></h2>',
            html=True,
        )
        self.assertNotContains(response, "哨兵")

    def test_filters_narrow(self):
        for query, found in {
            "category=other": ["数字经济", "示例办法"],
            "level=municipal": ["数字经济"],
            "zone=xuesong": ["工业科技创新"],
            "q=硬件": ["数字经济"],
            "category=other&level=zone": ["示例办法"],
        }.items():
            with self.subTest(query):
                self.assertEqual(titles(self.client.get(f"{LIST}?{query}")), found)

    def test_a_bad_value_keeps_the_list_and_is_told_beside_its_field(self):
        for query in ("category=x", "level=x", "zone=x"):
            with self.subTest(query):
                response = self.client.get(f"{LIST}?{query}")
                self.assertEqual(len(titles(response)), 3)
                self.assertContains(response, "field__error", count=1)

    def test_policies_without_a_level_are_listed_and_no_choice_of_theirs_is_offered(self):
        make_policy(title="无层级", category=self.other)
        found = self.client.get(LIST).context["found"]
        self.assertNotIn("", [option.value for option in found.facets["level"].options])
        self.assertEqual(found.total, 4)

    def test_levels_are_counted_in_their_order(self):
        options = self.client.get(LIST).context["found"].facets["level"].options
        found = [(option.value, option.label, option.count) for option in options]
        self.assertEqual(found, [("municipal", "市", 1), ("zone", "开发区", 2)])

    def test_the_largest_sum_stands_in_the_row_but_never_of_a_sample(self):
        make_award(policy=self.awards, amount=300000)
        make_award(policy=self.awards, amount=1000000)
        sample = make_policy(title="有数的示例", category=self.other, source=make_source(kind="sample"))
        make_award(policy=sample, amount=77770000)
        response = self.client.get(LIST)
        self.assertContains(response, "100 <small>万元</small>", count=1)
        self.assertNotContains(response, "7,777")

    def test_english(self):
        response = self.client.get(f"/en{LIST}")
        self.assertContains(response, 'lang="zh"')
        self.assertEqual(len(titles(response)), 3)


@pytest.mark.django_db
def test_queries_do_not_grow_with_rows(client):
    member = signed_in()
    for rows in (1, 200):
        for _ in range(rows):
            make_award(policy=make_policy())
        for path in ("/policies/", "/en/policies/"):
            assert (queries_of(client, path), queries_of(member, f"{path}?level=zone")) == (4, 7)
