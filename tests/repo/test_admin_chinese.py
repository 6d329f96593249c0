"""What the admin's libraries say is said in Chinese: by them, by Django, or by our own catalogue."""

import io
import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from babel.messages.extract import extract_javascript
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from django.utils.translation import gettext, override, pgettext
from django.utils.translation.template import templatize

from .test_catalogue import FOLDER, calls_in

OURS = FOLDER.parents[1] / "zh_Hans" / "LC_MESSAGES"
LIBRARIES = ("unfold", "django_prose_editor", "import_export")
LATIN = re.compile(r"[A-Za-z]{2,}")
MARKUP = re.compile(r"%\(\w+\)s|\{\w*\}|<[^>]*>|%[sd]")
# Parts of these libraries that no page of ours uses, by their folder or file.
NOT_USED = ("commands", "guardian", "constance", "hijack", "location_field", "reversion")


def sources(library, *endings):
    folder = Path(find_spec(library).origin).parent
    for path in sorted(folder.rglob("*.*")):
        if path.suffix in endings and not any(part in str(path) for part in NOT_USED):
            yield path


def sentences_of(library):
    """(context, English) of every sentence in a library's Python and templates."""
    found = set()
    for path in sources(library, ".py"):
        found.update(calls_in(path.read_text(encoding="utf-8")))
    for path in sources(library, ".html"):
        code = templatize(path.read_text(encoding="utf-8"), origin=path.name)
        found.update(calls_in("\n".join(line.lstrip() for line in code.splitlines())))
    return {(context, words) for context, words in found if words}


def is_left(context, words) -> bool:
    """Whether the sentence is one of words, and comes out as it went in."""
    translated = pgettext(context, words) if context else gettext(words)
    return translated == words and bool(LATIN.search(MARKUP.sub("", words)))


@pytest.mark.parametrize("library", LIBRARIES)
def test_no_sentence_of_a_library_of_the_admin_stays_english(library):
    with override("zh-hans"):
        left = sorted(words for context, words in sentences_of(library) if is_left(context, words))
    assert left == [], f"give {library}'s new sentences their Chinese in {OURS / 'django.po'}, then msgfmt"


def test_the_editor_s_dialogs_have_their_chinese():
    known = {
        message.id for message in read_po(io.BytesIO((OURS / "djangojs.po").read_bytes())) if message.string
    }
    found = set()
    for path in sources("django_prose_editor", ".js"):
        found.update(
            words
            for _line, _function, words, _comments in extract_javascript(
                io.BytesIO(path.read_bytes()), ["gettext"], [], {"encoding": "utf-8"}
            )
        )
    assert found - known == set()


@pytest.mark.parametrize("name", ["django", "djangojs"])
def test_the_compiled_catalogue_is_that_of_the_source(name):
    fresh = io.BytesIO()
    write_mo(fresh, read_po(io.BytesIO((OURS / f"{name}.po").read_bytes()), locale="zh_Hans"))
    fresh.seek(0)
    with (OURS / f"{name}.mo").open("rb") as compiled:
        assert spoken(read_mo(compiled)) == spoken(read_mo(fresh)), f"run msgfmt for {name}"


def spoken(catalogue) -> dict:
    return {str((message.context, message.id)): str(message.string) for message in catalogue if message.id}
