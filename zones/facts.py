"""Facts of a row for reading: label, value and unit, only those that are on record."""

from decimal import Decimal
from typing import NamedTuple

from publishing.chinese_text import chinese

SQUARE_METRES = "m2"  # printed as 平方米 or 平方公里
YUAN = "yuan"  # printed as 元, 万元 or 亿元
YEAR = "year"  # printed without a thousands separator
FIRMS, FLOORS, DOORS, PEOPLE = COUNTED = ("firms", "floors", "doors", "people")  # printed with a counter


class Column(NamedTuple):
    """Where a fact stands: a field, or two fields for a range, with its label and unit."""

    field: str
    label: str
    unit: str = ""
    field_max: str = ""


class Fact(NamedTuple):
    """A value, or a range with value_max; `hedge` is ≥ or ≤ where only one end of a range is known."""

    label: str
    value: str | int | Decimal
    unit: str = ""
    value_max: Decimal | None = None
    hedge: str = ""

    @property
    def is_number(self) -> bool:
        return not isinstance(self.value, str)

    @property
    def is_counted(self) -> bool:
        return self.unit in COUNTED


def facts_of(row, columns) -> list[Fact]:
    """The facts that `row` has in those columns, in their order; empty fields are left out."""
    found = (fact_in(row, column) for column in columns)
    return [fact for fact in found if fact]


def fact_in(row, column: Column) -> Fact | None:
    display = getattr(row, f"get_{column.field}_display", None)
    value = display() if display else getattr(row, column.field)
    value_max = getattr(row, column.field_max) if column.field_max else None
    if value in (None, ""):
        return None if value_max is None else Fact(column.label, value_max, column.unit, hedge="≤")
    if isinstance(value, str):
        return Fact(column.label, chinese(f"{value} {column.unit}".strip()))
    if column.field_max and value_max is None:
        return Fact(column.label, value, column.unit, hedge="≥")
    return Fact(column.label, value, column.unit, None if value == value_max else value_max)
