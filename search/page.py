"""What stands on the page of results: tabs, filters, chips, hits, numbered pages, and ways on where nothing is found."""

import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from publishing.chinese_text import CHINESE, chinese
from publishing.facets import Facet
from publishing.listing import Chip, PageLink, page_links

from .api import SearchRequest, SearchResult, search
from .facets import Chosen, chosen, facets
from .hits import PRESENTED, Shown, shown
from .names import names_like
from .tokens import ParsedQuery, fold

ORDERS = ("relevance", "newest")
DATED = ("", "notice")  # where an order by date means something
MOST_WORDS = 4  # tried one by one where nothing holds all of them


@dataclass(frozen=True)
class Asked:
    """What an address asks for, as far as it can be understood."""

    q: str
    kind: str
    order: str
    page: int
    choice: Chosen
    unknown_kind: bool

    def query(self, **changes) -> str:
        """The address of the same search with other parameters, from “?” on; None and "" leave one out."""
        order = self.order if self.order != ORDERS[0] else ""
        parameters = {"q": self.q, "kind": self.kind, **self.choice.slugs, "sort": order} | changes
        return f"?{urlencode({name: value for name, value in parameters.items() if value})}"


class Tab(NamedTuple):
    label: str
    count: str
    query: str
    is_current: bool


class Way(NamedTuple):
    """A way on where nothing was found: other words or fewer conditions, and how many hits these have."""

    label: str
    count: str
    query: str


@dataclass(frozen=True)
class Results:
    asked: Asked
    result: SearchResult
    count: str
    hits: list[Shown]
    tabs: list[Tab]
    facets: list[Facet]  # those in which there is something to choose
    chips: list[Chip]
    page: Page
    pages: list[PageLink]
    messages: list[str]
    simplified: str  # how traditional characters were read; "" where there were none
    orders: list[tuple[str, str, bool]]  # (label, query, is current)
    ways: list[Way] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # that begin like the query, in characters or pinyin


def asked(parameters) -> Asked:
    """What a QueryDict asks for."""
    kind = parameters.get("kind", "")
    order, page = parameters.get("sort", ""), parameters.get("page", "")
    known = kind if kind in PRESENTED else ""
    return Asked(
        q=parameters.get("q", "").strip(),
        kind=known,
        order=order if order in ORDERS else ORDERS[0],
        page=int(page) if page.isascii() and page.isdigit() else 1,
        choice=chosen(known, parameters),
        unknown_kind=kind != known,
    )


def request_of(asked: Asked) -> SearchRequest:
    return SearchRequest(asked.q, asked.kind, dict(asked.choice.numbers), asked.order, asked.page)


def results(asked: Asked) -> Results:
    result = search(request_of(asked))
    found = facets(asked.kind, result.facets, asked.choice)
    page = Paginator(range(result.pages), 1).page(result.page)
    messages = [
        *result.messages,
        *([_("没有这一类内容，已在全部内容里查找。")] if asked.unknown_kind else []),
    ]
    return Results(
        asked=asked,
        result=result,
        count=counted(result.count, result.is_capped),
        hits=shown(result.hits, result.query),
        tabs=tabs(asked, result),
        facets=[facet for facet in found.values() if len(facet.options) > 1 or facet.chosen or facet.errors],
        chips=[chip_of(asked, facet) for facet in found.values() if facet.chosen],
        page=page,
        pages=page_links(page, lambda number: asked.query(page=number)),
        messages=messages,
        simplified=simplified(asked.q),
        orders=orders(asked) if asked.kind in DATED else [],
        ways=[] if result.hits else ways_on(asked, result),
        names=[] if result.hits else [found.text for found in names_like(asked.q)],
    )


def tabs(asked, result) -> list[Tab]:
    """全部 and each kind that has hits, the current one in any case."""
    capped = result.by_kind_is_capped
    every = counted(sum(result.by_kind.values()), capped)
    found = [Tab(_("全部"), every, asked_anew(asked), not asked.kind)]
    for kind, how in PRESENTED.items():
        count = result.by_kind.get(kind, 0)
        if count or kind == asked.kind:
            query = asked_anew(asked, kind=kind)
            found.append(Tab(how.label, counted(count, capped and kind in DATED), query, kind == asked.kind))
    return found


def counted(count: int, is_capped: bool) -> str:
    """1,024; where there are more than were counted, two digits of them are enough: 10,000+."""
    if not is_capped:
        return f"{count:,}"
    return f"{count - count % 10 ** max(len(str(count)) - 2, 0):,}+"


def asked_anew(asked, **changes) -> str:
    """The same words without kind and filters."""
    return asked.query(**dict.fromkeys(asked.choice.slugs, ""), **{"kind": ""} | changes)


def chip_of(asked, facet) -> Chip:
    label = next((option.label for option in facet.options if option.is_chosen), chinese(facet.chosen))
    return Chip(facet.name, label, asked.query(**{facet.name: ""}))


def orders(asked) -> list[tuple[str, str, bool]]:
    labels = {"relevance": _("相关"), "newest": _("最新")}
    return [
        (label, asked.query(sort="" if order == ORDERS[0] else order), order == asked.order)
        for order, label in labels.items()
    ]


def simplified(q: str) -> str:
    """The query with its traditional characters as they were read; "" where it has none."""
    plain = unicodedata.normalize("NFKC", q).casefold()
    has_traditional = any(fold(one) != one for one in CHINESE.findall(plain))
    return chinese(fold(q)) if has_traditional else ""


def ways_on(asked, result) -> list[Way]:
    """The same words in all kinds, in others, and each of several words alone; only what has hits."""
    ways = []
    if asked.choice.slugs and (count := result.by_kind.get(asked.kind, 0)):
        query = asked_anew(asked, kind=asked.kind)
        ways.append(Way(_("不加筛选条件"), counted(count, result.by_kind_is_capped), query))
    for tab in tabs(asked, result)[1:] if asked.kind else []:
        if not tab.is_current:
            ways.append(Way(_("在“%(kind)s”里") % {"kind": tab.label}, tab.count, tab.query))
    return ways + ([] if ways else _fewer_words(asked, result.query))


def _fewer_words(asked, query: ParsedQuery) -> list[Way]:
    if len(query.terms) == 1:
        return []
    found = []
    for term in query.wanted[:MOST_WORDS]:
        words = f"“{term.shown}”" if term.is_phrase else term.shown
        alone = search(SearchRequest(words, per_page=1, with_counts=False))
        if alone.count:
            label = chinese(_("只查“%(word)s”") % {"word": term.shown})
            found.append(Way(label, counted(alone.count, alone.is_capped), asked_anew(asked, q=words)))
    return found
