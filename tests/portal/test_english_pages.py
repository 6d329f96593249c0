"""English pages are English: Chinese stands on them only where nobody has translated it, and says so."""

from django.core.management import call_command
from django.test import TestCase
from modeltranslation.translator import translator

from publishing.models import SiteIdentity
from tests.crawl import addresses, one_of_each
from tests.factories import make_user
from tests.reading_languages import chinese_outside_its_mark, latin_words
from tests.search.index import index_everything

NOTE = "chinese-note"
# Where signing in changes what is printed.
WITH_ANSWERS = (
    "/places/costs/?zone=xuesong&rented_area=3000&electricity=20000",
    "/places/entry-check/?zone=xuesong&own_1=150",
    "/places/compare/?place=aviation-workshop-east&place=xuesong-standard-plant-1",
    "/me/",
)
# Latin letters that a Chinese page may use: standards, formats, classes, marks.
LATIN = {
    "A", "AA", "AB", "Atom", "B", "C", "Cookie", "GB", "IP", "IPv", "JavaScript", "L", "PDF", "T", "Tab", "W", "WCAG", "XML",
    "axe", "doc",
}  # fmt: skip


def english_addresses(*kinds):
    return [address for address in addresses(*kinds) if address.startswith("/en/")]


def forget_the_english():
    """Every row as it is before anybody has translated it."""
    for model in translator.get_registered_models(abstract=False):
        fields = translator.get_options_for_model(model).local_fields
        blank = {f"{name}_en": None if model._meta.get_field(f"{name}_en").null else "" for name in fields}
        if blank:
            model.objects.update(**blank)
    SiteIdentity.forget()


class EnglishPages(TestCase):
    def assert_chinese_is_marked(self, address):
        response = self.client.get(address)
        self.assertEqual(response.status_code, 200, address)
        self.assertEqual(chinese_outside_its_mark(response.content.decode()), [], address)
        return response.content.decode()

    def walk(self):
        """Every English page as a visitor reads it, then what a member reads beyond that: (address, HTML)."""
        for address in english_addresses("page", "form"):
            with self.subTest(address):
                yield address, self.assert_chinese_is_marked(address)
        self.client.force_login(make_user())
        places = [address for address in one_of_each("page") if address.startswith(("/zones/", "/places/"))]
        for address in (f"/en{address}" for address in (*places, *WITH_ANSWERS)):
            with self.subTest(f"{address} as a member"):
                yield address, self.assert_chinese_is_marked(address)


class TranslatedDemoTests(EnglishPages):
    @classmethod
    def setUpTestData(cls):
        call_command("loaddata", "demo", verbosity=0)
        index_everything()

    def test_no_chinese_stands_on_the_translated_demo(self):
        for _address, _html in self.walk():
            pass

    def test_no_english_chrome_stands_on_a_chinese_page(self):
        accounts = [f"/accounts/{page}/" for page in ("login", "signup", "password/reset")]
        for address in [*addresses("page", "form", english=False), *accounts, "/nowhere/"]:
            with self.subTest(address):
                strange = latin_words(self.client.get(address).content.decode()) - LATIN
                self.assertEqual(strange, set())


class UntranslatedDemoTests(EnglishPages):
    @classmethod
    def setUpTestData(cls):
        call_command("loaddata", "demo", verbosity=0)
        forget_the_english()
        index_everything()

    def test_chinese_without_translation_is_marked_and_noted_once(self):
        for _address, html in self.walk():
            self.assertEqual(html.count(NOTE), 1)
