"""What can be found: for each kind its public rows, and what the index holds of one. Only public columns are read."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import FETCH_RAISE, Count, Expression, Model, Prefetch, QuerySet
from django.utils import timezone

from notices.models import Issuer, Notice, ValidityPeriod
from policies.models import Award, Policy
from publishing.models import Source
from zones.models import Carrier, Enterprise, Fund, Industry, Track, Zone
from zones.places import PUBLIC_FIELDS, own_row, readable_places

SEVERAL = 0  # in the place of a zone's key
PLACE_KINDS = Carrier.Kind.values  # a place's category is its number in here
TEXTS_OF_PLACES = {"park": ("operator", "tenants", "facilities"), "plant": ("suits", "excludes"), "land": ()}
OF_NOTICE = (
    "title_zh_hans", "title_en", "summary_zh_hans", "summary_en", "body_zh_hans", "body_en", "doc_number", "published_date",
    "category", "expire_at", "issuer__name_zh_hans", "issuer__name_en",
)  # fmt: skip
_INLINE = re.compile(r"</?(?:a|strong|em|sub|sup)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


class Document(NamedTuple):
    """What the index holds of one row; the texts are as readers see them, folded only when stored."""

    title: str
    head: str = ""  # what else names it: issuer, 文号, short and English names
    body: str = ""
    dated: date | None = None
    zone_id: int | None = None
    issuer_id: int | None = None
    category_id: int | None = None
    year: int | None = None


@dataclass(frozen=True)
class Kind:
    name: str
    number: int  # part of every key: never give it to another kind
    model: type[Model]
    public: Callable[[], QuerySet]  # the rows that a visitor may read now
    document: Callable[[Model], Document]
    shown_of: dict[type[Model], str] = field(
        default_factory=dict
    )  # other models, by the lookup that leads to theirs
    gates: tuple[str, ...] = (
        "",
    )  # lookups of the rows whose schedule and expiry count; "" is the row itself
    is_dated: bool = False
    filters: dict[str, Callable[[object], QuerySet]] = field(default_factory=dict)
    """Conditions that are no column of the index: from a value to the keys of the rows that meet it."""
    counts: dict[str, Callable[[Expression], dict]] = field(default_factory=dict)
    """For some of these the hits of each value: from what selects the keys of hits to {value: hits}."""
    zones: str = ""  # the lookup of the zones of a row, where it may be of SEVERAL

    def rows_with(self, name: str, value) -> QuerySet | None:
        """The rows that meet a condition that is no column of the index; None where there is none of that name."""
        if name == "zone" and self.zones:
            return self.model._default_manager.filter(**{self.zones: value})
        return self.filters[name](value) if name in self.filters else None

    def zones_of(self, keys: Expression) -> dict[int, int]:
        """{zone: how many of these rows are of it}."""
        rows = self.model._default_manager.filter(pk__in=keys).order_by()
        return dict(rows.values_list(self.zones).annotate(Count("pk")))


def text_of(rich: str) -> str:
    """The words of rich text; what stands in two paragraphs or cells does not run together."""
    return html.unescape(_TAG.sub(" ", _INLINE.sub("", rich or "")))


def both(row, *names) -> str:
    """Translated columns in Chinese and English, one text."""
    values = (getattr(row, f"{name}_{language}") for name in names for language in ("zh_hans", "en"))
    return "\n".join(value for value in values if value)


def of_notice(row):
    return Document(
        title=row.title_zh_hans,
        head=f"{both(row.issuer, 'name')}\n{row.doc_number}\n{row.title_en or ''}",
        body=f"{both(row, 'summary')}\n{text_of(both(row, 'body'))}",
        dated=row.published_date,
        zone_id=only(row.zones.all()),
        issuer_id=row.issuer_id,
        category_id=row.category_id,
        year=row.published_date.year,
    )


def of_policy(row):
    return Document(
        title=row.title_zh_hans,
        head=f"{both(row, 'issuer')}\n{row.title_en or ''}",
        body=f"{both(row, 'summary', 'beneficiary', 'how_to_claim', 'term_note')}\n{text_of(both(row, 'body'))}",
        zone_id=only(row.zones.all()),
        category_id=row.category_id,
    )


def of_clause(row):
    return Document(
        title=f"{row.clause} {row.beneficiary_zh_hans}",
        head=f"{both(row.policy, 'title')}\n{row.beneficiary_en or ''}",
        body=both(row, "condition", "base"),
        zone_id=only(row.policy.zones.all()),
        category_id=row.policy.category_id,
    )


def of_zone(row):
    body = both(row, "slogan", "pillars", "lead", "boundary", "lead_industries", "target_directions")
    return Document(
        title=row.name_zh_hans,
        head=f"{both(row, 'short_name', 'region')}\n{row.name_en or ''}",
        body=f"{body}\n{text_of(both(row, 'intro'))}",
        zone_id=row.pk,
    )


def of_industry(row):
    return Document(row.name_zh_hans, row.name_en or "", both(row, "gist", "facts"), zone_id=row.zone_id)


def of_enterprise(row):
    return Document(
        title=row.name_zh_hans,
        head=f"{row.name_en or ''}\n{both(row.track, 'name')}",
        body=both(row, "summary", "products", "park_name"),
        zone_id=row.zone_id,
        category_id=row.track_id,
    )


def of_fund(row):
    body = both(row, "summary", "directions", "manager")
    return Document(row.name_zh_hans, row.name_en or "", body, zone_id=row.zone_id)


def of_place(row):
    body = f"{both(row, 'summary', 'address')}\n{both(own_row(row), *TEXTS_OF_PLACES[row.kind])}"
    kind = PLACE_KINDS.index(row.kind)
    return Document(row.name_zh_hans, row.name_en or "", body, zone_id=row.zone_id, category_id=kind)


def states_of(keys) -> dict[str, int]:
    periods = ValidityPeriod.objects.on(timezone.localdate()).filter(notice__in=keys)
    return dict(periods.values_list("state").annotate(Count("pk")))


def only(zones) -> int | None:
    """The key of the one zone there is; SEVERAL, or None for none."""
    keys = [zone.pk for zone in zones]
    return SEVERAL if len(keys) > 1 else next(iter(keys), None)


def keys_of(zones: str) -> Prefetch:
    """Of the zones of a row no more than what only() asks."""
    return Prefetch(zones, Zone._base_manager.only("pk").order_by())


def in_published_zones(model):
    return model.objects.published().filter(zone__in=Zone.objects.published()).select_related("zone")


def as_a_visitor(model, *others):
    """Rows of a model with locked columns without them (see LockedColumnsQuerySet), and columns of its relations."""
    own = [name for name in model.public_fields if name not in ("source", "zone")]
    rows = in_published_zones(model).only(*own, "expire_at", "zone__expire_at", *others)
    return rows.fetch_mode(FETCH_RAISE)


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "notice", 1, Notice,
            lambda: Notice.objects.published().order_by().select_related("issuer").only(*OF_NOTICE)
            .prefetch_related(keys_of("zones")),
            of_notice,
            {Issuer: "issuer"},
            is_dated=True,
            filters={
                "validity": lambda state: Notice.objects.in_state(state, timezone.localdate()),
            },
            counts={"validity": states_of},
            zones="zones",
        ),
        Kind(
            "policy", 2, Policy,
            lambda: Policy.objects.published().prefetch_related(keys_of("zones")),
            of_policy,
            zones="zones",
        ),
        Kind(
            "clause", 3, Award,
            lambda: Award.objects.filter(policy__in=Policy.objects.published())
            .exclude(policy__source__kind=Source.Kind.SAMPLE)
            .select_related("policy")
            .prefetch_related(keys_of("policy__zones")),
            of_clause,
            {Policy: "policy", Source: "policy__source"},
            gates=("policy__",),
            zones="policy__zones",
        ),
        Kind("zone", 4, Zone, lambda: Zone.objects.published(), of_zone),
        Kind(
            "industry", 5, Industry,
            lambda: in_published_zones(Industry),
            of_industry, {Zone: "zone"}, gates=("", "zone__"),
        ),
        Kind(
            "enterprise", 6, Enterprise,
            lambda: as_a_visitor(Enterprise, "track__name").select_related("zone", "track"),
            of_enterprise, {Zone: "zone", Track: "track"}, gates=("", "zone__"),
        ),
        Kind(
            "fund", 7, Fund,
            lambda: as_a_visitor(Fund),
            of_fund, {Zone: "zone"}, gates=("", "zone__"),
        ),
        Kind(
            "place", 8, Carrier,
            lambda: readable_places(AnonymousUser()).only(*PUBLIC_FIELDS, "expire_at", "zone__expire_at"),
            of_place, {Zone: "zone"}, gates=("", "zone__"),
        ),
    )
}  # fmt: skip
BY_NUMBER = {kind.number: kind for kind in KINDS.values()}
