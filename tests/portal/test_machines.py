"""robots.txt, /healthz and sitemap.xml."""

from datetime import UTC, datetime
from unittest import mock
from xml.etree import ElementTree

from django.conf import settings
from django.core.management import call_command
from django.test import TestCase, override_settings

from portal import sitemaps
from tests.addresses import SITEMAPS
from tests.crawl import addresses
from tests.factories import (
    make_cost_item,
    make_enterprise,
    make_entry_requirement,
    make_notice,
    make_plant,
    make_policy,
    make_zone,
)
from zones.models import Zone

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


class RobotsTests(TestCase):
    def test_robots_are_kept_from_what_is_personal_and_led_to_the_sitemap(self):
        lines = self.client.get("/robots.txt").content.decode().splitlines()
        for path in ("/admin/", "/accounts/", "/me/", "/inquiries/", "/en/accounts/", "/en/inquiries/"):
            self.assertIn(f"Disallow: {path}", lines)
        self.assertIn("Sitemap: http://127.0.0.1:8000/sitemap.xml", lines)

    def test_wrong_methods_are_405(self):
        for address in ("/robots.txt", "/healthz", "/sitemap.xml"):
            self.assertEqual(self.client.post(address).status_code, 405)


class HealthTests(TestCase):
    def test_ok_without_the_database(self):
        with self.assertNumQueries(0):
            response = self.client.get("/healthz")
        self.assertEqual((response.status_code, response.content), (200, b"ok"))
        self.assertEqual(response["Cache-Control"], "no-store")


class SitemapTests(TestCase):
    def pages(self):
        """{address: (lastmod, {language: address})}"""
        return {
            url.findtext("s:loc", None, SITEMAP): (
                url.findtext("s:lastmod", None, SITEMAP),
                {link.get("hreflang"): link.get("href") for link in url.findall("x:link", SITEMAP)},
            )
            for file in self.files()
            for url in self.tree(file).findall("s:url", SITEMAP)
        }

    def files(self):
        index = self.tree(f"{settings.SITE_URL}/sitemap.xml").findall("s:sitemap", SITEMAP)
        return [file.findtext("s:loc", None, SITEMAP) for file in index]

    def tree(self, address):
        response = self.client.get(address.removeprefix(settings.SITE_URL))
        self.assertEqual(response["X-Robots-Tag"], "noindex, noodp, noarchive")
        return ElementTree.fromstring(response.content)

    @override_settings(SITE_URL="https://zone.example", ALLOWED_HOSTS=["testserver"])
    def test_every_address_is_absolute_by_the_site_s_own_address_with_its_twin(self):
        make_notice(pk=71)
        pages = self.pages()
        self.assertEqual(
            pages["https://zone.example/en/notices/71/"][1],
            {
                "zh-CN": "https://zone.example/notices/71/",
                "en": "https://zone.example/en/notices/71/",
                "x-default": "https://zone.example/notices/71/",
            },
        )
        self.assertTrue(all(address.startswith("https://zone.example/") for address in pages))

    def test_a_zone_with_those_of_its_pages_that_have_content(self):
        zone = make_zone(slug="xuesong")
        make_enterprise(zone=zone, slug="voestalpine")
        make_plant(zone=zone, slug="plant-a")
        make_policy(zone=zone, slug="banfa")
        pages = {address.removeprefix("http://127.0.0.1:8000") for address in self.pages()}
        for path in (
            "/zones/xuesong/",
            "/zones/xuesong/enterprises/",
            "/zones/xuesong/policies/",
            "/zones/xuesong/enterprises/voestalpine/",
            "/places/plant-a/",
            "/policies/banfa/",
            "/notices/",
            "/about/privacy/",
        ):
            self.assertIn(path, pages)
            self.assertIn(f"/en{path}", pages)
        self.assertNotIn("/zones/xuesong/funds/", pages)

    def test_nothing_unpublished_and_nothing_of_an_unpublished_zone(self):
        make_notice(status="draft")
        make_policy(slug="sentinel-policy", status="review")
        hidden = make_zone(slug="sentinel-zone", status="draft")
        make_enterprise(zone=hidden, slug="sentinel-enterprise")
        make_plant(slug="sentinel-plant", status="archived")
        pages = self.pages()
        self.assertNotIn("sentinel", "".join(pages))
        self.assertNotIn("/notices/1", "".join(pages))

    def test_rows_for_staff_only_leave_no_trace(self):
        zone = make_zone(slug="xuesong")
        make_cost_item(zone=zone, visibility="staff")
        make_entry_requirement(zone=zone, visibility="members")
        pages = "".join(self.pages())
        self.assertNotIn("/zones/xuesong/costs/", pages)
        self.assertIn("/zones/xuesong/entry/", pages)

    def test_a_large_site_has_many_files_of_each_kind(self):
        for key in range(1, 6):
            make_notice(pk=key)
        with mock.patch.object(sitemaps.PageSitemap, "limit", 4):
            files = [file for file in self.files() if "notices" in file]
            start = "http://127.0.0.1:8000/sitemap-notices.xml"
            self.assertEqual(files, [start, f"{start}?p=2", f"{start}?p=3"])
            named = [page for page in self.pages() if "/notices/" in page]
            self.assertEqual(len(named), 2 * 5 + 2)
            with self.assertNumQueries(2):
                self.client.get("/sitemap-notices.xml?p=3")
            for wrong in ("-notices.xml?p=4", "-notices.xml?p=x", "-nothing.xml"):
                self.assertEqual(self.client.get(f"/sitemap{wrong}").status_code, 404)

    def test_the_last_change_is_told(self):
        zone = make_zone(slug="xuesong")
        Zone.objects.filter(pk=zone.pk).update(updated_at=datetime(2026, 3, 4, 5, tzinfo=UTC))
        self.assertTrue(self.pages()["http://127.0.0.1:8000/zones/xuesong/"][0].startswith("2026-03-04"))

    def test_every_page_of_the_demo_is_named(self):
        """The same pages as tests.addresses, which all answer 200 (test_addresses)."""
        call_command("loaddata", "demo", verbosity=0)
        named = {address.removeprefix("http://127.0.0.1:8000") for address in self.pages()}
        known = {address for address in addresses("page") if "?" not in address} - {
            "/",
            "/en/",
            "/search/",
            "/en/search/",
        }
        self.assertEqual(named, known)
        self.assertEqual(set(SITEMAPS), set(sitemaps.SITEMAPS))
