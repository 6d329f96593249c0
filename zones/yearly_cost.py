"""What a use by the month costs in a year, as a plain calculation over plain values."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

MONTHS = 12


class Yuan(NamedTuple):
    """Whole yuan a year, from `low` to `high`; alike where the price is no range."""

    low: Decimal
    high: Decimal

    @property
    def is_range(self) -> bool:
        return self.low != self.high


def yearly_cost(quantity: Decimal, price: Decimal, price_max: Decimal | None = None) -> Yuan:
    """`quantity` a month at `price` yuan (to `price_max`) each, over twelve months, to the whole yuan.

    Raises ValueError for a negative quantity or price, or a range that runs backwards.
    """
    upper = price if price_max is None else price_max
    if quantity < 0 or price < 0 or upper < price:
        raise ValueError("quantity and price must not be negative, nor a range run backwards")
    return Yuan(whole(quantity * price * MONTHS), whole(quantity * upper * MONTHS))


def total(lines: Iterable[Yuan]) -> Yuan:
    """The sum of yearly costs: exactly what the printed lines add up to."""
    found = list(lines)
    return Yuan(sum((line.low for line in found), Decimal(0)), sum((line.high for line in found), Decimal(0)))


def whole(yuan: Decimal) -> Decimal:
    return yuan.quantize(Decimal(1), ROUND_HALF_UP)
