"""A clerk who has never seen an admin reads Chinese on every page of it, and nothing else."""

import re
from collections import defaultdict
from html.parser import HTMLParser

from django.test import TestCase

from tests.factories import make_user

from .every_page import pages, rows_with_a_past

READ_ALOUD = ("title", "aria-label", "placeholder", "alt")
SILENT = ("script", "style")
VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
LATIN = re.compile(r"[A-Za-z]{2,}")
# Formats, marks and keys that Chinese offices write in Latin letters; of the public pages, the way to English.
ALLOWED = re.compile(
    r"(?i)(?<![a-z])(jpe?g|png|webp|avif|mp4|pdf|docx?|xlsx?|ofd|csv|jsonl?|xml|mb|icp|ip|esc)(?![a-z])|^English$"
)


class Words(HTMLParser):
    """Everything on a page that is read or read aloud: text, and the attributes that stand for text."""

    def __init__(self):
        super().__init__()
        self.open, self.found = [], []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.found += [attributes[name] for name in READ_ALOUD if attributes.get(name)]
        if tag == "input" and attributes.get("type") in ("submit", "button", "reset"):
            self.found.append(attributes.get("value") or "")
        if tag not in VOID:
            is_silent = tag in SILENT or "material-symbols" in (attributes.get("class") or "")
            self.open.append((tag, is_silent))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, text):
        if not any(is_silent for _tag, is_silent in self.open):
            self.found.append(" ".join(text.split()))


def words_on(page) -> list[str]:
    reader = Words()
    reader.feed(page.text)
    return reader.found


def texts_of(rows) -> list[str]:
    """What the rows themselves hold in Latin letters, the longest first: words of users, not of the desk."""
    values = {
        value
        for model in rows
        for row in model._default_manager.all()
        for field in row._meta.concrete_fields
        if isinstance(value := getattr(row, field.attname), str) and LATIN.search(value)
    }
    return sorted(values, key=len, reverse=True)


class ChineseTests(TestCase):
    def test_no_page_of_the_admin_says_anything_in_latin_letters(self):
        rows = rows_with_a_past()
        user = make_user(username="值班员", email=None, is_staff=True, is_superuser=True)
        self.client.force_login(user)
        own = re.compile("|".join(map(re.escape, texts_of(rows))), re.IGNORECASE)
        found = defaultdict(list)
        for name, page in pages(self.client, rows):
            self.assertIn(page.status_code, (200, 403, 404), name)
            for words in words_on(page):
                if LATIN.search(words) and LATIN.search(ALLOWED.sub("", own.sub("", words))):
                    found[words].append(name)
        told = [f"{words!r} on {len(names)} pages, e.g. {names[0]}" for words, names in found.items()]
        self.assertEqual(told, [], "\n".join(told))
