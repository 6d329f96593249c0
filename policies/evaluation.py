"""What chosen awards come to, by the rule of each. Plain values in and out; sums are Decimal yuan.

Three groups that are never added up together: a fixed sum whose condition the reader says is met is certain; what
is competitive or only capped is possible, as "up to", never a promise; a rate without its base is missing a figure.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from publishing.english_units import english_sum

FEN = Decimal("0.01")
STEPS = ((Decimal(100_000_000), "亿元"), (Decimal(10_000), "万元"), (Decimal(1), "元"))


class Group(StrEnum):
    CERTAIN = "certain"
    POSSIBLE = "possible"
    MISSING = "missing"


@dataclass(frozen=True)
class Terms:
    """The rule of one award: a fixed `amount`, or with `is_capped` or a `rate` (percent) that amount at most."""

    id: int
    amount: Decimal
    is_capped: bool = False
    rate: Decimal | None = None
    is_competitive: bool = False
    base: str = ""  # what the rate is multiplied by, in the reader's words


@dataclass(frozen=True)
class Line:
    """One award worked out: no amount where a figure is missing, and then `missing` names the figure."""

    award: int
    group: Group
    amount: Decimal | None
    formula: str
    missing: str = ""


@dataclass(frozen=True)
class Total:
    """What one group comes to: its lines, and their sum; None where nothing can be added."""

    count: int
    amount: Decimal | None


def evaluate(awards: Iterable[Terms], chosen: Collection[int], bases: Mapping[int, Decimal]) -> list[Line]:
    """A line for each chosen award, certain before possible before missing; `bases` in yuan by award."""
    lines = [line_of(terms, bases.get(terms.id)) for terms in awards if terms.id in chosen]
    return sorted(lines, key=lambda line: list(Group).index(line.group))


def line_of(terms: Terms, base: Decimal | None) -> Line:
    if terms.rate is not None and base is None:
        missing = terms.base or _("计算基数")
        return Line(terms.id, Group.MISSING, None, _unknown(terms, terms.rate, missing), missing)
    if terms.rate is not None and base is not None:
        amount, formula = _rated(terms, terms.rate, base)
    elif terms.is_capped:
        amount, formula = terms.amount, _("原文只写最高 %(sum)s") % {"sum": in_words(terms.amount)}
    else:
        amount, formula = terms.amount, _("定额 %(sum)s") % {"sum": in_words(terms.amount)}
    is_certain = not (terms.is_competitive or terms.is_capped or terms.rate is not None)
    return Line(terms.id, Group.CERTAIN if is_certain else Group.POSSIBLE, amount, formula)


def totals(lines: Iterable[Line]) -> dict[Group, Total]:
    """Each group's own total. There is no total of totals: the groups do not mean the same thing."""
    found = list(lines)
    return {group: _total([line for line in found if line.group is group]) for group in Group}


def in_words(yuan: Decimal) -> str:
    """3000000 as the reader counts: 300 万元, RMB 3 million."""
    if get_language() == "en":
        english = english_sum(yuan)
        return f"{english.currency}\u00a0{_plain(yuan * english.factor)} {english.words}".rstrip()
    size, unit = next((step for step in STEPS if yuan >= step[0]), STEPS[-1])
    return f"{_plain(yuan / size)} {unit}"


def _rated(terms: Terms, rate: Decimal, base: Decimal) -> tuple[Decimal, str]:
    product = (base * rate / 100).quantize(FEN, ROUND_DOWN)
    words = {
        "base": in_words(base),
        "rate": _plain(rate),
        "product": in_words(product),
        "cap": in_words(terms.amount),
    }
    if product > terms.amount:
        return terms.amount, _("%(base)s × %(rate)s%% = %(product)s，超过上限，按 %(cap)s 计") % words
    return product, _("%(base)s × %(rate)s%% = %(product)s，不超过上限 %(cap)s") % words


def _unknown(terms: Terms, rate: Decimal, missing: str) -> str:
    words = {"base": missing, "rate": _plain(rate), "cap": in_words(terms.amount)}
    return _("%(base)s × %(rate)s%%，最高 %(cap)s") % words


def _total(lines: list[Line]) -> Total:
    amounts = [line.amount for line in lines if line.amount is not None]
    return Total(len(lines), sum(amounts, Decimal(0)) if amounts else None)


def _plain(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
