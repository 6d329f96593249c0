"""The parts of the one query that counts all facets of a list.

Rows are grouped by the plain column that an index covers, never by what it names: at 100,000 rows the names would cost
ten times the counts. What a key means comes in a part of its own, without a number, and is put beside the counts afterwards.
"""

from collections import defaultdict
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Case, CharField, Count, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Cast, ExtractYear
from django.utils.translation import get_language

from .chinese_text import chinese as marked

NOTHING = Value("")


class Offered(NamedTuple):
    """A value that published rows have."""

    value: str
    label: str
    count: int


class YearOf(ExtractYear):
    """The year of a date. SQLite reads the first four letters, for each row, without a call into Python."""

    def as_sqlite(self, compiler, connection, **extra):
        sql, params = compiler.compile(self.lhs)
        return f"CAST(SUBSTR({sql}, 1, 4) AS INTEGER)", params


def part(name, rows, key, *, value=NOTHING, chinese=NOTHING, english=NOTHING, order=None, number=None):
    """Rows grouped by a key, or what keys mean (a number of None).

    A plain QuerySet, for values() of modeltranslation's keeps neither the columns' order nor the grouping.
    """
    return (
        QuerySet(rows.model, query=rows.order_by().query)
        .values(
            facet=Value(name, CharField()),
            key=Cast(key, CharField()),
            option=value,
            chinese=chinese,
            english=english,
            order=order or Value(0),
        )
        .annotate(number=number or Count("pk"))
        .values_list("facet", "key", "option", "chinese", "english", "order", "number")
    )


def counted_relation(name, rows, relation):
    """Rows by the vocabulary that a foreign key points at (slug, translated name, position)."""
    field = rows.model._meta.get_field(relation)
    words = field.related_model.objects.all()
    meaning = {
        "value": F("slug"),
        "chinese": F("name_zh_hans"),
        "english": F("name_en"),
        "order": F("position"),
    }
    return [
        part(name, rows, F(field.attname)),
        part(name, words, F("pk"), **meaning, number=Cast(Value(None), IntegerField())),
    ]


def counted_choices(name, rows, field, choices):
    """Rows by a field with choices, in their order."""
    labels = [When(**{field: value}, then=Value(str(label))) for value, label in choices]
    places = [When(**{field: value}, then=Value(place)) for place, (value, _label) in enumerate(choices)]
    label = Case(*labels, default=NOTHING, output_field=CharField())
    order = Case(*places, default=Value(0))
    return [part(name, rows, F(field), value=F(field), chinese=label, english=label, order=order)]


def counted_texts(name, rows, field):
    """Rows by a short translated text that they hold themselves, most frequent first; rows without it are left out."""
    chinese = F(f"{field}_zh_hans")
    rows = rows.filter(**{f"{field}_zh_hans__gt": ""})
    return [part(name, rows, chinese, value=chinese, chinese=chinese, english=F(f"{field}_en"))]


def counted_years(name, rows, field):
    """Rows by the year of a date, newest first."""
    year = YearOf(field)
    return [part(name, rows, year, value=Cast(year, CharField()), order=Value(0, IntegerField()) - year)]


def counted_targets(name, rows, targets, relation):
    """All targets (e.g. published zones), each with how many of the rows point at it through a many-to-many."""
    slug = F("slug")
    number = Count(relation, filter=Q(**{f"{relation}__in": rows.order_by().values("pk")}))
    meaning = {"chinese": F("name_zh_hans"), "english": F("name_en"), "order": F("position")}
    return [part(name, targets, slug, value=slug, **meaning, number=number)]


def offered_by(parts: list[list[QuerySet]], within: QuerySet | None = None) -> dict[str, list[Offered]]:
    """{facet: values in order}, in one query. What no row has is left out, but for targets; so is a blank value.

    `within`: the only rows of its table that there are for the parts, found once, with the columns that they need.
    """
    first, *rest = [query for queries in parts for query in queries]
    together = first.union(*rest, all=True).order_by()
    is_english = get_language() == "en"
    meanings: dict[tuple, tuple] = {}
    numbers: dict[tuple, int] = defaultdict(int)
    for facet, key, value, chinese, english, order, number in (
        together if within is None else _only_within(within, together)
    ):
        if value and ((facet, key) not in meanings or english):
            label = (english if is_english else "") or marked(chinese) or value
            meanings[facet, key] = (order, value, label)
        if number is not None:
            numbers[facet, key] += number
    found: dict[str, list[Offered]] = defaultdict(list)
    for place in sorted(
        numbers.keys() & meanings.keys(),
        key=lambda place: (meanings[place][0], -numbers[place], meanings[place][1]),
    ):
        _order, value, label = meanings[place]
        found[place[0]].append(Offered(value, label, numbers[place]))
    return found


def _only_within(within, together):
    """The rows of one query in which those of another stand under the name of their table."""
    connection = connections[together.db]
    try:
        (sql, given), (all_parts, others) = (
            rows.query.get_compiler(connection=connection).as_sql() for rows in (within, together)
        )
    except EmptyResultSet:
        return []
    table = connection.ops.quote_name(within.model._meta.db_table)
    if connection.vendor == "sqlite":  # takes a table of the same name for the query itself
        sql = sql.replace(f" FROM {table}", f" FROM main.{table}", 1)
    names = ", ".join(connection.ops.quote_name(column.target.column) for column in within.query.select)
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {table}({names}) AS MATERIALIZED ({sql}) {all_parts}", [*given, *others])
        return cursor.fetchall()
