"""What surrounds a list of places: values to choose with their counts, what is chosen, and ways on from nothing."""

from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.db.models import CharField, Count, F, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing.chinese_text import chinese
from publishing.listing import PER_PAGE, page_links
from publishing.translated import in_this_language

from .filters import SORTS, PlaceFilter
from .models import Industry, Zone
from .places import readable_places

FACETS = {
    "zone": "zone__slug",
    "kind": "kind",
    "availability": "availability",
    "industry": "industries__slug",
    "use": "land__use",
}
UNITS = {
    "height_min": gettext_lazy("米"),
    "load_min": gettext_lazy("吨/平方米"),
    "power_min": gettext_lazy("千伏安"),
    "price_max": gettext_lazy("元/平方米·月"),
}


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True)
class Facet:
    name: str
    legend: str
    options: list[Option]
    errors: list[str]


@dataclass(frozen=True)
class Chip:
    """One thing asked for, and the address of the list without it."""

    name: str
    label: str
    address: str


@dataclass(frozen=True)
class Counts:
    total: int  # places there are
    found: int  # places that match
    of: dict[tuple[str, str], int] = field(default_factory=dict)  # (facet, value) → places if it were chosen


class Finder:
    """A list of places as asked for by a query: rows, counts, what may be chosen, what is chosen, ways on.

    Three queries at any number of rows: choices, counts, and the rows of one page (or, without rows, ways on).
    """

    def __init__(self, query, user, path: str, kind=None):
        places = readable_places(user)
        self.chosen = PlaceFilter(query, places, user=user, choices=existing_choices(), kind=kind)
        self.counts = counts_of(self.chosen)
        self.facets = facets_of(self.chosen, self.counts)
        self.chips = chips_of(self.chosen, path)
        self.page = page_of(self.chosen.in_order(), query.get("page"), self.counts.found)
        base = beginning(query, "page")
        self.pages = page_links(self.page, lambda number: f"{base}page={number}")
        self.sorts = [
            (value, label, f"{beginning(query, 'sort', 'page')}sort={value}") for value, label in SORTS
        ]
        self.ways = [] if self.counts.found else ways_on(self.chosen, self.chips, path)


def existing_choices() -> dict[str, dict[str, str]]:
    """{"zone": {slug: name}, "industry": {slug: name}} of what is published, in one query."""
    zones = Zone.objects.published()
    industries = Industry.objects.published().filter(zone__in=zones)
    rows = named("zone", zones).union(named("industry", industries), all=True)
    choices: dict[str, dict[str, str]] = {"zone": {}, "industry": {}}
    for facet, _rank, _pk, slug, name in rows.order_by("facet", "rank", "pk"):
        choices[facet].setdefault(slug, chinese(name))
    return choices


def named(facet, rows):
    columns = {"facet": Value(facet), "rank": F("position"), "shown": in_this_language("name")}
    return rows.order_by().annotate(**columns).values_list("facet", "rank", "pk", "slug", "shown")


def counts_of(chosen) -> Counts:
    """All counts beside the list in one query; those of a facet as if nothing were chosen in that facet."""
    parts = [counted("total", chosen.queryset), counted("found", chosen.matching())]
    parts += [
        counted(name, chosen.matching(without=name), column)
        for name, column in FACETS.items()
        if name in chosen.filters
    ]
    found = {(facet, value): count for facet, value, count in parts[0].union(*parts[1:], all=True).order_by()}
    return Counts(found.get(("total", ""), 0), found.get(("found", ""), 0), found)


def counted(name, rows, column=None):
    """Rows of (name, value of the column, number of places)."""
    value = Cast(F(column), CharField()) if column else Value("")
    return (
        rows.order_by()
        .annotate(facet=Value(name), value=value)
        .values("facet", "value")
        .annotate(places=Count("pk", distinct=True))
        .values_list("facet", "value", "places")
    )


def facets_of(chosen, counts: Counts) -> list[Facet]:
    """The values to choose from; a facet with a single value, or with nothing behind any, is left out, but never its error."""
    facets = []
    for name in FACETS:
        if name in chosen.filters:
            options = [
                Option(value, label, counts.of.get((name, value), 0), value in chosen.asked.get(name, []))
                for value, label in chosen.filters[name].extra["choices"]
            ]
            facets.append(Facet(name, chosen.filters[name].label, options, chosen.errors.get(name, [])))
    return [
        facet
        for facet in facets
        if facet.errors or (len(facet.options) > 1 and any(map(has_places, facet.options)))
    ]


def has_places(option: Option) -> bool:
    return option.checked or option.count > 0


def chips_of(chosen, path: str) -> list[Chip]:
    """Everything asked for, each with the address that leaves it out."""
    return [
        Chip(name, label_of(chosen, name, one), path + address_without(chosen.data, name, one))
        for name, value in chosen.asked.items()
        for one in (value if isinstance(value, list) else [value])
    ]


def label_of(chosen, name, value) -> str:
    choices = dict(chosen.filters[name].extra.get("choices", ()))
    if value in choices:
        return choices[value]
    if name == "q":
        return chinese(_("名称含“%(words)s”") % {"words": value})
    number = f"{value:,f}"
    unit = UNITS.get(name) or dict(chosen.filters["area_unit"].extra["choices"])[chosen.unit]
    return f"{chosen.filters[name].label} {number} {unit}"


def address_without(query, name, value=None) -> str:
    """The query string on the first page without one parameter, or without one of its values."""
    kept = query.copy()
    others = [one for one in kept.getlist(name) if one != value] if isinstance(value, str) else []
    kept.setlist(name, others)  # in its place, for the order of an address is part of it
    kept.pop("page", None)
    words = kept.urlencode()
    return f"?{words}" if words else ""


def beginning(query, *without) -> str:
    """The query string without those parameters, ready for one more: "?" or "?a=b&"."""
    kept = query.copy()
    for name in without:
        kept.pop(name, None)
    return f"?{kept.urlencode()}&" if kept else "?"


def ways_on(chosen, chips: list[Chip], path: str) -> list[tuple[str, str, int]]:
    """Where nothing matches: (label, address, places) for each parameter that may be given up; one query."""
    names = list(dict.fromkeys(chip.name for chip in chips))
    if not names:
        return []
    parts = [counted(name, chosen.matching(without=name)) for name in names]
    places = {name: count for name, _value, count in parts[0].union(*parts[1:], all=True).order_by()}
    return [
        (_("不限%(label)s") % {"label": label}, path + address_without(chosen.data, name), places[name])
        for name in names
        if places.get(name) and (label := chosen.filters[name].label)
    ]


def page_of(rows, number, count: int, per_page: int = PER_PAGE):
    """That page of the rows, or the last where there is no such page; the count is known already."""
    paginator = Paginator(rows, per_page)
    paginator.count = count
    return paginator.get_page(number)
