"""Units that English counts otherwise: it has no 万 (10,000) and no 亿 (100 million). Plain values in and out."""

from decimal import Decimal
from typing import NamedTuple

YUAN_IN = {"yuan": 1, "wan_yuan": 10_000, "yi_yuan": 100_000_000}
STEPS = ((10**9, "billion"), (10**6, "million"), (1, ""))
PER = {"wan_mu": "RMB/mu", "wan_mu_year": "RMB/mu/year", "wan_visits_year": "visits/year"}


class EnglishUnit(NamedTuple):
    """Multiply by `factor`, print `currency` before the number and `words` after it."""

    factor: Decimal
    currency: str
    words: str


def english_sum(yuan: Decimal) -> EnglishUnit:
    """Yuan as English counts them: 5200000000 → RMB 5.2 billion, 350000 → RMB 350,000.

    Millions and billions only where two decimals say it all: 3862320 → RMB 3,862,320.
    """
    steps = (step for step in STEPS if yuan >= step[0] and yuan % (Decimal(step[0]) / 100) == 0)
    size, words = next(steps, STEPS[-1])
    return EnglishUnit(Decimal(1) / size, "RMB", words)


def english_unit(unit: str, value: Decimal) -> EnglishUnit | None:
    """How English prints a value in that publishing.Unit; None where it keeps number and unit as they are."""
    if unit in YUAN_IN:
        step = english_sum(value * YUAN_IN[unit])
        return step._replace(factor=step.factor * YUAN_IN[unit])
    return EnglishUnit(Decimal(10_000), "", PER[unit]) if unit in PER else None
