"""Searching all that is public: search() for a page of hits, matching() for the lists of other apps."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.db import connections, router
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from .asked import COLUMNS, Asked, Found, Tally, TooSlowError
from .backends import backend
from .kinds import BY_NUMBER, KINDS, SEVERAL
from .models import MOST_ROWS, SearchEntry
from .tokens import ParsedQuery, parse

DEEPEST = 1_000  # hits that can be turned to; who has not found it by then narrows the search
MOST_A_PAGE = 100
SECONDS = 2.0  # what one search may cost the database
MIXED = ("zone", "year")  # facets that mean the same in every kind
MOST_READ = 1_000  # newest hits that a kind counts by what is no column of the index


@dataclass(frozen=True)
class SearchRequest:
    q: str
    kind: str = ""  # of search.kinds; all of them without
    filters: dict[str, int | str] = field(
        default_factory=dict
    )  # COLUMNS by their keys, and those of the kinds
    order: str = "relevance"  # or "newest"
    page: int = 1
    per_page: int = 20
    with_counts: bool = True  # by_kind and facets, which cost more than the page


class Hit(NamedTuple):
    kind: str
    object_id: int


@dataclass(frozen=True)
class SearchResult:
    query: ParsedQuery
    hits: list[Hit] = field(default_factory=list)
    count: int = 0
    is_capped: bool = False  # there are more than `count`
    by_kind: dict[str, int] = field(default_factory=dict)  # of the words alone, without kind and filters
    by_kind_is_capped: bool = False
    facets: dict[str, list[tuple[int | str, int]]] = field(
        default_factory=dict
    )  # [(value, hits)], each under the others
    is_approximate: bool = False  # the facets count part of the hits only
    page: int = 1  # the one given: the nearest there is
    pages: int = 1
    messages: tuple[str, ...] = ()  # of the query, and what else the reader should know


def search(request: SearchRequest) -> SearchResult:
    """The hits of one page. Nothing that a reader may type is an error; what could not be done is in `messages`."""
    query = parse(request.q)
    if not query.wanted or (request.kind and request.kind not in KINDS):
        return SearchResult(query, messages=query.messages)
    kinds = (KINDS[request.kind],) if request.kind else ()
    filters = {name: value for name, value in request.filters.items() if value not in ("", None)}
    connection = connections[router.db_for_read(SearchEntry)]
    asked = Asked(query, connection, kinds, filters)
    try:
        with backend().limited(connection, SECONDS):
            return _search(request, asked)
    except TooSlowError:
        message = _("这样搜索太费时，请多写几个字，或者少用几个条件。")
        return SearchResult(query, messages=(*query.messages, message))


def _search(request, asked) -> SearchResult:
    per_page = min(max(request.per_page, 1), MOST_A_PAGE)
    deepest = DEEPEST // per_page
    page = min(max(request.page, 1), deepest)
    is_ranked = request.order != "newest"
    offered = COLUMNS if asked.kinds else MIXED
    names = ("kind", *(COLUMNS[name] for name in offered)) if request.with_counts else ()
    most = max(page * per_page, MOST_READ if request.with_counts and asked.counts else 0)
    found = backend().find(asked, most=most, is_ranked=is_ranked, names=names)
    pages = min(deepest, max(1, -(-found.tally.count // per_page)))
    page = min(page, pages)
    keys = list(dict.fromkeys([*found.first, *found.newest]))
    messages = asked.query.messages
    if request.page > deepest:
        messages += (_("只能翻到前 %(most)s 条；请再加几个字，把范围缩小。") % {"most": DEEPEST},)
    return SearchResult(
        query=asked.query,
        hits=[hit_of(key) for key in keys[(page - 1) * per_page : page * per_page]],
        count=found.tally.count,
        is_capped=found.tally.is_capped,
        page=page,
        pages=pages,
        messages=messages,
        **(_counts(asked, found, offered) if request.with_counts else {}),
    )


def hit_of(key: int) -> Hit:
    return Hit(BY_NUMBER[key >> 24 & 15].name, key % MOST_ROWS)


def _counts(asked: Asked, found: Found, offered) -> dict:
    """Tabs and facets; what is narrowed by a facet's own choice is counted again without it."""
    tally = found.tally
    by_kind, is_capped = _by_kind(asked, tally)
    tallies = {
        name: backend().tally(asked.without(name), (COLUMNS[name],)) if name in asked.filters else tally
        for name in offered
    }
    facets = {name: tallies[name].of[COLUMNS[name]] for name in offered}
    if several := facets["zone"].pop(SEVERAL, 0):
        facets["zone"] += _several(asked)
    return {
        "by_kind": {name: by_kind[kind.number] for name, kind in KINDS.items()},
        "by_kind_is_capped": is_capped,
        "facets": {name: _options(counts) for name, counts in facets.items()} | _own(asked, found),
        "is_approximate": any(tallies[name].is_capped for name in offered)
        or (bool(asked.counts) and tally.count > MOST_READ)
        or several > MOST_READ,
    }


def _by_kind(asked: Asked, tally: Tally) -> tuple[Counter, bool]:
    """Hits of the words alone; those of the kind that was asked for are counted already, unless it was narrowed."""
    if asked.filters:
        tally = backend().tally(replace(asked, kinds=(), filters={}), ("kind",))
    elif asked.kinds:
        others = tuple(kind for kind in KINDS.values() if kind not in asked.kinds)
        rest = backend().tally(replace(asked, kinds=others), ("kind",))
        return tally.of["kind"] + rest.of["kind"], tally.is_capped or rest.is_capped
    return tally.of["kind"], tally.is_capped


def _several(asked: Asked) -> Counter:
    """The zones of the newest hits that are of several; one query for each kind among them."""
    of_several = replace(asked, filters=asked.filters | {"zone": SEVERAL})
    keys = defaultdict(list)
    for key in backend().find(of_several, most=MOST_READ, is_ranked=False).newest:
        keys[key >> 24 & 15].append(key)
    return sum(
        (Counter(BY_NUMBER[number].zones_of(_object_ids(some))) for number, some in keys.items()), Counter()
    )


def _own(asked: Asked, found: Found) -> dict:
    """The facets of the kind that are no columns of the index, counted over the newest hits; one query each."""
    counted = {}
    for name, count in asked.counts.items():
        keys = found.newest
        if name in asked.filters:
            keys = backend().find(asked.without(name), most=MOST_READ, is_ranked=False).newest
        counted[name] = _options(count(_object_ids(keys[:MOST_READ])))
    return counted


def _object_ids(keys) -> RawSQL:
    """For pk__in. Numbers of our own stand in the statement: a thousand parameters cost more than the query."""
    return RawSQL(", ".join(str(key % MOST_ROWS) for key in keys) or "NULL", [])  # noqa: S611


def _options(counts) -> list[tuple[int | str, int]]:
    return sorted(
        ((value, hits) for value, hits in counts.items() if value is not None),
        key=lambda at: (at[1], at[0]),
        reverse=True,
    )


def matching(kind: str, q: str) -> Q:
    """The condition that a query finds a row of that kind; none meets it where it asks for nothing."""
    return _condition(kind, q, backend().matching, backend().is_among)


def titled(kind: str, q: str) -> Q:
    """As matching(), that its title holds all terms."""
    return _condition(kind, q, backend().titled, lambda keys: Q(pk__in=keys))


def _condition(kind, q, found, is_among) -> Q:
    query = parse(q)
    if not query.wanted:
        return Q(pk__in=[])
    keys = found(query, [KINDS[kind].number])
    return is_among(RawSQL(f"SELECT key & {MOST_ROWS - 1} FROM ({keys.sql}) keys", keys.params))  # noqa: S608
