"""/api/v1/search: the hits of the page for machines, and refusals that name the field."""

from datetime import date

from django.conf import settings
from django.test import TestCase

from notices.models import Issuer
from tests.factories import make_enterprise, make_notice, make_plant, make_zone

from .index import index_everything

ADDRESS = "/api/v1/search"


class SearchApiTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.zone = make_zone(slug="xuesong", name="雪松开发区")
        cls.notice = make_notice(
            title="产业补贴通知", issuer=Issuer.objects.create(name="市政府", name_en="City", slug="city"),
            published_date=date(2022, 7, 1), doc_number="沈政办发〔2022〕9号", summary="说到產業。",
        )  # fmt: skip
        make_plant(zone=cls.zone, name="产业厂房", price_min=4711, price_unit="yuan_m2")
        make_enterprise(zone=cls.zone, name="产业公司", needs="LOCKED")
        index_everything()

    def ask(self, **query):
        return self.client.get(ADDRESS, query)

    def test_a_hit_says_what_it_is_and_where_its_marks_stand(self):
        answer = self.ask(q="产业", kind="notice").json()
        self.assertEqual((answer["count"], answer["is_capped"]), (1, False))
        self.assertEqual(answer["by_kind"] | {"notice": 1, "place": 1, "enterprise": 1}, answer["by_kind"])
        facts = {
            "issuer": "市政府",
            "issuer_en": "City",
            "doc_number": "沈政办发〔2022〕9号",
            "published_date": "2022-07-01",
        }
        (hit,) = answer["results"]
        self.assertEqual({name: value for name, value in hit.pop("facts").items() if value}, facts)
        self.assertEqual(
            hit,
            {
                "kind": "notice",
                "title": "产业补贴通知",
                "title_en": None,
                "title_marks": [[0, 2]],
                "url": f"{settings.SITE_URL}/notices/{self.notice.pk}/",
                "snippet": {"text": "说到產業。", "marks": [[2, 4]]},
                "sample": False,
            },
        )

    def test_what_was_understood_is_told(self):
        understood = self.ask(q='產業 "补贴通知" -公示').json()["understood"]
        self.assertEqual(
            understood["terms"],
            [
                {"text": "产业", "is_phrase": False, "is_excluded": False},
                {"text": "补贴通知", "is_phrase": True, "is_excluded": False},
                {"text": "公示", "is_phrase": False, "is_excluded": True},
            ],
        )

    def test_filters_narrow_it(self):
        self.assertEqual(self.ask(q="产业", kind="place", category="plant").json()["count"], 1)
        self.assertEqual(self.ask(q="产业", kind="place", category="land").json()["count"], 0)

    def test_what_cannot_be_asked_is_refused_by_the_name_of_its_field(self):
        for query, fields in (
            ({}, ["q"]),
            ({"q": " "}, ["q"]),
            ({"q": "产业", "kind": "x", "sort": "price"}, ["kind", "sort"]),
            ({"q": "产业", "kind": "notice", "issuer": "nobody", "year": "abc"}, ["issuer", "year"]),
            ({"q": "产业", "page": "2"}, ["page"]),
            ({"q": "产业", "page": "x"}, ["page"]),
        ):
            response = self.ask(**query)
            self.assertEqual(response.status_code, 422, query)
            self.assertEqual([error["loc"][-1] for error in response.json()["detail"]], fields)

    def test_locked_values_are_neither_found_nor_told(self):
        self.assertEqual(self.ask(q="LOCKED").json()["count"], 0)
        self.assertNotContains(self.ask(q="产业厂房"), "4711")
