"""/notices/feed/: Atom, absolute, published notices only, filtered as the list."""

from datetime import date
from xml.etree import ElementTree

from django.test import TestCase, override_settings

from notices.models import Issuer
from tests.factories import make_notice

ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEED = "/notices/feed/"


class FeedTests(TestCase):
    def entries(self, address=FEED):
        self.response = self.client.get(address)
        self.feed = ElementTree.fromstring(self.response.content)
        return [entry.findtext("a:title", None, ATOM) for entry in self.feed.findall("a:entry", ATOM)]

    def test_newest_first_and_no_drafts(self):
        make_notice(title="旧", published_date=date(2020, 1, 1))
        make_notice(title="新", published_date=date(2024, 1, 1))
        make_notice(title="哨兵", status="draft")
        self.assertEqual(self.entries(), ["新", "旧"])
        self.assertEqual(self.response["Content-Type"], "application/atom+xml; charset=utf-8")

    def test_the_filters_of_the_list(self):
        issuer = Issuer.objects.create(name="市政府", slug="city")
        with self.captureOnCommitCallbacks(execute=True):  # the index is written then
            make_notice(title="甲", issuer=issuer, published_date=date(2024, 1, 1))
            make_notice(title="乙", published_date=date(2023, 1, 1))
        self.assertEqual(self.entries(f"{FEED}?issuer=city"), ["甲"])
        self.assertEqual(self.entries(f"{FEED}?year=2023"), ["乙"])
        self.assertEqual(self.entries(f"{FEED}?q=甲"), ["甲"])
        self.assertEqual(self.entries(f"{FEED}?issuer=nobody&year=abc"), ["甲", "乙"])

    def test_an_entry_without_english_says_that_it_is_chinese(self):
        make_notice(title="甲", title_en="One", published_date=date(2024, 1, 1))
        make_notice(title="乙", published_date=date(2023, 1, 1))
        self.assertEqual(self.entries(f"/en{FEED}"), ["One", "乙"])
        language = "{http://www.w3.org/XML/1998/namespace}lang"
        self.assertEqual(self.feed.get(language), "en")
        self.assertEqual([entry.get(language) for entry in self.feed.findall("a:entry", ATOM)], [None, "zh"])

    def test_fifty_at_most(self):
        for _ in range(51):
            make_notice()
        self.assertEqual(len(self.entries()), 50)

    @override_settings(SITE_URL="https://zone.example", ALLOWED_HOSTS=["testserver"])
    def test_every_link_is_absolute_by_the_site_s_own_address(self):
        with self.captureOnCommitCallbacks(execute=True):
            make_notice(pk=71)
        self.entries(f"{FEED}?q=%E5%85%AC%E5%91%8A&unknown=1")
        links = [link.get("href") for link in self.feed.iter("{http://www.w3.org/2005/Atom}link")]
        self.assertEqual(
            links,
            [
                "https://zone.example/notices/",
                "https://zone.example/notices/feed/?q=%E5%85%AC%E5%91%8A",
                "https://zone.example/notices/71/",
            ],
        )

    def test_a_reader_that_has_it_gets_304(self):
        make_notice()
        self.entries()
        known = {"If-Modified-Since": self.response["Last-Modified"]}
        self.assertEqual(self.client.get(FEED, headers=known).status_code, 304)
