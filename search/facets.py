"""What hits can be narrowed by, kind by kind: addresses say slugs, the index numbers, readers read names."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from notices.models import Issuer, Notice, NoticeCategory, ValidityPeriod
from policies.models import Policy, PolicyCategory
from publishing.chinese_text import chinese
from publishing.facets import Facet, Option
from zones.models import Carrier, Enterprise, Track, Zone

from .kinds import PLACE_KINDS

MOST_OPTIONS = 30


class Value(NamedTuple):
    slug: str
    label: str


@dataclass(frozen=True)
class Rows:
    """A vocabulary in the database. What an address asks for must be the value of a public row; what hits have is."""

    label: str
    rows: Callable[[], QuerySet]
    public: Callable[[QuerySet], QuerySet] = lambda rows: rows

    def number(self, slug: str) -> int | None:
        return self.public(self.rows()).filter(slug=slug).values_list("pk", flat=True).first()

    def values(self, numbers: Iterable[int]) -> dict[int, Value]:
        rows = self.rows().filter(pk__in=numbers).order_by()
        found = rows.values_list("pk", "slug", "name_zh_hans", "name_en")
        is_english = get_language() == "en"
        return {
            key: Value(slug, (is_english and english) or chinese(name)) for key, slug, name, english in found
        }


@dataclass(frozen=True)
class Years:
    label: str

    def number(self, slug: str) -> int | None:
        return int(slug) if re.fullmatch("(19|20)[0-9]{2}", slug) else None

    def values(self, numbers: Iterable[int]) -> dict[int, Value]:
        return {year: Value(str(year), str(year)) for year in sorted(numbers, reverse=True)}


@dataclass(frozen=True)
class States:
    """The validity of notices today."""

    label: str

    def number(self, slug: str) -> str | None:
        return slug if slug in ValidityPeriod.State.values else None

    def values(self, states: Iterable[str]) -> dict[str, Value]:
        return {
            value: Value(value, label) for value, label in ValidityPeriod.State.choices if value in states
        }


@dataclass(frozen=True)
class PlaceKinds:
    label: str

    def number(self, slug: str) -> int | None:
        return PLACE_KINDS.index(slug) if slug in PLACE_KINDS else None

    def values(self, numbers: Iterable[int]) -> dict[int, Value]:
        kinds = {number: Carrier.Kind(PLACE_KINDS[number]) for number in numbers if number < len(PLACE_KINDS)}
        return {number: Value(kind.value, kind.label) for number, kind in kinds.items()}


def vocabulary(label, model, rows, column) -> Rows:
    def public(values):
        return values.filter(Exists(rows.objects.published().filter(**{column: OuterRef("pk")})))

    return Rows(label, model.objects.all, public)


ZONE = Rows(_("开发区"), lambda: Zone.objects.published())
YEAR = Years(_("年份"))
POLICY_CATEGORY = vocabulary(_("类别"), PolicyCategory, Policy, "category")
FACETS = {
    "": {"zone": ZONE, "year": YEAR},
    "notice": {
        "category": vocabulary(_("主题"), NoticeCategory, Notice, "category"),
        "issuer": vocabulary(_("发文机关"), Issuer, Notice, "issuer"),
        "year": YEAR,
        "validity": States(_("效力")),
        "zone": ZONE,
    },
    "policy": {"category": POLICY_CATEGORY, "zone": ZONE},
    "clause": {"category": POLICY_CATEGORY, "zone": ZONE},
    "zone": {},
    "industry": {"zone": ZONE},
    "enterprise": {"category": vocabulary(_("赛道"), Track, Enterprise, "track"), "zone": ZONE},
    "fund": {"zone": ZONE},
    "place": {"category": PlaceKinds(_("类型")), "zone": ZONE},
}


class Chosen(NamedTuple):
    slugs: dict[str, str]  # what the address says, where it is known
    numbers: dict[str, int | str]  # the same for search.api
    errors: dict[str, list[str]]


def chosen(kind: str, asked) -> Chosen:
    """The filters of that kind in a QueryDict; a value that nothing public has is an error of its filter."""
    found = Chosen({}, {}, {})
    for name, facet in FACETS[kind].items():
        if not (slug := asked.get(name, "")):
            continue
        number = facet.number(slug)
        if number is None:
            found.errors[name] = [_("没有这个选项，请从列表里选一个。")]
        else:
            found.slugs[name], found.numbers[name] = slug, number
    return found


def facets(kind: str, counts: dict[str, list[tuple[int | str, int]]], choice: Chosen) -> dict[str, Facet]:
    """Each filter with its values and how many hits each would leave; one query for each vocabulary."""
    return {name: _facet(name, facet, counts.get(name, []), choice) for name, facet in FACETS[kind].items()}


def _facet(name, facet, counts, choice) -> Facet:
    hits = dict(counts[:MOST_OPTIONS])
    if name in choice.numbers:
        hits.setdefault(choice.numbers[name], 0)
    elif len(hits) < 2:  # nothing to choose: no need to ask what it is called
        hits = {}
    values = facet.values(hits) if hits else {}
    order = values if isinstance(facet, Years | States) else [number for number in hits if number in values]
    slug = choice.slugs.get(name, "")
    options = [
        Option(values[number].slug, values[number].label, hits[number], values[number].slug == slug)
        for number in order
    ]
    return Facet(name, str(facet.label), options, slug, choice.errors.get(name, []))
