"""/api/v1/policies: the list for machines."""

from django.test import TestCase

from tests.factories import make_award, make_policy, make_source

API = "/api/v1/policies"


class PolicyApiTests(TestCase):
    def test_the_rows_with_their_sums_in_yuan(self):
        policy = make_policy(title="甲", slug="banfa", level="municipal")
        make_award(policy=policy, amount=100000, rate=10)
        make_policy(title="哨兵", status="draft")
        answer = self.client.get(API).json()
        self.assertEqual(answer["count"], 1)
        row = answer["results"][0]
        self.assertEqual((row["title"], row["level"], row["sample"]), ("甲", "municipal", False))
        self.assertEqual((row["awards"][0]["amount"], row["awards"][0]["rate"]), ("100000.00", "10.00"))
        self.assertEqual(row["url"], "http://127.0.0.1:8000/policies/banfa/")

    def test_a_sample_is_marked_and_has_no_sums(self):
        make_award(policy=make_policy(source=make_source(kind="sample")))
        row = self.client.get(API).json()["results"][0]
        self.assertEqual((row["sample"], row["awards"]), (True, []))

    def test_a_bad_value_is_422_and_names_its_field(self):
        make_policy()
        for query in ("level=x", "category=x", "page=abc"):
            with self.subTest(query):
                response = self.client.get(f"{API}?{query}")
                self.assertEqual(response.status_code, 422)
                self.assertIn(query.partition("=")[0], response.json()["detail"][0]["loc"])

    def test_queries_do_not_grow_with_rows(self):
        make_award(policy=make_policy())
        for rows in (0, 40):
            for _ in range(rows):
                make_award(policy=make_policy())
            with self.assertNumQueries(4):
                self.client.get(API)
