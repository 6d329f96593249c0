"""Whether an own figure reaches an entry requirement, and by how much it falls short. Plain values in and out."""

from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from typing import NamedTuple


class Outcome(Enum):
    MET = "met"
    UNMET = "unmet"
    BLANK = "blank"


class Answer(NamedTuple):
    """`gap` is how far the figure is from the threshold, in its unit and never negative; None where none was given."""

    outcome: Outcome
    gap: Decimal | None = None


class Verdict(NamedTuple):
    met: int
    unmet: int
    blank: int
    unmet_mandatory: int


def answer(operator: str, own: Decimal | None, value: Decimal, value_max: Decimal | None = None) -> Answer:
    """How `own` stands to a threshold of `value`, or of `value` to `value_max`.

    `operator` is an EntryRequirement.Operator: at_least asks for the lower end, at_most for the upper,
    equal for anything from one end to the other. Raises ValueError for another operator.
    """
    if operator not in ("at_least", "at_most", "equal"):
        raise ValueError(f"unknown operator: {operator}")
    if own is None:
        return Answer(Outcome.BLANK)
    upper = value if value_max is None else value_max
    short = value - own if operator != "at_most" else Decimal(0)
    over = own - upper if operator != "at_least" else Decimal(0)
    gap = max(short, over, Decimal(0))
    return Answer(Outcome.UNMET if gap else Outcome.MET, gap)


def verdict(answers: Iterable[tuple[Answer, bool]]) -> Verdict:
    """How many answers of each outcome there are; each comes with whether its requirement is mandatory."""
    found = list(answers)
    outcomes = [each.outcome for each, _is_mandatory in found]
    return Verdict(
        met=outcomes.count(Outcome.MET),
        unmet=outcomes.count(Outcome.UNMET),
        blank=outcomes.count(Outcome.BLANK),
        unmet_mandatory=sum(each.outcome is Outcome.UNMET and is_mandatory for each, is_mandatory in found),
    )
