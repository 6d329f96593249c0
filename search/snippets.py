"""What a hit shows of its text: a piece around what was asked for, and where in it that stands."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from publishing.chinese_text import CHINESE, CLOSED, OPENED

from .tokens import MOST_CHARACTERS, ParsedQuery, marks

LENGTH, LEAD = 120, 24  # characters of a piece, and how many of them before the first mark at most
LATIN_LENGTH = 2 * LENGTH  # letters are half as wide
ENDS = "。；！？\n;!?"  # after which a piece may begin


class Snippet(NamedTuple):
    text: str
    marks: list[tuple[int, int]] = []  # noqa: RUF012  (start, end) in characters of the text

    @property
    def html(self) -> SafeString:
        """Escaped, with <mark> around the marks; Chinese in an English page says so."""
        parts, last = [], 0
        for start, end in self.marks:
            parts += [escape(self.text[last:start]), "<mark>", escape(self.text[start:end]), "</mark>"]
            last = end
        html = "".join([*parts, escape(self.text[last:])])
        is_strange = get_language() == "en" and CHINESE.search(self.text)
        return mark_safe(f"{OPENED}{html}{CLOSED}" if is_strange else html)  # noqa: S308  escaped above


def marked(text: str, query: ParsedQuery) -> Snippet:
    return Snippet(text, marks(text, query))


def snippet(texts: Iterable[str], query: ParsedQuery) -> Snippet:
    """A piece of the first text that holds something of the query, else how the first text begins."""
    first = ""
    for text in texts:
        text = " ".join(text.split())
        first = first or text
        if text and (place := _place(text, query)) is not None:
            return _piece(text, place, query)
    return _piece(first, 0, query)


def _place(text, query) -> int | None:
    """Where the piece to show has its first mark; None where there is nothing to mark.

    Most texts are written as words are asked for: only where none of them is, the whole text is folded to find them.
    """
    as_written = sorted(match.span() for term in query.wanted for match in term.pattern.finditer(text))
    found = as_written or marks(text, query)
    return _densest(found, _length(text) - LEAD) if found else None


def _length(text) -> int:
    return LENGTH if CHINESE.search(text) else LATIN_LENGTH


def _piece(text, place, query) -> Snippet:
    length = _length(text)
    start = _begin(text, place) if len(text) > length else 0
    start += text[start : start + 1] == " "
    end = start + length
    while _is_within_word(text, end) and end > start + LENGTH // 2:
        end -= 1
    before, after = "…" if start else "", "…" if end < len(text) else ""
    shift = start - len(before)
    around = max(start - MOST_CHARACTERS, 0)
    found = marks(text[around : end + MOST_CHARACTERS], query)
    spans = ((max(a + around, start), min(b + around, end)) for a, b in found)
    kept = [(a - shift, b - shift) for a, b in spans if a < b]
    return Snippet(f"{before}{text[start:end]}{after}", kept)


def _densest(found, width) -> int:
    """Where the mark begins after which most marks stand within so many characters."""
    best, most, last = 0, 0, 0
    for first, (start, _end) in enumerate(found):
        while last < len(found) and found[last][1] <= start + width:
            last += 1
        if last - first > most:
            best, most = start, last - first
    return best


def _begin(text, place) -> int:
    """The beginning of the sentence that a mark stands in, where it is near; else a few words before it."""
    near = range(max(place - LEAD, 0), place + 1)
    if near[0] == 0:
        return 0
    sentences = (at for at in reversed(near) if text[at - 1] in ENDS)
    return next(sentences, None) or next(at for at in near if at == place or not _is_within_word(text, at))


def _is_within_word(text, at) -> bool:
    return at < len(text) and all(one.isascii() and one.isalnum() for one in text[at - 1 : at + 1])


def in_reading_order(row, *columns) -> Iterator[str]:
    """The texts of translated columns: all of them in the reader's language, then in the other."""
    for language in ("en", "zh_hans") if get_language() == "en" else ("zh_hans", "en"):
        for column in columns:
            yield getattr(row, f"{column}_{language}") or ""
