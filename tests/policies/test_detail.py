"""/policies/<slug>/: facts, sums, text."""

import pytest
from django.test import TestCase

from tests.factories import make_award, make_notice, make_policy, make_source, make_user, make_zone
from tests.notices.test_detail import json_ld


class PolicyTests(TestCase):
    def test_the_facts(self):
        policy = make_policy(
            slug="banfa",
            title="若干政策",
            level="municipal",
            issuer="市政府办公室",
            beneficiary="数字企业",
            how_to_claim="向科技局申报",
            effective_from="2022-06-27",
            effective_to="2025-06",
            zone=make_zone(name="雪松", slug="xuesong"),
        )
        response = self.client.get("/policies/banfa/")
        for words in (policy.issuer, "数字企业", "向科技局申报", "2022年6月27日", "2025年6月", "<dd>市</dd>"):
            self.assertContains(response, words)
        self.assertContains(response, '<a href="/zones/xuesong/">雪松</a>', html=True)

    def test_what_the_source_leaves_out_is_said(self):
        make_policy(slug="banfa")
        response = self.client.get("/policies/banfa/")
        self.assertContains(response, "原文未注明，请向招商窗口咨询")
        self.assertContains(response, "原文未注明日期")

    def test_a_zone_that_is_not_published_is_not_named(self):
        make_policy(slug="banfa", zone=make_zone(name="哨兵区", status="draft"))
        self.assertNotContains(self.client.get("/policies/banfa/"), "哨兵")

    def test_each_award_says_whom_how_and_how_much(self):
        policy = make_policy(slug="banfa")
        make_award(
            policy=policy,
            clause="第2条",
            beneficiary="硬件项目",
            amount=10000000,
            rate=10,
            rule="capped",
            is_competitive=True,
        )
        make_award(policy=policy, clause="1", beneficiary="雏鹰企业", condition="首次认定", amount=10000)
        response = self.client.get("/policies/banfa/")
        self.assertContains(response, "<small>最高</small> 1,000 <small>万元</small>")
        self.assertContains(response, "<span>择优</span><span>按 10% 计</span>")
        self.assertContains(response, "<small>第1款</small>")
        self.assertContains(response, '<rect width="100" height="8"/>', count=1)
        self.assertContains(response, '<rect width="1" height="8"/>', count=1)

    def test_a_sample_shows_no_sum_says_that_it_is_one_and_tells_search_engines_nothing(self):
        policy = make_policy(slug="banfa", source=make_source(kind="sample"))
        make_award(policy=policy, amount=77770000)
        response = self.client.get("/policies/banfa/")
        self.assertNotContains(response, "7,777")
        self.assertContains(response, "示例内容，不是已发布的政策，不作为申报依据。")
        self.assertIsNone(json_ld(response))

    def test_structured_data(self):
        make_policy(slug="banfa", title="若干政策", beneficiary="数字企业")
        told = json_ld(self.client.get("/policies/banfa/"))
        self.assertEqual((told["@type"], told["name"]), ("GovernmentService", "若干政策"))
        self.assertEqual(told["audience"]["audienceType"], "数字企业")
        self.assertNotIn("provider", told)

    def test_the_notice_is_linked_once_it_is_published(self):
        published, draft = make_notice(title="原文通知"), make_notice(title="哨兵通知", status="draft")
        make_policy(slug="banfa", notice=published)
        make_policy(slug="caoan", notice=draft)
        self.assertContains(self.client.get("/policies/banfa/"), f'href="/notices/{published.pk}/"')
        self.assertNotContains(self.client.get("/policies/caoan/"), "哨兵")
        self.assertNotContains(self.client.get("/policies/caoan/"), f'href="/notices/{draft.pk}/"')

    def test_drafts_are_404(self):
        make_policy(slug="banfa", status="draft")
        self.assertEqual(self.client.get("/policies/banfa/").status_code, 404)

    def test_the_text_gets_a_table_of_contents(self):
        make_policy(slug="banfa", body="<h2>适用规则</h2><p>甲</p>")
        self.assertContains(self.client.get("/policies/banfa/"), '<a href="#p1">适用规则</a>', html=True)


@pytest.mark.django_db
def test_queries_do_not_grow_with_awards(client, django_assert_num_queries):
    policy = make_policy(slug="banfa", notice=make_notice())
    for rows in (1, 30):
        for _ in range(rows):
            make_award(policy=policy)
        client.get("/policies/banfa/")
        with django_assert_num_queries(4):
            client.get("/policies/banfa/")
    client.force_login(make_user())
    with django_assert_num_queries(6):
        client.get("/policies/banfa/")
