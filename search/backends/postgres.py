"""PostgreSQL: tsvectors of tokens under GIN. A phrase is the AND of its tokens, looked up in the text where hits are few.

The planner takes reading a tsvector for free and would rather scan the table, or walk it by date, than use the index:
so each search runs with enable_seqscan off, and what GIN finds is put down (MATERIALIZED) before it is put in order.
The phrase operator of PostgreSQL is slower and forgets positions beyond 16,383. Measured: docs/search.md.
"""

from collections import Counter
from contextlib import contextmanager

from django.db import OperationalError, connections, router, transaction
from django.db.models.expressions import RawSQL

from search.asked import COUNTED, MOST_TITLES, Asked, Found, Tally, TooSlowError
from search.models import SearchEntry, SearchText
from search.tokens import ParsedQuery, Term, tokens

ENTRY, TEXT = SearchEntry._meta.db_table, SearchText._meta.db_table
MOST_COUNTED = 50_000
MOST_LOOKED_UP = 2_000
NEVER, ALWAYS = -1, 1 << 30
QUERY_CANCELED = "57014"
TURN = 0x5EA2C4  # any number, but always this one
_TEXT_HOLDS = "(t.title || t.head || t.body) LIKE"
_LOOKED_UP = (
    "CASE WHEN (SELECT count(*) FROM h) > {most} THEN TRUE ELSE (SELECT "
    f"{_TEXT_HOLDS} ALL ({{parts}}) AND NOT {_TEXT_HOLDS} ANY ({{unwanted}}) FROM {TEXT} t WHERE t.entry_id = h.key) END"
)
_FUNCTION = (
    "CREATE OR REPLACE FUNCTION search_keys(query tsquery, parts text[], unwanted text[], most integer) "
    "RETURNS SETOF bigint LANGUAGE sql STABLE SET enable_seqscan = off AS $$ "
    f"WITH h AS MATERIALIZED (SELECT key FROM {ENTRY} WHERE tsv @@ query) SELECT key FROM h WHERE "
    f"{_LOOKED_UP.format(most='most', parts='parts', unwanted='unwanted')} $$"
)
_TITLES = (
    "CREATE OR REPLACE FUNCTION search_titles(query tsquery, parts text[], kinds smallint[], most integer) "
    "RETURNS SETOF bigint LANGUAGE sql STABLE SET enable_seqscan = off AS $$ WITH h AS MATERIALIZED (SELECT key FROM "
    f"{ENTRY} WHERE title_tsv @@ query AND title_norm LIKE ALL (parts) AND kind = ANY (kinds) LIMIT most) "
    "SELECT key FROM h $$"
)
# A row of an answer is (what it is, value, hits): one of these, or the bits of the columns that it is not counted by.
NEWEST, TITLE, EXACT, READ, TOTAL = -1, -2, -3, -4, -5
PARTS = {
    "search_tsv": f"CREATE INDEX search_tsv ON {ENTRY} USING gin (tsv)",
    "search_title_tsv": f"CREATE INDEX search_title_tsv ON {ENTRY} USING gin (title_tsv)",
    "search_keys": _FUNCTION,
    "search_titles": _TITLES,
}
FOUND = (
    "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND tablename = %s "
    "UNION SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"
)


# --- The indexes and the function


def missing(connection) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(FOUND, [ENTRY])
        found = {row[0] for row in cursor.fetchall()}
    return [name for name in PARTS if name not in found]


def drop(connection):
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX search_tsv, search_title_tsv")
        cursor.execute("DROP FUNCTION search_keys, search_titles")


def make_missing(connection):
    with connection.cursor() as cursor:
        for name in missing(connection):
            cursor.execute(PARTS[name])


def empty(connection):
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # TRUNCATE refuses while one waits to be checked
        cursor.execute(f"TRUNCATE {ENTRY}, {TEXT} CASCADE")  # and the names of the entries
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def take_turns(connection):
    """Two that bring the same row up to date would meet in its key; the later one reads what the earlier has left."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


def add_vectors(entries, texts):
    """Without positions, for phrases are not asked of them; as literals, for the parser would cut 2-5 its own way."""
    for entry, text in zip(entries, texts, strict=True):
        title = set(tokens(text.title))
        entry.title_tsv = _vector(title)
        entry.tsv = _vector(title.union(tokens(text.head), tokens(text.body)))


def _vector(found) -> str:
    """Tokens hold letters, digits and dots only: there is nothing to escape."""
    return " ".join(f"'{token}'" for token in found)


# --- Questions


@contextmanager
def limited(connection, seconds: float):
    """Statements inside run as the planner should run them, and none longer; else TooSlowError."""
    is_nested = connection.in_atomic_block
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            limit = f"SET LOCAL statement_timeout = {int(seconds * 1000)}"
            cursor.execute(f"SET LOCAL enable_seqscan = off; SET LOCAL jit = off; {limit}")
            yield
            if is_nested:
                for name in ("enable_seqscan", "jit", "statement_timeout"):
                    cursor.execute(f"SET LOCAL {name} TO DEFAULT")
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", "") == QUERY_CANCELED:
            raise TooSlowError from error
        raise


def find(asked: Asked, *, most: int, is_ranked: bool, is_tallied: bool) -> Found:
    """All in one statement; only of more hits than are counted the newest are asked for once more."""
    found = _ask(asked, most=most, is_ranked=is_ranked, counted=COUNTED if is_tallied else ())
    if found.tally.is_capped:
        return found._replace(newest=_walk(asked, most))
    return found


def tally(asked: Asked, names=COUNTED) -> Tally:
    return _ask(asked, most=0, is_ranked=False, counted=names).tally


def _ask(asked, *, most, is_ranked, counted) -> Found:
    connection = connections[router.db_for_read(SearchEntry)]
    query, (where, values) = asked.query, _conditions(connection, asked)
    looked_up, parts = _looked_up(query)
    sql = (
        f"WITH h AS MATERIALIZED (SELECT e.key, {', '.join(f'e.{name}' for name in COUNTED)} FROM {ENTRY} e "
        f"WHERE e.tsv @@ %s::tsquery {where} LIMIT {MOST_COUNTED + 1}), r AS MATERIALIZED (SELECT * FROM h {looked_up}) "
        f"SELECT {TOTAL}, NULL::bigint, count(*) FROM r UNION ALL SELECT {READ}, NULL, count(*) FROM h "
        f"{_counts(counted)} "
        f"UNION ALL (SELECT {NEWEST}, key, 0 FROM r ORDER BY key DESC LIMIT {most})"
    )
    given = [_query(query.wanted, query.excluded), *values, *parts]
    if is_ranked:
        more, also_given = _ranked(query, where, values)
        sql, given = sql + more, given + also_given
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return _found(cursor.fetchall(), counted)


def _counts(names) -> str:
    if not names:
        return ""
    columns, sets = ", ".join(names), ", ".join(f"({name})" for name in names)
    return f"UNION ALL SELECT grouping({columns}), coalesce({columns}), count(*) FROM r GROUP BY GROUPING SETS ({sets})"


def _found(rows, counted) -> Found:
    of = {name: Counter() for name in counted}
    by_bits = {(1 << len(counted)) - 1 - (1 << place): name for place, name in enumerate(reversed(counted))}
    keys = {NEWEST: [], TITLE: [], EXACT: []}
    totals = {}
    for what, value, hits in rows:
        if what in keys:
            keys[what].append(value)
        elif what in (TOTAL, READ):
            totals[what] = hits
        else:
            of[by_bits[what]][value] = hits
    exact, title, newest = (sorted(keys[what], reverse=True) for what in (EXACT, TITLE, NEWEST))
    return Found(
        [*exact, *title], newest, Tally(min(totals[TOTAL], MOST_COUNTED), totals[READ] > MOST_COUNTED, of)
    )


def _ranked(query, where, values) -> tuple[str, list]:
    """The newest titles that hold all terms, and those that are the query itself."""
    unwanted, parts = _without_excluded(query)
    sql = (
        f"UNION ALL (SELECT {TITLE}, key, 0 FROM (SELECT e.key FROM {ENTRY} e WHERE e.title_tsv @@ %s::tsquery "
        f"AND e.title_norm LIKE ALL (%s) {unwanted} {where} OFFSET 0) found ORDER BY key DESC LIMIT {MOST_TITLES})"
    )
    given = [_query(query.wanted), _parts(query.wanted), *parts]
    given += values
    if not query.excluded:
        sql += (
            f" UNION ALL (SELECT {EXACT}, e.key, 0 FROM {ENTRY} e WHERE e.title_norm = %s {where} "
            "ORDER BY e.key DESC LIMIT 20)"
        )
        given += [query.title, *values]
    return sql, given


def _walk(asked, most) -> list[int]:
    """The newest hits of so many that walking by date finds them soon."""
    connection = connections[router.db_for_read(SearchEntry)]
    where, values = _conditions(connection, asked)
    unwanted, parts = _without_excluded(asked.query)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute(
            f"SELECT e.key FROM {ENTRY} e WHERE e.tsv @@ %s::tsquery {unwanted} {where} ORDER BY e.key DESC LIMIT {most}",
            [_query(asked.query.wanted), *parts, *values],
        )
        keys = [key for (key,) in cursor.fetchall()]
        cursor.execute("SET LOCAL enable_bitmapscan TO DEFAULT")
    return keys


def _without_excluded(query) -> tuple[str, list]:
    if not query.excluded:
        return "", []
    unwanted = f"AND NOT (SELECT {_TEXT_HOLDS} ANY (%s) FROM {TEXT} t WHERE t.entry_id = e.key)"
    return unwanted, [_parts(query.excluded)]


def matching(query: ParsedQuery):
    """The entries that a query finds, as a queryset; the function brings the planner's setting along."""
    given = [_query(query.wanted, query.excluded), _parts(query.wanted), _parts(query.excluded), _most(query)]
    keys = RawSQL("SELECT search_keys(%s::tsquery, %s::text[], %s::text[], %s)", given)
    return SearchEntry.objects.filter(key__in=keys)


def titled(query: ParsedQuery, kinds, most: int | None = None):
    """The entries of those kinds whose title holds all terms, as a queryset; any so many, or all."""
    given = [_query(query.wanted), _parts(query.wanted), list(kinds), most]
    keys = RawSQL("SELECT search_titles(%s::tsquery, %s::text[], %s::smallint[], %s)", given)
    return SearchEntry.objects.filter(key__in=keys)


def _conditions(connection, asked) -> tuple[str, list]:
    parts = [("(e.expires_at IS NULL OR e.expires_at > %s)", [asked.now])]
    if asked.kind:
        parts.append((f"e.kind = {asked.kind.number}", []))
    parts += asked.conditions(connection, asked.filters)
    return "".join(f" AND {sql}" for sql, _ in parts), [value for _, given in parts for value in given]


def _looked_up(query) -> tuple[str, list]:
    most = _most(query)
    if most == NEVER:
        return "", []
    where = _LOOKED_UP.format(most=most, parts="%s::text[]", unwanted="%s::text[]")
    return f"WHERE {where}", [_parts(query.wanted), _parts(query.excluded)]


def _most(query) -> int:
    """Up to how many hits the text is looked into: what has one token only is found exactly without."""
    if any(len(term.tokens) > 1 for term in query.excluded):
        return ALWAYS
    return MOST_LOOKED_UP if any(len(term.tokens) > 1 for term in query.wanted) else NEVER


def _parts(terms) -> list[str]:
    return [f"%{term.part}%" for term in terms]


def _query(wanted: list[Term], excluded: list[Term] = ()) -> str:
    """The terms as a tsquery. What more than one token excludes is left to the text: all its tokens may stand apart."""
    alone = [term for term in excluded if len(term.tokens) == 1]
    return " & ".join([*map(_all_tokens, wanted), *(f"!{_all_tokens(term)}" for term in alone)])


def _all_tokens(term: Term) -> str:
    return " & ".join(f"'{token}'" for token in term.tokens) + (":*" if term.is_prefix else "")
