"""SQLite: a contentless FTS5 table, its rowid the key and so the order by date, which triggers on SearchText keep."""

import time
from collections import Counter
from contextlib import contextmanager
from datetime import date

from django.db import OperationalError, connections, router, transaction
from django.db.models.expressions import RawSQL

from search.asked import COUNTED, MOST_TITLES, NOTHING, Asked, Found, Tally, TooSlowError, as_number
from search.models import SearchEntry, SearchText
from search.tokens import ParsedQuery, Term, tokens

FUNCTION, TABLE, TEXT, ENTRY = (
    "search_tokens",
    "search_fts",
    SearchText._meta.db_table,
    SearchEntry._meta.db_table,
)
MOST_COUNTED, MOST_TALLIED = 1_000, 10_000
_NEW, _OLD = (
    f"{row}.entry_id, {FUNCTION}({row}.title), {FUNCTION}({row}.head), {FUNCTION}({row}.body)"
    for row in ("NEW", "OLD")
)
_PUT = f"INSERT INTO {TABLE}(rowid, title, head, body) VALUES ({_NEW});"
_TAKE = f"INSERT INTO {TABLE}({TABLE}, rowid, title, head, body) VALUES ('delete', {_OLD});"
_TABLE = f"CREATE VIRTUAL TABLE {TABLE} USING fts5(title, head, body, content='', tokenize=\"ascii tokenchars '.'\")"
FOUND = "SELECT name FROM sqlite_master WHERE name = %s OR tbl_name = %s AND type = 'trigger'"
TRIGGERS = {
    f"{TABLE}_{verb}": f"CREATE TRIGGER {TABLE}_{verb} AFTER {verb} ON {TEXT} BEGIN {acts} END"
    for verb, acts in (("insert", _PUT), ("delete", _TAKE), ("update", _TAKE + _PUT))
}
PARTS = {TABLE: _TABLE} | TRIGGERS


# --- The table and its triggers


def give_function(connection):
    """Every connection needs it, for the triggers call it."""
    as_text = lambda text: " ".join(tokens(text))  # noqa: E731  a name would be read as one of our own verbs
    connection.connection.create_function(FUNCTION, 1, as_text, deterministic=True)


def missing(connection) -> list[str]:
    """What should be there and is not: a migration that remakes the table of texts drops its triggers."""
    with connection.cursor() as cursor:
        cursor.execute(FOUND, [TABLE, TEXT])
        found = {row[0] for row in cursor.fetchall()}
    return [name for name in PARTS if name not in found]


def drop(connection):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {TABLE}")


def make_missing(connection):
    with connection.cursor() as cursor:
        for name in missing(connection):
            cursor.execute(PARTS[name])


def empty(connection):
    """Forget all, also tokens that an older version made, which no trigger could take out again."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for name in TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute(f"INSERT INTO {TABLE}({TABLE}) VALUES ('delete-all')")
        cursor.execute(f"DELETE FROM {TEXT}")
        cursor.execute(f"DELETE FROM {ENTRY}")
        make_missing(connection)


def take_turns(connection):
    """Who writes holds the database alone as it is (IMMEDIATE)."""


def add_vectors(entries, texts):
    """The triggers do it."""


# --- Questions


@contextmanager
def limited(connection, seconds: float):
    """Statements inside are stopped after so many seconds in all, with TooSlowError."""
    connection.ensure_connection()
    ends = time.monotonic() + seconds
    connection.connection.set_progress_handler(lambda: time.monotonic() > ends, 20_000)
    try:
        yield
    except OperationalError as error:
        if "interrupted" in str(error):
            raise TooSlowError from error
        raise
    finally:
        connection.connection.set_progress_handler(None, 0)


def find(asked: Asked, *, most: int, is_ranked: bool, is_tallied: bool) -> Found:
    connection = connections[router.db_for_read(SearchEntry)]
    newest = _keys(connection, asked, max(most, MOST_COUNTED + 1))
    counted = Tally(min(len(newest), MOST_COUNTED), len(newest) > MOST_COUNTED, {})
    first = [*_exact(connection, asked), *_titled(connection, asked, newest)] if is_ranked else []
    return Found(first, newest[:most], tally(asked) if is_tallied else counted)


def tally(asked: Asked, names=COUNTED) -> Tally:
    connection = connections[router.db_for_read(SearchEntry)]
    is_joined = names != ("kind",)  # which the key says
    columns = ", ".join(f"e.{name}" for name in names) if is_joined else "(f.rowid >> 24) & 15"
    rows = _rows(connection, asked, columns, MOST_TALLIED + 1, is_joined=is_joined or _needs_entry(asked))
    kept = rows[:MOST_TALLIED]
    of = {name: Counter(row[place] for row in kept) for place, name in enumerate(names)}
    return Tally(len(kept), len(rows) > MOST_TALLIED, of)


def matching(query: ParsedQuery):
    """The entries that a query finds, as a queryset."""
    keys = RawSQL(f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s", [_match(query)])  # noqa: S608
    return SearchEntry.objects.filter(key__in=keys)


def titled(query: ParsedQuery, kinds, most: int = -1):
    """The entries of those kinds whose title holds all terms, as a queryset; the newest so many, or all."""
    of_kind = ", ".join(map(str, kinds))
    keys = RawSQL(  # noqa: S611
        f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s AND (rowid >> 24) & 15 IN ({of_kind}) "  # noqa: S608
        "ORDER BY rowid DESC LIMIT %s",
        [_match(query, "title"), most],
    )
    return SearchEntry.objects.filter(key__in=keys)


def _exact(connection, asked) -> list[int]:
    """Entries whose title is the query, by B-tree: as a phrase, a whole title is FTS5's slowest question."""
    if asked.query.excluded:
        return []
    condition, values = _conditions(connection, asked, "e.key")
    sql = f"SELECT e.key FROM {ENTRY} e WHERE e.title_norm = %s {condition} ORDER BY e.key DESC LIMIT 20"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked.query.title, *values])
        return [key for (key,) in cursor.fetchall()]


def _titled(connection, asked, hits) -> list[int]:
    """Those whose title holds all terms: of few hits by their titles, of many by asking FTS5 once more."""
    if len(hits) > min(MOST_TITLES, MOST_COUNTED):
        return _keys(connection, asked, MOST_TITLES, "title")
    holds = " AND ".join(["instr(title_norm, %s)"] * len(asked.query.wanted))
    sql = f"SELECT key FROM {ENTRY} WHERE key IN ({', '.join(map(str, hits))}) AND {holds} ORDER BY key DESC"
    with connection.cursor() as cursor:
        cursor.execute(sql, [term.part for term in asked.query.wanted])
        return [key for (key,) in cursor.fetchall()]


def _keys(connection, asked, most, column="") -> list[int]:
    rows = _rows(connection, asked, "f.rowid", most, column, is_joined=_needs_entry(asked))
    return [key for (key,) in rows]


def _needs_entry(asked) -> bool:
    return any(name != "year" for name in asked.filters)


def _rows(connection, asked, columns, most, column="", *, is_joined):
    condition, values = _conditions(connection, asked, "f.rowid")
    join = f"CROSS JOIN {ENTRY} e ON e.key = f.rowid" if is_joined else ""
    sql = (
        f"SELECT {columns} FROM {TABLE} f {join} WHERE f.{TABLE} MATCH %s {condition} "  # noqa: S608
        "ORDER BY f.rowid DESC LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [_match(asked.query, column), *values, most])
        return cursor.fetchall()


def _conditions(connection, asked, key) -> tuple[str, list]:
    """What the key says, kind and year, is asked of it; only other filters need the entry."""
    now = connection.ops.adapt_datetimefield_value(asked.now)
    parts = [(f"{key} NOT IN (SELECT key FROM {ENTRY} WHERE expires_at <= %s)", [now])]  # noqa: S608
    if asked.kind:
        parts.append((f"({key} >> 24) & 15 = {asked.kind.number}", []))
    if "year" in asked.filters:
        parts.append(_year(key, asked.filters["year"]))
    parts += asked.conditions(connection, [name for name in asked.filters if name != "year"])
    return "".join(f" AND {sql}" for sql, _ in parts), [value for _, given in parts for value in given]


def _year(key, value):
    year = as_number(value)
    if year is None or not 1 <= year < 9999:
        return NOTHING
    begin, end = ((date(number, 1, 1) - date(2000, 1, 1)).days << 28 for number in (year, year + 1))
    return f"{key} >= %s AND {key} < %s", [begin, end]


def _match(query: ParsedQuery, column: str = "") -> str:
    """The query in FTS5's own language. Tokens hold letters and digits only: there is nothing to escape."""
    wanted = " AND ".join(map(_phrase, query.wanted))
    within = f"{{{column}}} : ({wanted})" if column else f"({wanted})"
    return "".join([within, *(f" NOT {_phrase(term)}" for term in query.excluded)])


def _phrase(term: Term) -> str:
    return f'"{" ".join(term.tokens)}"{" *" if term.is_prefix else ""}'
