"""A filtered list, a page at a time, with the links that change it. Everything works without a script."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from .facets import Facet, FacetedFilterSet, SortFilter

PER_PAGE = 20


class Chip(NamedTuple):
    """A condition in force, and the query string of the list without it."""

    name: str
    label: str
    query: str


class PageLink(NamedTuple):
    number: int | None  # None: pages left out here
    query: str
    is_current: bool


class KeyPaginator(Paginator):
    """Pages that cost the same wherever they are: the keys of a page come from an index, and only its rows are read.

    `rows`: all of them without conditions, for reading by key.
    """

    def __init__(self, object_list, per_page, rows):
        super().__init__(object_list, per_page)
        self.rows = rows

    def page(self, number):
        page = super().page(number)
        keys = list(page.object_list.values_list("pk", flat=True))
        rows = {row.pk: row for row in self.rows.order_by().filter(pk__in=keys)}
        page.object_list = [rows[key] for key in keys if key in rows]
        return page


class SortLink(NamedTuple):
    label: str
    query: str
    is_current: bool


class Way(NamedTuple):
    """A way on from an empty list: the condition to give up, and how many rows there would be."""

    chip: Chip
    count: int


@dataclass(frozen=True)
class Listing:
    page: Page
    total: int
    filters: FacetedFilterSet
    facets: dict[str, Facet]
    query: str  # the conditions in force as “?…”, "" for none
    sorts: list[SortLink]  # only where words are looked for
    chips: list[Chip]
    pages: list[PageLink]  # empty where one page holds all
    ways: list[Way]  # only where nothing was found


def listing(filters: FacetedFilterSet, number: str | None, per_page: int = PER_PAGE) -> Listing:
    """The page of that number, or the nearest one there is. Five queries at most, and as many for an empty list."""
    paginator = KeyPaginator(filters.qs, per_page, filters.queryset)
    total = filters.count()
    if total is not None:
        paginator.count = total
    page = paginator.get_page(number)
    chips = [
        Chip(name, filters.label_of(name), query_string(filters, without=name)) for name in filters.conditions
    ]
    return Listing(
        page=page,
        total=paginator.count,
        filters=filters,
        facets=filters.facets,
        query=query_string(filters).removesuffix("?"),
        sorts=sort_links(filters),
        chips=chips,
        pages=page_links(page, lambda number: query_string(filters, page=number)),
        ways=[] if paginator.count else ways_on(filters, chips),
    )


def query_string(filters: FacetedFilterSet, without: str = "", **more) -> str:
    """The valid conditions as “?…”, in the order of the form; "?" where none is left."""
    kept = {name: value for name, value in filters.conditions.items() if name != without}
    order = {"sort": filters.order} if filters.order and "q" in kept else {}
    return f"?{urlencode(kept | order | more)}"


def sort_links(filters: FacetedFilterSet) -> list[SortLink]:
    orders = [one for one in filters.filters.values() if isinstance(one, SortFilter)]
    if not orders or "q" not in filters.conditions:
        return []
    (usual, _label), *_rest = choices = orders[0].extra["choices"]
    return [
        SortLink(label, query_string(filters, sort=order), order == (filters.order or usual))
        for order, label in choices
    ]


def page_links(page: Page, query_of: Callable[[int], str]) -> list[PageLink]:
    """Links to the pages around this one, each with the query that query_of(number) gives; none for a single page."""
    if page.paginator.num_pages == 1:
        return []
    return [
        PageLink(number, query_of(number), number == page.number)
        if isinstance(number, int)
        else PageLink(None, "", False)
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]


def ways_on(filters, chips: list[Chip]) -> list[Way]:
    """For each condition the rows there would be without it, in one query; those that open nothing are left out."""
    if not chips:
        return []
    counts = filters.queryset.order_by().aggregate(
        **{
            f"without_{chip.name}": Count(
                "pk", filter=Q(pk__in=filters.rows_without(chip.name).order_by().values("pk"))
            )
            for chip in chips
        }
    )
    ways = [Way(chip, counts[f"without_{chip.name}"]) for chip in chips]
    return [way for way in ways if way.count]
