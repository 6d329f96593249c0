"""A question as both databases are asked it, and their answer."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.utils import timezone

from .kinds import KINDS, Kind
from .tokens import ParsedQuery

COLUMNS = {"zone": "zone_id", "issuer": "issuer_id", "category": "category_id", "year": "year"}
COUNTED = ("kind", *COLUMNS.values())
MOST_TITLES = 200  # titles that hold the words come first, the newest so many; then all else by date
NOTHING = ("1 = 0", [])


class TooSlowError(Exception):
    """The database was stopped after the seconds that a search may take."""


class Tally(NamedTuple):
    count: int
    is_capped: bool  # there are more; `of` counts only those
    of: dict[str, Counter]  # {column of COUNTED: {value: hits}}


class Found(NamedTuple):
    first: list[int]  # keys of exact titles, then of titles that hold all terms, the newest first
    newest: list[int]  # keys of any hits, the newest first
    tally: Tally


@dataclass(frozen=True)
class Asked:
    query: ParsedQuery
    kind: Kind | None = None
    filters: dict[str, object] = field(default_factory=dict)
    now: datetime = field(default_factory=timezone.now)

    @property
    def counts(self) -> dict:
        """How the kind counts hits by what is no column of the index (search.kinds)."""
        return self.kind.counts if self.kind else {}

    def without(self, name: str) -> "Asked":
        return replace(self, filters={key: value for key, value in self.filters.items() if key != name})

    def conditions(self, connection, names) -> Iterator[tuple[str, list]]:
        """The filters of those names as SQL over an entry `e`."""
        for name in names:
            ways = list(self._ways(connection, name, self.filters[name]))
            sql, values = [way for way, _ in ways], [value for _, given in ways for value in given]
            yield (f"({' OR '.join(sql)})", values) if ways else NOTHING

    def _ways(self, connection, name, value):
        """By the column of that name, or by the rows of each kind that has a condition of that name."""
        if name in COLUMNS:
            number = as_number(value)
            if number is None:  # nor may a kind's own condition be asked with it
                return
            yield f"e.{COLUMNS[name]} = %s", [number]
        for kind in [self.kind] if self.kind else KINDS.values():
            if name in kind.filters:
                try:
                    rows = kind.filters[name](value).order_by().values("pk")
                    sql, values = rows.query.get_compiler(connection=connection).as_sql()
                except (EmptyResultSet, ValueError, OverflowError):
                    continue  # no such value
                yield f"(e.kind = {kind.number} AND e.object_id IN ({sql}))", list(values)


def as_number(value) -> int | None:
    try:
        number = int(value)
    except (TypeError, ValueError):
        return None
    return number if 0 <= number < 1 << 31 else None
