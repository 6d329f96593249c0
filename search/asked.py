"""A question as both databases are asked it, and their answer."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from .kinds import KINDS, Kind
from .models import SearchEntry
from .tokens import ParsedQuery

COLUMNS = {"zone": "zone_id", "issuer": "issuer_id", "category": "category_id", "year": "year"}
MOST_TITLES = 200  # titles that hold the words come first, the newest so many; then all else by date
MOST_TALLIED = 5_000  # hits by which facets are counted
NOTHING = ("1 = 0", [])
ENTRY = SearchEntry._meta.db_table


class TooSlowError(Exception):
    """The database was stopped after the seconds that a search may take."""


class Tally(NamedTuple):
    count: int
    is_capped: bool  # there are more; `of` counts only those
    of: dict[str, Counter]  # {column: {value: hits}}


class Found(NamedTuple):
    first: list[int]  # keys of exact titles, then of titles that hold all terms, the newest first
    newest: list[int]  # keys of any hits, the newest first
    tally: Tally


@dataclass(frozen=True)
class Asked:
    query: ParsedQuery
    connection: BaseDatabaseWrapper
    kinds: tuple[Kind, ...] = ()  # all of them without
    filters: dict[str, object] = field(default_factory=dict)
    now: datetime = field(default_factory=timezone.now)
    known: dict = field(default_factory=dict)  # what a backend has found out of the query

    @property
    def counts(self) -> dict:
        """How the kind counts hits by what is no column of the index (search.kinds)."""
        return self.kinds[0].counts if len(self.kinds) == 1 else {}

    def without(self, name: str) -> "Asked":
        return replace(self, filters={key: value for key, value in self.filters.items() if key != name})

    def where(self) -> tuple[str, list]:
        """All that an entry `e` must be, beside holding the words."""
        now = self.connection.ops.adapt_datetimefield_value(self.now)
        parts = [("(e.expires_at IS NULL OR e.expires_at > %s)", [now])]
        if self.kinds:
            # "+": by their words, not by the index of kinds, which most dated rows are in
            hidden = "+" if any(kind.is_dated for kind in self.kinds) else ""
            parts.append((f"{hidden}e.kind IN ({self.numbers})", []))
        parts += self.conditions(self.filters)
        return "".join(f" AND {sql}" for sql, _ in parts), [value for _, given in parts for value in given]

    @property
    def numbers(self) -> str:
        return ", ".join(str(kind.number) for kind in self.kinds)

    def conditions(self, names) -> Iterator[tuple[str, list]]:
        """The filters of those names as SQL over an entry `e`."""
        for name in names:
            ways = list(self._ways(name, self.filters[name]))
            sql, values = [way for way, _ in ways], [value for _, given in ways for value in given]
            yield (f"({' OR '.join(sql)})", values) if ways else NOTHING

    def _ways(self, name, value):
        """By the column of that name, or by the rows of each kind that has a condition of that name."""
        if name in COLUMNS:
            number = as_number(value)
            if number is None:  # nor may a kind's own condition be asked with it
                return
            yield f"e.{COLUMNS[name]} = %s", [number]
        for kind in self.kinds or KINDS.values():
            try:
                if (rows := kind.rows_with(name, value)) is None:
                    continue
                sql, values = (
                    rows.order_by().values("pk").query.get_compiler(connection=self.connection).as_sql()
                )
            except (EmptyResultSet, ValueError, OverflowError):
                continue  # no such value
            yield f"(e.kind = {kind.number} AND e.object_id IN ({sql}))", list(values)


def as_number(value) -> int | None:
    try:
        number = int(value)
    except (TypeError, ValueError):
        return None
    return number if 0 <= number < 1 << 31 else None


def keys_of(asked: Asked, sql: str, given) -> list[int]:
    with asked.connection.cursor() as cursor:
        cursor.execute(sql, given)
        return [key for (key,) in cursor.fetchall()]


def exact_titles(asked: Asked) -> list[int]:
    """Entries whose title is the query, by B-tree."""
    if asked.query.excluded:
        return []
    where, given = asked.where()
    sql = f"SELECT e.key FROM {ENTRY} e WHERE e.title_norm = %s {where} ORDER BY e.key DESC LIMIT 20"  # noqa: S608
    return keys_of(asked, sql, [asked.query.title, *given])


def answer(asked: Asked, hits: str, given, *, names, most: int, limit: int) -> tuple[list[int], Tally]:
    """The newest keys of a SELECT of hits, and how many of them have which values in the columns of these names.

    One statement, in which the hits are read once; they should be limited to one more than the limit.
    """
    joined = (
        "string_agg(key::text, ' ')" if asked.connection.vendor == "postgresql" else "group_concat(key, ' ')"
    )
    parts = [
        f"SELECT '', NULL, count(*), (SELECT {joined} FROM (SELECT key FROM h ORDER BY key DESC LIMIT {most}) newest) FROM h",  # noqa: S608
        *(f"SELECT '{name}', {name}, count(*), NULL FROM h GROUP BY {name}" for name in names),  # noqa: S608
    ]
    of: dict[str, Counter] = {name: Counter() for name in ("", *names)}
    newest = ""
    with asked.connection.cursor() as cursor:
        cursor.execute(f"WITH h AS MATERIALIZED ({hits}) {' UNION ALL '.join(parts)}", given)
        for name, value, number, keys in cursor.fetchall():
            of[name][value] = number
            newest = keys or newest
    count = of.pop("")[None]
    return sorted(map(int, newest.split()), reverse=True), Tally(min(count, limit), count > limit, of)
