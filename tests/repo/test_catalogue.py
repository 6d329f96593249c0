"""The English catalogue is complete, in English, of today's sentences, and compiled."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_python
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "locale" / "en" / "LC_MESSAGES"
APPS = ("portal", "search", "inquiries", "accounts", "policies", "notices", "zones", "publishing")
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
PLACEHOLDER = re.compile(r"%\(\w+\)s")
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"), None),
    **dict.fromkeys(("pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"), ((1, "c"), 2)),
}


@pytest.fixture(scope="module")
def catalogue():
    return read_po(io.BytesIO((FOLDER / "django.po").read_bytes()), locale="en")


def pairs(message):
    """(Chinese, English) of a message, singular and plural each."""
    if isinstance(message.id, tuple | list):
        return list(zip(message.id, message.string, strict=True))
    return [(message.id, message.string)]


def words_in(catalogue) -> set:
    return {(message.context, *pairs(message)) for message in catalogue if message.id}


def calls_in(code: str):
    """(context, Chinese) of every gettext call in Python code; of a singular and its plural, the singular."""
    for _line, function, words, _comments in extract_python(
        io.BytesIO(code.encode()), list(KEYWORDS), [], {"encoding": "utf-8"}
    ):
        parts = list(words) if isinstance(words, tuple) else [words]
        context = parts.pop(0) if KEYWORDS[function] else None
        yield context, parts[0]


def sentences_of_the_source() -> set:
    """(context, Chinese) of every sentence in the apps' Python and in the templates, as makemessages finds them."""
    found = set()
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            found.update(calls_in(path.read_text(encoding="utf-8")))
    for path in (ROOT / "templates").rglob("*.*"):
        code = templatize(path.read_text(encoding="utf-8"), origin=path.name)
        found.update(calls_in("\n".join(line.lstrip() for line in code.splitlines())))
    return {(context, words) for context, words in found if words}


def test_every_sentence_of_the_source_is_in_the_catalogue_and_nothing_else(catalogue):
    known = {
        (message.context, message.id[0] if isinstance(message.id, tuple) else message.id)
        for message in catalogue
        if message.id
    }
    found = sentences_of_the_source()
    assert len(found) > 700
    again = "python manage.py makemessages -l en -i .venv -i var -i tests -i docs --no-location --no-obsolete"
    assert sorted(map(str, found - known)) == [], f"not in the catalogue; run {again}"
    assert sorted(map(str, known - found)) == [], f"no longer in the source; run {again}"


def test_scripts_say_nothing_of_their_own():
    """What a script prints comes from the page, where it is translated; there is no catalogue for JavaScript."""
    scripts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "static" / "js").rglob("*.js")}
    assert scripts
    assert [name for name, text in scripts.items() if CHINESE.search(text)] == []


def test_every_sentence_is_translated_and_none_is_fuzzy(catalogue):
    missing = [message.id for message in catalogue if message.id and not all(dict(pairs(message)).values())]
    assert missing == []
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
    assert not catalogue.fuzzy
    assert not catalogue.obsolete


def test_english_holds_no_chinese_characters(catalogue):
    assert [
        english
        for message in catalogue
        if message.id
        for _, english in pairs(message)
        if CHINESE.search(english)
    ] == []


def test_english_has_no_placeholder_that_chinese_lacks(catalogue):
    strange = [
        english
        for message in catalogue
        if message.id
        for chinese, english in pairs(message)
        if not set(PLACEHOLDER.findall(english)) <= set(PLACEHOLDER.findall(chinese))
    ]
    assert strange == []


def test_the_compiled_catalogue_is_that_of_the_source(catalogue):
    fresh = io.BytesIO()
    write_mo(fresh, catalogue)
    fresh.seek(0)
    with (FOLDER / "django.mo").open("rb") as compiled:
        differing = words_in(read_mo(compiled)) ^ words_in(read_mo(fresh))
    again = "msgfmt --check -o locale/en/LC_MESSAGES/django.mo locale/en/LC_MESSAGES/django.po"
    assert differing == set(), f"run {again}"
