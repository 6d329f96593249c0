"""Every fact of the source is read on the address where it belongs, after its label."""

import re
from functools import cache
from html import unescape

from django.core.management import call_command
from django.test import TestCase

from tests.facts.notices import FACTS as NOTICE_FACTS
from tests.facts.zone import FACTS as ZONE_FACTS

FACTS = [*ZONE_FACTS, *NOTICE_FACTS]


def text_of(html: str) -> str:
    """What a reader reads: tags gone, spaces folded."""
    main = html.partition("<main")[2].partition("</main>")[0]
    visible = re.sub(r"<(script|style|svg)\b.*?</\1>", "", main, flags=re.S)
    return re.sub(r"\s+", "", unescape(re.sub(r"<wbr>|<[^>]+>", "", visible)))


class FactTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("loaddata", "demo", verbosity=0)

    def test_at_least_150_literals_are_listed(self):
        self.assertGreaterEqual(len(set(FACTS)), 150)

    def test_each_fact_stands_on_its_page_after_its_label(self):
        @cache
        def page(address):
            response = self.client.get(address)
            self.assertEqual(response.status_code, 200, address)
            return text_of(response.content.decode())

        for fact in FACTS:
            with self.subTest(section=fact.section, literal=fact.literal):
                label, literal = (re.sub(r"\s+", "", part) for part in (fact.label, fact.literal))
                text = page(fact.address)
                self.assertIn(label, text)
                self.assertIn(literal, text[text.index(label) :])
