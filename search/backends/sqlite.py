"""SQLite: contentless FTS5 tables that triggers on SearchText keep. Their rowid is the key, negative: the newest first.

FTS5 walks upwards, as its lists lie, in two thirds of the time. The second table holds single characters without
positions: of the tokens FTS5 would join the lists of all that begin with one.
"""

import time
from contextlib import contextmanager
from datetime import date

from django.db import OperationalError, transaction
from django.db.models import Q
from django.db.models.expressions import RawSQL

from search.asked import (
    ENTRY,
    MOST_TALLIED,
    MOST_TITLES,
    NOTHING,
    Asked,
    Found,
    Tally,
    TooSlowError,
    answer,
    as_number,
    exact_titles,
    keys_of,
)
from search.models import UNDATED, SearchText
from search.tokens import ParsedQuery, Term, characters, tokens

FUNCTION, TABLE, TEXT = "search_tokens", "search_fts", SearchText._meta.db_table
ALL_CHARACTERS, CHARACTERS = "search_characters", "search_fts_characters"
MOST_COUNTED = 1_000  # when nobody asks for facets
KIND = "-f.rowid >> 24 & 15 AS kind"  # without reading the entry
FEWEST_TOKENS, RAREST, FEW = 6, 3, 200
MOST_REACHES = 10_000
_reaches: dict[str, int] = {}
_PROBE = f"SELECT -rowid FROM {TABLE} WHERE {TABLE} MATCH %s ORDER BY rowid LIMIT 1 OFFSET 20"
_CANDIDATES = f"SELECT -rowid FROM {TABLE} WHERE {TABLE} MATCH %s LIMIT {FEW + 1}"
_HOLDS = "instr(t.title || t.head || t.body, %s)"
_NEW, _OLD = (
    f"-{row}.entry_id, {FUNCTION}({row}.title, 1), {FUNCTION}({row}.head), {FUNCTION}({row}.body)"
    for row in ("NEW", "OLD")
)
_NEW_ONES, _OLD_ONES = (
    f"-{row}.entry_id, {ALL_CHARACTERS}({row}.title, {row}.head, {row}.body)" for row in ("NEW", "OLD")
)
_PUT = (
    f"INSERT INTO {TABLE}(rowid, title, head, body) VALUES ({_NEW}); "
    f"INSERT INTO {CHARACTERS}(rowid, held) VALUES ({_NEW_ONES});"
)
_TAKE = (
    f"INSERT INTO {TABLE}({TABLE}, rowid, title, head, body) VALUES ('delete', {_OLD}); "
    f"INSERT INTO {CHARACTERS}({CHARACTERS}, rowid, held) VALUES ('delete', {_OLD_ONES});"
)
_TABLE = "CREATE VIRTUAL TABLE {} USING fts5({}, content='', tokenize=\"ascii tokenchars '.'\")"
FOUND = "SELECT name FROM sqlite_master WHERE name IN (%s, %s) OR tbl_name = %s AND type = 'trigger'"
TRIGGERS = {
    f"{TABLE}_{verb}": f"CREATE TRIGGER {TABLE}_{verb} AFTER {verb} ON {TEXT} BEGIN {acts} END"
    for verb, acts in (("insert", _PUT), ("delete", _TAKE), ("update", _TAKE + _PUT))
}
PARTS = {
    TABLE: _TABLE.format(TABLE, "title, head, body"),
    CHARACTERS: _TABLE.format(CHARACTERS, "held, detail=none"),
} | TRIGGERS


# --- The table and its triggers


def give_functions(connection):
    """Every connection needs them, for the triggers call them."""
    connection.connection.create_function(FUNCTION, -1, _as_text, deterministic=True)
    connection.connection.create_function(ALL_CHARACTERS, 3, _characters, deterministic=True)


def _as_text(text: str, is_title: int = 0) -> str:
    """The tokens for FTS5; those of a title once more with a dot, to be found without reading what bodies hold."""
    found = tokens(text)
    return " ".join([*found, *(f".{token}" for token in found)] if is_title else found)


def _characters(title: str, *others: str) -> str:
    """The characters of a text, those of its title with a dot as well."""
    of_title = characters(title)
    return " ".join([*of_title.union(*map(characters, others)), *(f".{one}" for one in of_title)])


def missing(connection) -> list[str]:
    """What should be there and is not: a migration that remakes the table of texts drops its triggers."""
    with connection.cursor() as cursor:
        cursor.execute(FOUND, [TABLE, CHARACTERS, TEXT])
        found = {row[0] for row in cursor.fetchall()}
    return [name for name in PARTS if name not in found]


def drop(connection):
    with connection.cursor() as cursor:
        for table in (TABLE, CHARACTERS):
            cursor.execute(f"DROP TABLE {table}")


def make_missing(connection):
    with connection.cursor() as cursor:
        for name in missing(connection):
            cursor.execute(PARTS[name])


def empty(connection):
    """Forget all, also tokens that an older version made, which no trigger could take out again."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for name in TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        for table in (TABLE, CHARACTERS):
            cursor.execute(f"INSERT INTO {table}({table}) VALUES ('delete-all')")
        cursor.execute(f"DELETE FROM {TEXT}")
        cursor.execute(f"DELETE FROM {ENTRY}")
        make_missing(connection)


def take_turns(connection):
    """Who writes holds the database alone as it is (IMMEDIATE)."""


def add_vectors(entries, texts):
    """The triggers do it."""


def settle(connection):
    """Nothing is left for later."""


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


def find(asked: Asked, *, most: int, is_ranked: bool, names=()) -> Found:
    limit = MOST_TALLIED if names else MOST_COUNTED
    few = _few(asked)
    newest, found = _ask(asked, names, limit, max(most, MOST_TITLES + 1), few)
    first = _titled(asked, newest, min(most, MOST_TITLES), few) if is_ranked and newest else []
    return Found(first, newest[:most], found)


def tally(asked: Asked, names) -> Tally:
    return _ask(asked, names, MOST_TALLIED, 0, _few(asked))[1]


def matching(query: ParsedQuery, kinds) -> RawSQL:
    """The keys of the entries of those kinds that a query finds."""
    return _keys(query, kinds)


def is_among(keys: RawSQL) -> Q:
    """That a row is one of those of matching()."""
    return Q(pk__in=keys)


def titled(query: ParsedQuery, kinds, most: int = -1) -> RawSQL:
    """The keys of those whose title holds all terms; the newest so many, or all."""
    return _keys(query, kinds, f"ORDER BY rowid LIMIT {most}", is_title=True)


def _keys(query, kinds, order="", *, is_title=False) -> RawSQL:
    """By the FTS5 table alone: SQLite would read all entries of the kind to compare their keys."""
    table, numbers = _table(query), ", ".join(map(str, kinds))
    is_of_kind = f"-rowid >> 24 & 15 IN ({numbers})"
    sql = f"SELECT -rowid AS key FROM {table} WHERE {table} MATCH %s AND {is_of_kind} {order}"  # noqa: S608
    return RawSQL(sql, [_match(query, is_title=is_title)])


def _few(asked) -> list[int] | None:
    """Keys among which all hits are, where a long query has rare tokens: FTS5 would read the common ones as well."""
    if "few" not in asked.known:
        asked.known["few"] = _candidates(asked)
    return asked.known["few"]


def _candidates(asked) -> list[int] | None:
    found = {token for term in asked.query.wanted for token in term.tokens[: -1 if term.is_prefix else None]}
    if len(found) < FEWEST_TOKENS:
        return None
    rarest = sorted(found, key=lambda token: _reach(asked, token))[:RAREST]
    keys = keys_of(asked, _CANDIDATES, [" AND ".join(f'"{token}"' for token in rarest)])
    return keys if len(keys) <= FEW else None


def _reach(asked, token) -> int:
    """How far back the newest twenty texts with a token reach: the less, the rarer. An old answer is as good."""
    if token not in _reaches:
        if len(_reaches) >= MOST_REACHES:
            _reaches.clear()
        _reaches[token] = next(iter(keys_of(asked, _PROBE, [f'"{token}"'])), 0)
    return _reaches[token]


def _ask(asked, names, limit, most, few) -> tuple[list[int], Tally]:
    if few is None:
        columns = ["-f.rowid AS key", *(KIND if name == "kind" else f"e.{name}" for name in names)]
        hits, given = _hits(asked, ", ".join(columns), limit + 1)
    else:
        hits, given = _looked_up(asked, ("key", *names), few)
    return answer(asked, hits, given, names=names, most=most, limit=limit)


def _looked_up(asked, names, keys) -> tuple[str, list]:
    """Those of the keys whose text holds the query."""
    query, (where, values) = asked.query, asked.where()
    holds = " AND ".join([_HOLDS] * len(query.wanted) + [f"NOT {_HOLDS}"] * len(query.excluded))
    sql = (
        f"SELECT {', '.join(f'e.{name}' for name in names)} FROM {TEXT} t CROSS JOIN {ENTRY} e ON e.key = t.entry_id "
        f"WHERE t.entry_id IN ({', '.join(map(str, keys))}) AND {holds} {where}"
    )
    return sql, [*(term.part for term in (*query.wanted, *query.excluded)), *values]


def _titled(asked, hits, most, few) -> list[int]:
    """Exact titles, then those that hold all terms: of few hits by their titles, of many by asking FTS5 once more."""
    if few is None and len(hits) > min(MOST_TITLES, MOST_COUNTED):
        sql, given = _hits(asked, "-f.rowid", most, is_title=True)
        return [*exact_titles(asked), *keys_of(asked, sql, given)]
    query = asked.query
    holds = " AND ".join(["instr(title_norm, %s)"] * len(query.wanted))
    sql = (
        f"SELECT key FROM {ENTRY} WHERE key IN ({', '.join(map(str, hits))}) AND {holds} "
        "ORDER BY title_norm = %s DESC, key DESC"
    )
    return keys_of(asked, sql, [*(term.part for term in query.wanted), "" if query.excluded else query.title])


def _hits(asked, columns, most, *, is_title=False) -> tuple[str, list]:
    condition, values = _conditions(asked)
    is_joined = "e." in columns or any(name != "year" for name in asked.filters)
    join = f"CROSS JOIN {ENTRY} e ON e.key = -f.rowid" if is_joined else ""
    table = _table(asked.query)
    sql = (
        f"SELECT {columns} FROM {table} f {join} WHERE f.{table} MATCH %s {condition} "
        f"ORDER BY f.rowid LIMIT {most}"
    )
    return sql, [_match(asked.query, is_title=is_title), *values]


def _conditions(asked) -> tuple[str, list]:
    """What the key says, kind and year, is asked of it; only other filters need the entry."""
    now = asked.connection.ops.adapt_datetimefield_value(asked.now)
    parts = [(f"f.rowid NOT IN (SELECT -key FROM {ENTRY} WHERE expires_at <= %s)", [now])]  # noqa: S608
    if asked.kinds:
        parts.append((f"-f.rowid >> 24 & 15 IN ({asked.numbers})", []))
        if not any(kind.is_dated for kind in asked.kinds):  # so that the walk by date ends where dates begin
            parts.append((f"f.rowid <= {-UNDATED << 28}", []))
    if "year" in asked.filters:
        parts.append(_year(asked.filters["year"]))
    parts += asked.conditions([name for name in asked.filters if name != "year"])
    return "".join(f" AND {sql}" for sql, _ in parts), [value for _, given in parts for value in given]


def _year(value):
    year = as_number(value)
    if year is None or not 1 <= year < 9999:
        return NOTHING
    begin, end = ((date(number, 1, 1) - date(2000, 1, 1)).days << 28 for number in (year, year + 1))
    return "f.rowid > %s AND f.rowid <= %s", [-end, -begin]


def _table(query: ParsedQuery) -> str:
    return CHARACTERS if all(term.is_character for term in query.terms) else TABLE


def _match(query: ParsedQuery, *, is_title=False) -> str:
    """The query in FTS5's own language. Tokens hold letters, digits and dots only: there is nothing to escape."""
    end = " *" if _table(query) == TABLE else ""
    wanted = " AND ".join(_phrase(term, end, "." if is_title else "") for term in query.wanted)
    return "".join([f"({wanted})", *(f" NOT {_phrase(term, end)}" for term in query.excluded)])


def _phrase(term: Term, end: str, sign: str = "") -> str:
    return f'"{" ".join(sign + token for token in term.tokens)}"{end if term.is_prefix else ""}'
