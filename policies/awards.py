"""What a policy promises, as lines of a table."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from .models import Award

FEW = 12  # up to so many awards are compared at a glance, so the largest come first; more are read by article
NUMBERED = re.compile(r"(第)?(\d+)(条|款)?")


class AwardLine(NamedTuple):
    award: Award
    clause: str
    share: int  # percent of the largest award of the policy, at least 1


def award_lines(awards: Iterable[Award]) -> list[AwardLine]:
    """The awards of one policy: a few largest first, many in the order of their articles."""
    found = list(awards)
    largest = max((award.amount for award in found), default=1)
    if len(found) <= FEW:
        found.sort(key=lambda award: -award.amount)
    return [
        AwardLine(award, clause_words(award.clause), max(1, round(100 * award.amount / largest)))
        for award in found
    ]


def clause_words(clause: str) -> str:
    """ "第6条" and "1" in the reader's language: 第6条, 第1款; Article 6, Clause 1; anything else as it is."""
    numbered = NUMBERED.fullmatch(clause)
    if not numbered:
        return clause
    words = _("第%(number)s条") if numbered[3] == "条" else _("第%(number)s款")
    return words % {"number": numbered[2]}
