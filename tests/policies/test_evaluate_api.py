"""POST /api/v1/policies/evaluate: the calculator for machines."""

import json

from django.test import Client, TestCase

from tests.factories import make_award, make_notice, make_policy, make_source

API = "/api/v1/policies/evaluate"
NOTICE = (
    "<h2>一、推进</h2><h3>第1条 软件</h3><p>甲</p><h3>第12条 中心</h3><p>乙</p><h3>第2条 硬件</h3><p>丙</p>"
)


class EvaluateTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.notice = make_notice(body=NOTICE)
        cls.policy = make_policy(
            title="若干政策", slug="banfa", notice=cls.notice, effective_from="2022-06-27", term_note="3年"
        )
        cls.fixed = make_award(policy=cls.policy, clause="第1条", amount=100000)
        cls.rated = make_award(
            policy=cls.policy,
            clause="第2条",
            amount=10000000,
            rule="capped",
            rate=10,
            base="投资额",
            is_competitive=True,
        )

    def ask(self, *awards, client=None, **headers):
        return (client or self.client).post(
            API, json.dumps({"awards": awards}), content_type="application/json", headers=headers
        )

    def test_each_line_says_group_sum_cap_and_clause(self):
        answer = self.ask({"id": self.fixed.pk}, {"id": self.rated.pk, "base_yuan": "3000000"}).json()
        self.assertEqual(answer["count"], 2)
        fixed, rated = answer["results"]
        self.assertEqual(
            (fixed["group"], fixed["amount_yuan"], fixed["cap_yuan"]), ("certain", "100000.00", None)
        )
        self.assertEqual(fixed["source"]["url"], f"http://127.0.0.1:8000/notices/{self.notice.pk}/#art-1")
        self.assertEqual(
            rated,
            {
                "id": self.rated.pk,
                "policy": {
                    "slug": "banfa",
                    "title": "若干政策",
                    "effective_from": "2022-06-27",
                    "effective_to": "",
                    "term_note": "3年",
                    "combining_note": "",
                },
                "clause": "第2条",
                "group": "possible",
                "amount_yuan": "300000.00",
                "cap_yuan": "10000000.00",
                "competitive": True,
                "missing": "",
                "source": {
                    "title": "若干政策",
                    "url": f"http://127.0.0.1:8000/notices/{self.notice.pk}/#art-2",
                },
            },
        )

    def test_a_missing_base_is_named_and_gives_no_sum(self):
        (line,) = self.ask({"id": self.rated.pk}).json()["results"]
        self.assertEqual((line["group"], line["amount_yuan"], line["missing"]), ("missing", None, "投资额"))

    def test_what_is_not_published_or_a_sample_is_unknown(self):
        hidden = make_award(policy=make_policy(status="draft"), amount=7777)
        sample = make_award(policy=make_policy(source=make_source(kind="sample")), amount=7777)
        for award in (hidden, sample):
            response = self.ask({"id": self.fixed.pk}, {"id": award.pk})
            self.assertEqual(response.status_code, 422)
            self.assertEqual(response.json()["detail"][0]["loc"][-3:], ["awards", 1, "id"])
            self.assertNotContains(response, "7777", status_code=422)

    def test_bad_input_is_422_and_names_its_field(self):
        pk = self.fixed.pk
        for awards, field in (
            ([{"id": "x"}], "id"),
            ([{"id": pk}, {"id": pk}], "id"),
            ([{}], "id"),
            ([{"id": pk, "base_yuan": "-1"}], "base_yuan"),
            ([{"id": pk, "base_yuan": "NaN"}], "base_yuan"),
            ([{"id": pk, "base_yuan": "1e99"}], "base_yuan"),
            ([], "awards"),
            ([{"id": pk}] * 201, "awards"),
        ):
            with self.subTest(str(awards)[:60]):
                response = self.ask(*awards)
                self.assertEqual(response.status_code, 422)
                self.assertEqual(response.json()["detail"][0]["loc"][-1], field)

    def test_what_is_not_json_is_refused(self):
        self.assertEqual(self.client.post(API, "{", content_type="application/json").status_code, 400)
        self.assertEqual(self.client.get(API).status_code, 405)

    def test_an_anonymous_post_needs_no_token_and_one_from_another_site_changes_and_opens_nothing(self):
        strict = Client(enforce_csrf_checks=True)
        for origin in ("http://127.0.0.1:8000", "https://elsewhere.example"):
            response = self.ask({"id": self.fixed.pk}, client=strict, Origin=origin)
            self.assertEqual(response.status_code, 200)
            self.assertFalse(response.cookies)
            self.assertNotIn("Access-Control-Allow-Origin", response.headers)
            self.assertEqual(response.headers["Cache-Control"], "private, no-store")

    def test_it_is_described(self):
        paths = self.client.get("/api/v1/openapi.json").json()["paths"]
        self.assertIn("post", paths[API])

    def test_queries_do_not_grow_with_rows(self):
        for rows in (0, 40):
            for _ in range(rows):
                make_award(policy=make_policy(notice=self.notice))
            with self.assertNumQueries(3):
                self.ask({"id": self.fixed.pk})
