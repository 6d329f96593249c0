"""What a government text numbers: 第一章, 第六条, 七十七、, （二）, 3. — read from the start of a heading or paragraph."""

import re
from dataclasses import dataclass
from enum import IntEnum

from django.utils.translation import get_language
from django.utils.translation import gettext as _


class Kind(IntEnum):
    """What is numbered, from the outside in."""

    ANNEX = 0  # 附件1
    PART = 1  # 第一编, 第一部分
    CHAPTER = 2  # 第一章
    SECTION = 3  # 第一节
    POINT = 4  # 一、
    ARTICLE = 5  # 第一条
    CLAUSE = 6  # 第1款
    ITEM = 7  # 第1项
    SUB = 8  # （一）
    NUMBER = 9  # 1.


@dataclass(frozen=True)
class Mark:
    kind: Kind
    number: str  # "6", "6.1" for 第六条之一; "" for 附件 without a number
    words: str  # as the text writes it: 第六条


NUMERALS = "零〇一二三四五六七八九十百千两"
DIGITS = "0-9０-９"
ANY = rf"\s*([{NUMERALS}]{{1,9}}|[{DIGITS}]{{1,4}})\s*"
CITED = r"(?![的所和或及与至、，,第款项]|规定|\s*[（(][一二三四五六七八九十]+[）)]\s*项)"  # 第六条规定的…, not the article itself
ENGLISH = ["Annex", "Part", "Chapter", "Section", "Article", "Clause"]
IN_HEADINGS = [
    (Kind.ANNEX, re.compile(rf"附\s*件(?:{ANY})?(?=[：:\s]|$)")),
    (Kind.CLAUSE, re.compile(f"第{ANY}款{CITED}")),
    (Kind.ITEM, re.compile(f"第{ANY}项{CITED}")),
    *((Kind[name.upper()], re.compile(rf"{name}\s+(\d{{1,4}})\b")) for name in ENGLISH),
]
ALONE = [(Kind.ANNEX, re.compile(rf"附\s*件(?:{ANY})?[：:]?\s*$"))]
TITLES = [
    (Kind.PART, re.compile(f"第{ANY}(?:编|篇|部分)")),
    (Kind.CHAPTER, re.compile(f"第{ANY}章")),
    (Kind.SECTION, re.compile(f"第{ANY}节")),
]
ANYWHERE = [
    (Kind.ARTICLE, re.compile(f"第{ANY}条(?:之{ANY})?{CITED}")),
    (Kind.POINT, re.compile(rf"([{NUMERALS}]{{1,9}})\s*[、．.]")),
    (Kind.SUB, re.compile(rf"[（(]\s*([{NUMERALS}]{{1,9}})\s*[）)]")),
    (Kind.NUMBER, re.compile(rf"([{DIGITS}]{{1,3}})\s*[.．、](?![{DIGITS}])")),
]
LONGEST_TITLE = 40
LONGEST_LABEL = 18
SENTENCE_ENDS = "。；;，,！？："
OPENING = "“‘《（(〔"  # nothing follows them where a label is cut
NAMES = {  # the words in a reader's language that has no numerals like these
    Kind.ANNEX: lambda: _("附件%(number)s"),
    Kind.PART: lambda: _("第%(number)s部分"),
    Kind.CHAPTER: lambda: _("第%(number)s章"),
    Kind.SECTION: lambda: _("第%(number)s节"),
    Kind.POINT: lambda: _("第%(number)s部分"),
    Kind.ARTICLE: lambda: _("第%(number)s条"),
    Kind.CLAUSE: lambda: _("第%(number)s款"),
    Kind.ITEM: lambda: _("第%(number)s项"),
    Kind.SUB: lambda: _("（%(number)s）"),
    Kind.NUMBER: lambda: _("%(number)s."),
}


def mark_of(text: str, is_heading: bool = False) -> Mark | None:
    """The number at the start of a heading or a paragraph; None for one that only cites (第六条规定的…)."""
    text = text.strip()
    rules = [*(IN_HEADINGS if is_heading else ALONE), *ANYWHERE]
    if is_heading or is_title(text):
        rules += TITLES
    for kind, pattern in rules:
        if found := pattern.match(text):
            numbers = [str(number_of(group)) for group in found.groups() if group]
            return Mark(kind, ".".join(numbers), found[0].strip())
    return None


def is_title(text: str) -> bool:
    """Whether a line stands there as a title: short, and no sentence."""
    return len(text) <= LONGEST_TITLE and not re.search(rf"[。；;]|[{SENTENCE_ENDS}]$", text)


def number_of(numeral: str) -> int:
    """七十七, 77 and ７７ as 77."""
    if numeral.isdecimal():
        return int(numeral)
    total = digit = 0
    for character in numeral:
        if unit := {"十": 10, "百": 100, "千": 1000}.get(character):
            total, digit = total + (digit or 1) * unit, 0
        else:
            digit = digit * 10 + max("零一二三四五六七八九".find(character), 0) + 2 * (character == "两")
    return total + digit


def label_of(text: str, mark: Mark) -> str:
    """What the contents say of a numbered paragraph: its title, or the beginning of its first sentence."""
    text = " ".join(text.split())
    head, end, rest = _first_sentence(text.removeprefix(mark.words))
    if len(head) > LONGEST_LABEL or (rest and end in "，,"):
        head = f"{head[:LONGEST_LABEL].rstrip(OPENING)}…"
    gap = "" if mark.words[-1:] in "、）)" else " "
    return f"{mark.words}{gap}{head}".strip()


def has_title(text: str, mark: Mark) -> bool:
    """Whether a numbered paragraph is a title, or begins with one: （一）指导思想。以…"""
    head, end, rest = _first_sentence(text.strip().removeprefix(mark.words))
    return is_title(text.strip()) or bool(rest and end in "。：" and len(head) <= 20)


def _first_sentence(text: str) -> tuple[str, str, str]:
    head, end, rest = re.match(rf"(.*?)(?:([{SENTENCE_ENDS}])(.*))?$", text.strip(), re.DOTALL).groups("")  # type: ignore[union-attr]
    return head.strip(), end, rest.strip()


def place_of(marks: list[Mark]) -> str:
    """How a place is cited: 第六条（二）, “三、（二）”; in English Article 6 (2). `marks` from the outside in."""
    for outer in (Kind.ARTICLE, Kind.POINT):  # nobody names the chapter of an article
        if any(mark.kind == outer for mark in marks):
            marks = [mark for mark in marks if mark.kind >= outer or mark.kind == Kind.ANNEX]
            break
    if get_language() == "en":
        return " ".join((NAMES[mark.kind]() % {"number": mark.number}).strip() for mark in marks)
    words = "".join(mark.words for mark in marks)
    return f"“{words}”" if marks and marks[0].kind in (Kind.POINT, Kind.SUB, Kind.NUMBER) else words
