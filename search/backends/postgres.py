"""PostgreSQL: tsvectors of tokens under GIN. A phrase is the AND of its tokens, looked up in the text where hits are few.

The planner takes reading a tsvector for free and would rather scan the table, or walk it by date, than use the index:
so each search runs with enable_seqscan off, and a + before a column keeps the planner from the index of that column.
The phrase operator of PostgreSQL is slower and forgets positions beyond 16,383. Measured: docs/search.md.
"""

from contextlib import contextmanager

from django.db import OperationalError, transaction
from django.db.models import BooleanField, F, Func, Q
from django.db.models.expressions import RawSQL

from search.asked import (
    ENTRY,
    MOST_TALLIED,
    MOST_TITLES,
    Asked,
    Found,
    Tally,
    TooSlowError,
    answer,
    exact_titles,
    keys_of,
)
from search.models import SearchText
from search.tokens import ParsedQuery, Term, characters, tokens

TEXT = SearchText._meta.db_table
MOST_LOOKED_UP = 2_000
NEAREST, NEAR = 2_000, 20_000
_PLANS = {"enable_seqscan": "off", "jit": "off", "max_parallel_workers_per_gather": "0"}
QUERY_CANCELED = "57014"
TURN = 0x5EA2C4  # any number, but always this one
# %s: the hits h by tokens, what the text of each must hold, what it must not hold.
_HELD = f"(SELECT (t.title || t.head || t.body) LIKE {{}} FROM {TEXT} t WHERE t.entry_id = {{}})"
_LOOKED_UP = f"CASE WHEN (SELECT count(*) FROM h) > {MOST_LOOKED_UP} THEN TRUE ELSE {_HELD.format('ALL ({})', 'h.key')} END"
_UNWANTED = f"NOT {_HELD.format('ANY ({})', 'e.key')}"
_FUNCTION = (
    "CREATE OR REPLACE FUNCTION search_entries(query tsquery, parts text[], unwanted text[]) "
    "RETURNS SETOF bigint LANGUAGE sql STABLE SET enable_seqscan = off AS $$ "
    f"WITH h AS MATERIALIZED (SELECT e.key FROM {ENTRY} e WHERE e.tsv @@ query "
    f"AND (unwanted = '{{}}' OR {_UNWANTED.format('unwanted')})) "
    f"SELECT key FROM h WHERE parts = '{{}}' OR {_LOOKED_UP.format('parts')} $$"
)
_TITLES = (
    "CREATE OR REPLACE FUNCTION search_titles(query tsquery, parts text[], kinds smallint[], most integer) "
    "RETURNS SETOF bigint LANGUAGE sql STABLE SET enable_seqscan = off AS $$ WITH h AS MATERIALIZED (SELECT key FROM "
    f"{ENTRY} WHERE title_tsv @@ query AND title_norm LIKE ALL (parts) AND kind = ANY (kinds) LIMIT most) "
    "SELECT key FROM h $$"
)
# Entries hold the 32 days they are of as a token: no other has capital letters. _NEAR are those of so many newest entries.
_BLOCK = 33  # bits of a key; what is left of it are the days since 2000 by 32
_NEAR = (
    f"&& (SELECT string_agg('B' || block, '|') FROM (SELECT DISTINCT key >> {_BLOCK} AS block "
    f"FROM (SELECT key FROM {ENTRY} {{}} ORDER BY key DESC LIMIT {{}}) newest) blocks)::tsquery"
)
_PLAIN = ", ".join(
    f"ALTER {name} SET STORAGE EXTERNAL" for name in ("title", "head", "body")
)  # not compressed
PARTS = {
    "search_tsv": f"CREATE INDEX search_tsv ON {ENTRY} USING gin (tsv)",
    "search_title_tsv": f"CREATE INDEX search_title_tsv ON {ENTRY} USING gin (title_tsv)",
    "search_entries": _FUNCTION,
    "search_titles": _TITLES,
    "toast_tuple_target=8160": f"ALTER TABLE {TEXT} SET (toast_tuple_target = 8160), {_PLAIN}",
}
FOUND = (
    "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND tablename = %s "
    "UNION SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace "
    f"UNION SELECT unnest(reloptions) FROM pg_class WHERE oid = to_regclass('{TEXT}')"
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
        cursor.execute("DROP FUNCTION IF EXISTS search_entries, search_titles")


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
    """Without positions, for phrases are not asked of them; as literals, for the parser would cut 2-5 its own way.

    Each character is there by itself, too: GIN would join the lists of all the tokens that begin with it.
    """
    for entry, text in zip(entries, texts, strict=True):
        title, *others = ({*tokens(part), *characters(part)} for part in (text.title, text.head, text.body))
        block = {f"B{entry.key >> _BLOCK}"}
        entry.title_tsv = _vector(title | block)
        entry.tsv = _vector(block.union(title, *others))


def _vector(found) -> str:
    """Tokens hold letters, digits and dots only: there is nothing to escape."""
    return " ".join(f"'{token}'" for token in found)


def settle(connection):
    """After many writes: what GIN keeps for later is read by every question until then, and the planner knows nothing."""
    with connection.cursor() as cursor:
        for index in ("search_tsv", "search_title_tsv"):
            cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [index])
        cursor.execute(f"ANALYZE {ENTRY}, {TEXT}")


# --- Questions


@contextmanager
def limited(connection, seconds: float):
    """Statements inside run as the planner should run them, and none longer; else TooSlowError."""
    is_nested = connection.in_atomic_block
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            limit = f"SET LOCAL statement_timeout = {int(seconds * 1000)}"
            cursor.execute(
                f"{' '.join(f'SET LOCAL {name} = {value};' for name, value in _PLANS.items())} {limit}"
            )
            yield
            if is_nested:
                for name in (*_PLANS, "statement_timeout"):
                    cursor.execute(f"SET LOCAL {name} TO DEFAULT")
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", "") == QUERY_CANCELED:
            raise TooSlowError from error
        raise


def find(asked: Asked, *, most: int, is_ranked: bool, names=()) -> Found:
    """What is counted of too many hits are any of them: the newest are then asked for once more."""
    newest, found = _ask(asked, names, most)
    if found.is_capped:
        query = _query(asked.query.wanted, asked.query.excluded)
        newest = _newest(asked, "e.tsv", query, *_where(asked, _apart(asked.query)), most)
    first = [*exact_titles(asked), *_titled(asked, is_common=found.is_capped)] if is_ranked else []
    return Found(first, newest, found)


def tally(asked: Asked, names) -> Tally:
    return _ask(asked, names, 0)[1]


def _ask(asked, names, most) -> tuple[list[int], Tally]:
    columns = ", ".join(f"e.{name}" for name in ("key", *names))
    where, given = _where(asked, _apart(asked.query))
    hits = f"SELECT {columns} FROM {ENTRY} e WHERE e.tsv @@ %s::tsquery {where} LIMIT {MOST_TALLIED + 1}"
    given = [_query(asked.query.wanted, asked.query.excluded), *given]
    if parts := _to_look_up(asked.query):
        hits = f"WITH h AS MATERIALIZED ({hits}) SELECT * FROM h WHERE {_LOOKED_UP.format('%s')}"
        given.append(parts)
    return answer(asked, hits, given, names=names, most=most, limit=MOST_TALLIED)


def _newest(asked, column, query, where, given, most, *, is_common=True) -> list[int]:
    """The newest of many hits: among the newest entries, where enough of these are hits, else by sorting all hits.

    To walk by date until enough are found takes a second where the hits are old.
    """

    of_kind = f"WHERE key >> 24 & 15 IN ({asked.numbers})" if asked.kinds else ""

    def among(near):
        holds = f"{column} @@ (%s::tsquery {near})"
        sql = f"SELECT e.key FROM {ENTRY} e WHERE {holds} {where} ORDER BY +e.key DESC LIMIT {most}"
        return keys_of(asked, sql, [query, *given])

    keys = among(_NEAR.format(of_kind, NEAREST)) if is_common else []
    if most * NEAREST / NEAR <= len(keys) < most:
        keys = among(_NEAR.format(of_kind, NEAR))
    return keys if len(keys) >= most else among("")


def _titled(asked, *, is_common) -> list[int]:
    """The newest titles that hold all terms."""
    where, given = _where(asked, asked.query.excluded)
    where, given = f"AND e.title_norm LIKE ALL (%s::text[]) {where}", [_to_look_up(asked.query), *given]
    query = _query(asked.query.wanted)
    return _newest(asked, "e.title_tsv", query, where, given, MOST_TITLES, is_common=is_common)


def matching(query: ParsedQuery, kinds) -> RawSQL:
    """The keys of the entries of those kinds that a query finds; the function brings the planner's setting along."""
    given = [_query(query.wanted, query.excluded), _to_look_up(query), _parts(_apart(query))]
    found = "search_entries(%s::tsquery, %s::text[], %s::text[]) AS found(key)"
    return RawSQL(f"SELECT key FROM {found} WHERE key >> 24 & 15 = ANY (%s)", [*given, list(kinds)])  # noqa: S608


def is_among(keys: RawSQL) -> Q:
    """That a row is one of those of matching(): as an array they are put in order and read so, in half the time."""
    among = {"arg_joiner": " = ANY(ARRAY(", "template": "%(expressions)s))"}
    return Q(Func(F("pk"), keys, **among, output_field=BooleanField()))


def titled(query: ParsedQuery, kinds, most: int | None = None) -> RawSQL:
    """The keys of those whose title holds all terms; any so many, or all."""
    given = [_query(query.wanted), _parts(query.wanted), list(kinds), most]
    found = "search_titles(%s::tsquery, %s::text[], %s::smallint[], %s) AS found(key)"
    return RawSQL(f"SELECT key FROM {found}", given)  # noqa: S608


def _where(asked, unwanted) -> tuple[str, list]:
    """The conditions beside the tokens, and the terms that the text must not hold."""
    sql, given = asked.where()
    return (f"{sql} AND {_UNWANTED.format('%s')}", [*given, _parts(unwanted)]) if unwanted else (sql, given)


def _to_look_up(query) -> list[str]:
    """What the text must hold; nothing where each term is one token, which is found exactly without."""
    return _parts(query.wanted) if any(len(term.tokens) > 1 for term in query.wanted) else []


def _apart(query) -> list[Term]:
    """What is excluded by the text: the tokens of such a term may all be there, apart from each other."""
    return [term for term in query.excluded if len(term.tokens) > 1]


def _parts(terms) -> list[str]:
    return [f"%{term.part}%" for term in terms]


def _query(wanted: list[Term], excluded: list[Term] = ()) -> str:
    """The terms as a tsquery, without what _apart() leaves to the text."""
    alone = [term for term in excluded if len(term.tokens) == 1]
    return " & ".join([*map(_all_tokens, wanted), *(f"!{_all_tokens(term)}" for term in alone)])


def _all_tokens(term: Term) -> str:
    return " & ".join(f"'{token}'" for token in term.tokens)
