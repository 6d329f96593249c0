"""Promises about every address: it answers, keeps nobody's cookie, and takes bad input calmly."""

import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client, TestCase

from tests.addresses import PAGES, public_routes
from tests.crawl import addresses, one_of_each
from tests.search.index import index_everything

# Bad values of many parameters at a time: one that is refused must not hide what another one breaks.
BAD_QUERIES = [
    "page=0&zone=&sort=password&unknown=1&x[]=2",
    "page=-1&q=%25%27%22%5C&area_min=abc&area_unit=x",
    "page=abc&q=" + "长" * 100 + "&kind=x&kind=y&issuer=none",
    "page=99999999999999999999&year=abc",
]


def test_every_pattern_of_the_urlconf_has_a_sample_address():
    assert sorted(set(public_routes()) - PAGES.keys()) == []
    assert sorted(PAGES.keys() - set(public_routes())) == []


class EveryAddressTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("loaddata", "demo", verbosity=0)
        index_everything()

    def test_every_address_keeps_its_promises(self):
        """One reading of every address for all of them: pages are what costs the time of a test."""
        for kind in ("page", "form", "machine"):
            for address in addresses(kind):
                with self.subTest(address):
                    response = self.client.get(address)
                    self.answers_anybody_alike(response)
                    if kind != "machine":
                        self.holds_nothing_inline_and_no_token(response.content.decode())
                        self.assertContains(response, 'class="demo"')  # until switched off
                    if kind == "page":
                        self.says_its_language_and_its_twin(address, response.content.decode())

    def answers_anybody_alike(self, response):
        self.assertEqual(response.status_code, 200)
        self.assertFalse(response.cookies)
        varies = response.headers.get("Vary", "")
        self.assertNotIn("Cookie", varies)
        self.assertNotIn("Accept-Language", varies)

    def holds_nothing_inline_and_no_token(self, html):
        self.assertNotIn("csrfmiddlewaretoken", html)
        self.assertIsNone(re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html))
        for tag in re.findall(r"<script[^>]*>", html):
            self.assertRegex(tag, r"src=|application/ld\+json")

    def says_its_language_and_its_twin(self, address, html):
        language = "en" if address.startswith("/en/") else "zh-CN"
        self.assertIn(f'<html lang="{language}"', html)
        for language in ("zh-CN", "en", "x-default"):
            self.assertIn(f'hreflang="{language}"', html)
        self.assertIn(f'<link rel="canonical" href="{settings.SITE_URL}/', html)
        self.assertEqual(html.count("<h1"), 1)
        self.assertRegex(html, r"<title( lang=\"zh\")?>[^<]{4,}</title>")

    def test_bad_filters_keep_the_page(self):
        for address in one_of_each("page"):
            for query in BAD_QUERIES:
                with self.subTest(f"{address}?{query}"):
                    self.assertEqual(self.client.get(f"{address.partition('?')[0]}?{query}").status_code, 200)

    def test_what_cannot_be_text_is_answered_with_400(self):
        for address in one_of_each("page", "form", "machine"):
            for query in ("q=%00", "q=%ff", "x=" + "a" * 500, "&".join(f"a{n}=1" for n in range(251))):
                with self.subTest(f"{address}?{query}"):
                    self.assertEqual(self.client.get(f"{address.partition('?')[0]}?{query}").status_code, 400)

    def test_a_wrong_method_is_answered_with_405(self):
        client = Client(enforce_csrf_checks=True)
        for address in one_of_each("page", "machine"):
            with self.subTest(address):
                self.assertEqual(client.put(address).status_code, 405)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/zones/nirgends/", "没有这个页面"),
        ("/en/zones/nirgends/", "/en/places/"),
        ("/notices/999999/", "没有这个页面"),
    ],
)
@pytest.mark.django_db
def test_an_unknown_address_says_so_in_the_reader_s_language(client, address, words):
    response = client.get(address)
    assert response.status_code == 404
    assert words in response.content.decode()


@pytest.mark.django_db
def test_unreadable_input_is_answered_in_the_reader_s_language(client):
    answer = client.get("/en/notices/?q=%00").content.decode()
    assert '<html lang="en">' in answer
    assert "这个请求无法识别" not in answer


@pytest.mark.parametrize(
    ("method", "address", "allowed", "words"),
    [
        ("get", "/zones/xuesong/views/", "POST", "这个网址只接受提交"),
        ("get", "/en/me/zones/xuesong/", "POST", "takes submissions"),
        ("put", "/en/inquiries/new/", "GET, HEAD, POST", "can be viewed"),
        ("post", "/notices/", "GET, HEAD", "这个网址只能查看"),
        ("options", "/me/", "GET, HEAD, POST", "这个网址只能查看"),
    ],
)
@pytest.mark.django_db
def test_a_wrong_method_is_told_in_the_reader_s_language_what_to_do(client, method, address, allowed, words):
    answer = getattr(client, method)(address)
    assert (answer.status_code, answer["Allow"]) == (405, allowed)
    assert words in answer.content.decode()


@pytest.mark.django_db
def test_a_cookie_that_cannot_be_text_is_answered_with_400(client):
    answer = client.get("/", headers={"Cookie": f'{settings.SESSION_COOKIE_NAME}="abcdefgh\\000"'})
    assert answer.status_code == 400


@pytest.mark.django_db
def test_a_calculator_of_a_hundred_awards_can_be_sent_in(client):
    query = "&".join(f"award={n}&base_{n}=50000" for n in range(100, 200))
    assert client.get(f"/policies/calculator/?{query}").status_code == 200
