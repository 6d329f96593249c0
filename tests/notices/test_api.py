"""/api/v1/notices: the list for machines."""

from datetime import date

from django.test import TestCase

from notices.models import Issuer
from tests.factories import make_notice, make_source, make_user

API = "/api/v1/notices"


class NoticeApiTests(TestCase):
    def test_the_count_and_the_rows(self):
        make_notice(pk=71, title="甲", source=make_source(kind="sample"), published_date=date(2024, 1, 1))
        make_notice(title="哨兵", status="draft")
        answer = self.client.get(API).json()
        self.assertEqual(answer["count"], 1)
        row = answer["results"][0]
        self.assertEqual((row["title"], row["published_date"], row["sample"]), ("甲", "2024-01-01", True))
        self.assertEqual(row["source"]["kind"], "sample")
        self.assertEqual(row["url"], "http://127.0.0.1:8000/notices/71/")
        self.assertNotIn("body", row)

    def test_the_filters_of_the_page(self):
        make_notice(title="甲", issuer=Issuer.objects.create(name="市政府", slug="city"))
        make_notice(title="乙")
        self.assertEqual(
            [row["title"] for row in self.client.get(f"{API}?issuer=city").json()["results"]], ["甲"]
        )

    def test_a_bad_value_is_422_and_names_its_field(self):
        make_notice()
        for query, field in {
            "year=abc": "year",
            "issuer=x": "issuer",
            "page=0": "page",
            "page=2": "page",
        }.items():
            with self.subTest(query):
                response = self.client.get(f"{API}?{query}")
                self.assertEqual(response.status_code, 422)
                self.assertIn(field, response.json()["detail"][0]["loc"])

    def test_twenty_a_page_in_as_many_queries_as_one(self):
        make_notice()
        for rows in (0, 40):
            for _ in range(rows):
                make_notice()
            with self.assertNumQueries(6):
                found = self.client.get(API).json()
        self.assertEqual((found["count"], len(found["results"])), (41, 20))

    def test_no_cookie_and_no_other_method(self):
        self.assertFalse(self.client.get(API).cookies)
        self.assertEqual(self.client.post(API).status_code, 405)
        self.client.force_login(make_user())
        self.assertEqual(self.client.get(API).status_code, 200)
