"""What counts as the same text, the tokens that an index holds of it, and what a reader's query asks for.

Chinese has no spaces: tokens are overlapping pairs of characters, a run's last character stands alone as well, and
Latin words and numbers are whole, and once more with a Chinese character that follows: a year is one token, 2022年.
So a phrase of tokens is found exactly where the text holds it (docs/search.md).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from django.utils.translation import gettext as _
from opencc import OpenCC

VERSION = 4  # raise it when the index should hold something else of a row: it is then built anew
MOST_CHARACTERS, MOST_TERMS = 100, 8  # of a query
LONGEST_TEXT = 120_000  # characters that are indexed: a tsvector holds 1 MB, a pair of the rarest characters takes 8 bytes

FIRST_CHINESE = "\u3005"  # what begins below it is a Latin word or a number
_CHINESE = (
    "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc-\u30fe\u3105-\u312f\u3400-\u4dbf\u4e00-\ua48c\uac00-\ud7a3"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = rf"[^\W_{_CHINESE}]"
_RUN = re.compile(rf"[{_CHINESE}]+|{_WORD}{{1,64}}(?:\.[0-9]{{1,16}}){{0,4}}")
_ASKED = re.compile(r'(-?)(?:["“”]([^"“”]*)["“”]?|([^\s"“”]+))')


class _Folded(dict[int, str]):
    """{code point: what it counts as}, each character by itself, filled as texts bring them along."""

    def __missing__(self, code: int) -> str:
        character = unicodedata.normalize("NFKD", chr(code)).casefold()
        folded = "".join(
            part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part)
        )
        if unicodedata.category(character[0]) == "Cs":  # half a character, which no database holds
            folded = ""
        folded = _simplified().convert(folded) if folded >= FIRST_CHINESE else folded
        if code < 0x10000:  # the rare ones are not kept: nobody may fill the memory with them
            self[code] = folded
        return folded


_folded = _Folded()


@cache
def _simplified() -> OpenCC:
    return OpenCC("t2s")


def fold(text: str) -> str:
    """Full width as half width, compatibility forms, case and accents gone, traditional characters simplified."""
    return text.translate(_folded)


def plain(text: str) -> str:
    """The folded runs of a text with one space around each: what is stored, and searched by LIKE."""
    return f" {' '.join(_RUN.findall(fold(text)))[:LONGEST_TEXT]} "


def tokens(stored: str) -> list[str]:
    """The tokens of a text that plain() made: 2.5亿元 数字经济 → 2.5 2.5亿 亿元 元 数字 字经 经济 济."""
    return _tokens_of(stored.split())


def characters(stored: str) -> set[str]:
    """The Chinese characters of a text that plain() made: what a single one is found by."""
    return {one for one in stored if one >= FIRST_CHINESE}


def _tokens_of(runs: Iterable[str]) -> list[str]:
    found, word = [], ""
    for run in runs:
        if run < FIRST_CHINESE:
            found.append(word := run)
            continue
        if word:
            found.append(word + run[0])
        found += [run[at : at + 2] for at in range(len(run))]
        word = ""
    return found


@dataclass(frozen=True)
class Term:
    """One thing asked for. Its runs stand in the text one after the other, whatever is between them."""

    shown: str  # as it was understood, for readers
    runs: tuple[str, ...]
    is_phrase: bool = False
    is_excluded: bool = False

    @property
    def tokens(self) -> list[str]:
        """Those that follow each other wherever the term stands; with `is_prefix` the last may be the start of one."""
        found = _tokens_of(self.runs)
        if len(self.runs) > 1 and self.runs[0] < FIRST_CHINESE <= self.runs[1]:
            del found[0]  # which the next token holds
        if self.runs[-1] >= FIRST_CHINESE and not self.is_prefix:
            del found[-1]  # the last character alone: in the text others may follow it
        return found

    @property
    def is_prefix(self) -> bool:
        """Whether it ends in a single character that no token holds together with what is before it."""
        before = self.runs[-2] if len(self.runs) > 1 else FIRST_CHINESE
        return len(self.runs[-1]) == 1 and self.runs[-1] >= FIRST_CHINESE and before >= FIRST_CHINESE

    @property
    def is_character(self) -> bool:
        """Whether it is one Chinese character."""
        return len(self.runs) == 1 and self.is_prefix

    @property
    def part(self) -> str:
        """What a plain() text holds wherever the term stands; words and numbers count whole."""
        before, after = (" " if run < FIRST_CHINESE else "" for run in (self.runs[0], self.runs[-1]))
        return f"{before}{' '.join(self.runs)}{after}"

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds the term in a folded text."""
        before, after = (run < FIRST_CHINESE for run in (self.runs[0], self.runs[-1]))
        middle = r"[\W_]*".join(map(re.escape, self.runs))
        return re.compile(f"{f'(?<!{_WORD})' if before else ''}{middle}{f'(?!{_WORD})' if after else ''}")


@dataclass(frozen=True)
class ParsedQuery:
    terms: tuple[Term, ...]
    messages: tuple[str, ...] = ()  # what was cut, in the reader's language

    @property
    def wanted(self) -> list[Term]:
        return [term for term in self.terms if not term.is_excluded]

    @property
    def excluded(self) -> list[Term]:
        return [term for term in self.terms if term.is_excluded]

    @property
    def title(self) -> str:
        """What the title of a document is whose title is the query."""
        return f" {' '.join(run for term in self.wanted for run in term.runs)} "


def parse(q: str) -> ParsedQuery:
    """Any text as terms: spaces are “and”, “…” is a phrase, -word is “not”. What means nothing is left out."""
    messages = []
    if len(q) > MOST_CHARACTERS:
        messages.append(_("搜索的话太长，只用了前 %(most)s 个字。") % {"most": MOST_CHARACTERS})
    terms: dict[tuple[tuple[str, ...], bool], Term] = {}
    for minus, phrase, word in _ASKED.findall(fold(q[:MOST_CHARACTERS])):
        shown = (phrase or word).strip()
        if runs := tuple(_RUN.findall(shown)):
            terms.setdefault((runs, bool(minus)), Term(shown, runs, bool(phrase), bool(minus)))
    if len(terms) > MOST_TERMS:
        messages.append(_("词太多，只用了前 %(most)s 个。") % {"most": MOST_TERMS})
    kept = tuple(terms.values())[:MOST_TERMS]
    if kept and all(term.is_excluded for term in kept):
        messages.append(_("只写了不要的词；请再写一个要找的词。"))
    elif q.strip() and not kept:
        messages.append(_("没有可以搜索的字词。"))
    return ParsedQuery(kept, tuple(messages))


def marks(text: str, query: ParsedQuery) -> list[tuple[int, int]]:
    """Where the terms stand in an original text: (start, end) by its own characters, in order, apart."""
    if not query.wanted:
        return []
    folded = fold(text)
    spans = [match.span() for term in query.wanted for match in term.pattern.finditer(folded)]
    if not spans:
        return []
    origin: list[int] | range = range(
        len(text)
    )  # for each folded character the place of the one it comes from
    if len(folded) != len(text) or any(fold(text[a:b]) != folded[a:b] for a, b in spans):
        origin = [place for place, one in enumerate(text) for _part in range(len(_folded[ord(one)]))]
    found: list[tuple[int, int]] = []
    for first, after in sorted(spans):
        start, end = origin[first], origin[after - 1] + 1
        if found and start < found[-1][1]:
            start, end = found[-1][0], max(end, found.pop()[1])
        found.append((start, end))
    return found
