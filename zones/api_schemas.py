"""What the zones' lists say, field by field. A locked field is null for visitors, and named in `locked`."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from ninja import Schema
from pydantic import Field

from publishing.api import AddressedOut, ContentOut, Listed
from zones.models import Carrier, Enterprise, Fund
from zones.places import own_row


class ZoneQuery(Schema):
    zone: Annotated[str, Field(max_length=60, description="slug of a zone")] = ""


class EnterpriseQuery(ZoneQuery):
    track: Annotated[str, Field(max_length=60, description="slug of a track or of its group")] = ""
    key: bool = False


class PlaceQuery(Schema):
    """Declared for the description; zones.filters.PlaceFilter checks and applies them."""

    q: str = ""
    zone: list[str] = []
    kind: list[str] = []
    use: list[str] = []
    industry: list[str] = []
    availability: list[str] = []
    area_min: str = ""
    area_max: str = ""
    area_unit: str = ""
    height_min: str = ""
    load_min: str = ""
    power_min: str = ""
    price_max: str = ""
    sort: str = ""


class LockedGroupOut(Schema):
    label: str
    count: int


class LockOut(Schema):
    """What signing in opens: kinds, how many, how recent; never a value."""

    count: int
    newest: str
    groups: list[LockedGroupOut]


class ListedWithLock[Row](Listed[Row]):
    locked: LockOut | None


def is_member(context) -> bool:
    return context["request"].user.is_authenticated


def members_only(field: str):
    """A resolver that reads a locked column for members; a visitor's row has none to read."""
    return staticmethod(lambda row, context: getattr(row, field) if is_member(context) else None)


class NamedOut(ContentOut):
    name: str = Field(alias="name_zh_hans")
    name_en: str | None


class ZoneOut(NamedOut, AddressedOut):
    slug: str
    level: str
    kind: str
    lead: str | None = Field(alias="lead_zh_hans")
    lead_en: str | None


class OfZoneOut(ContentOut):
    zone: str = Field(alias="zone.slug")


class NamedOfZoneOut(OfZoneOut, NamedOut):
    slug: str


class PriceOut(Schema):
    min: Decimal | None = Field(alias="price_min")
    max: Decimal | None = Field(alias="price_max")
    unit: str = Field(alias="price_unit")
    note: str | None = Field(alias="price_note_zh_hans")
    note_en: str | None = Field(alias="price_note_en")
    as_of: str = Field(alias="price_as_of")


class PlaceOut(NamedOfZoneOut, AddressedOut):
    kind: str
    summary: str | None = Field(alias="summary_zh_hans")
    summary_en: str | None
    address: str | None = Field(alias="address_zh_hans")
    address_en: str | None
    area_m2: Decimal | None = Field(alias="area")
    availability: str
    available_from: str
    tenure: str
    industries: list[str]
    details: dict[str, Decimal | int | str | None]
    price: PriceOut | None
    locked: list[str]
    updated_at: datetime

    @staticmethod
    def resolve_industries(place):
        return [industry.slug for industry in place.industries.all()]

    @staticmethod
    def resolve_details(place):
        """The columns of its kind: areas in m², lengths in m, loads in t/m², power in kVA, sums in yuan."""
        own = own_row(place)
        names = [name for name in own.public_fields if name not in Carrier.public_fields]
        english = [f"{name}_en" for name in names if hasattr(own, f"{name}_en")]
        return {name: getattr(own, name) for name in (*names, *english)}

    @staticmethod
    def resolve_price(place, context):
        return place if is_member(context) and place.price_unit else None

    @staticmethod
    def resolve_locked(place, context):
        return [] if is_member(context) else ["price"]


class EnterpriseOut(NamedOfZoneOut, AddressedOut):
    track: str = Field(alias="track.slug")
    is_key: bool
    honours: list[str]
    summary: str | None = Field(alias="summary_zh_hans")
    summary_en: str | None
    products: str | None = Field(alias="products_zh_hans")
    products_en: str | None
    park_name: str | None = Field(alias="park_name_zh_hans")
    park_name_en: str | None
    annual_output: Decimal | None
    workforce: int | None
    needs: str | None
    needs_en: str | None
    supplies: str | None
    supplies_en: str | None
    locked: list[str]

    @staticmethod
    def resolve_honours(firm):
        return [honour.name_zh_hans for honour in firm.honours.all()]

    resolve_annual_output = members_only("annual_output")
    resolve_workforce = members_only("workforce")
    resolve_needs = members_only("needs_zh_hans")
    resolve_needs_en = members_only("needs_en")
    resolve_supplies = members_only("supplies_zh_hans")
    resolve_supplies_en = members_only("supplies_en")

    @staticmethod
    def resolve_locked(firm, context):
        return [] if is_member(context) else list(Enterprise.locked_fields)


class FigureOut(ContentOut):
    label: str = Field(alias="label_zh_hans")
    label_en: str | None
    value: Decimal
    value_max: Decimal | None
    unit: str
    bound: str
    note: str | None = Field(alias="note_zh_hans")
    note_en: str | None


class ProjectFigureOut(FigureOut):
    stage: str


class IndustryOut(NamedOfZoneOut, AddressedOut):
    gist: str | None = Field(alias="gist_zh_hans")
    gist_en: str | None
    facts: str | None = Field(alias="facts_zh_hans")
    facts_en: str | None
    figures: list[ProjectFigureOut]

    @staticmethod
    def resolve_figures(industry):
        return list(industry.figures.all())


class FundOut(NamedOfZoneOut, AddressedOut):
    kind: str
    stage: str
    manager: str | None = Field(alias="manager_zh_hans")
    manager_en: str | None
    directions: str | None = Field(alias="directions_zh_hans")
    directions_en: str | None
    summary: str | None = Field(alias="summary_zh_hans")
    summary_en: str | None
    size: Decimal | None
    committed: Decimal | None
    ticket_min: Decimal | None
    ticket_max: Decimal | None
    term: str | None
    term_en: str | None
    contact: str | None
    contact_en: str | None
    locked: list[str]

    resolve_size = members_only("size")
    resolve_committed = members_only("committed")
    resolve_ticket_min = members_only("ticket_min")
    resolve_ticket_max = members_only("ticket_max")
    resolve_term = members_only("term_zh_hans")
    resolve_term_en = members_only("term_en")
    resolve_contact = members_only("contact_zh_hans")
    resolve_contact_en = members_only("contact_en")

    @staticmethod
    def resolve_locked(fund, context):
        return [] if is_member(context) else list(Fund.locked_fields)


class CostOut(OfZoneOut, FigureOut):
    group: str
    tier: str | None = Field(alias="tier_zh_hans")
    tier_en: str | None


class EntryOut(OfZoneOut, FigureOut):
    group: str
    operator: str
    scope: str | None = Field(alias="scope_zh_hans")
    scope_en: str | None
    is_mandatory: bool


class SurroundingOut(OfZoneOut):
    kind: str
    name: str = Field(alias="name_zh_hans")
    name_en: str | None
    remark: str | None = Field(alias="remark_zh_hans")
    remark_en: str | None
    distance_km: Decimal | None = Field(alias="distance")
    minutes: int | None
