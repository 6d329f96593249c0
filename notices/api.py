"""The notices' list for machines: the same rows and filters as the page."""

from datetime import date, datetime

from ninja import Query, Router, Schema
from pydantic import Field

from publishing.api import AddressedOut, ApiPage, ContentOut, Listed, VocabularyOut, page_of_rows, refuse

from .filters import NoticeFilter
from .models import Notice
from .validity_words import Account, account_of

router = Router(tags=["notices"])


class NoticeQuery(Schema):
    """Declared for the description; NoticeFilter checks and applies them."""

    q: str = ""
    issuer: str = ""
    category: str = ""
    region: str = ""
    year: str = ""
    validity: str = ""
    as_of: str = Field("", description="The day whose validity counts, as 2025-06-28; today if empty.")
    zone: str = ""
    sort: str = ""


class TermOut(Schema):
    """A stretch of time that the document states: a length from its beginning, or its last day."""

    kind: str
    articles: str
    begins_on: date | None
    years: int
    months: int
    days: int
    ends_on: date | None
    quote: str


class DocumentOut(AddressedOut):
    id: int
    title: str = Field(alias="title_zh_hans")


class LinkOut(Schema):
    """What the notice says of the target; no document where the target is not in the library."""

    kind: str
    target: DocumentOut | None
    target_title: str
    effective_on: date | None
    articles: str
    quote: str


class SaidOfItOut(Schema):
    """What another document says of this one."""

    kind: str
    by: DocumentOut = Field(alias="notice")
    from_date: date
    articles: str
    quote: str


class ValidityOut(Schema):
    """The state on the day asked for, its first and last day (null: not known), and why, in Chinese."""

    as_of: date
    state: str
    label: str
    since: date | None
    until: date | None
    days_left: int | None
    implementation_completed: bool
    reasons: list[str]


class NoticeOut(ContentOut, AddressedOut):
    id: int
    title: str = Field(alias="title_zh_hans")
    title_en: str | None
    issuer: VocabularyOut
    category: VocabularyOut
    doc_number: str
    index_number: str
    register_number: str
    genre: str
    disclosure: str
    written_date: date | None
    published_date: date
    effective_date: date | None
    lapse_date: date | None
    region: str | None = Field(alias="region_zh_hans")
    region_en: str | None
    region_code: str
    summary: str | None = Field(alias="summary_zh_hans")
    summary_en: str | None
    body_kind: str
    source_url: str
    fetched_on: date | None
    content_hash: str
    validity: ValidityOut
    terms: list[TermOut]
    links: list[LinkOut] = Field(alias="says")
    said_of_it: list[SaidOfItOut]
    updated_at: datetime


def as_out(account: Account) -> ValidityOut:
    """A last day of 9999-12-31 is none, and so is a first day of 0001-01-01."""
    badge, period = account.badge, account.period
    return ValidityOut(
        as_of=account.as_of,
        state=badge.state.value,
        label=badge.label,
        since=period.from_date if period.from_date > date.min else None,
        until=period.to_date if period.to_date < date.max else None,
        days_left=badge.days_left,
        implementation_completed=badge.is_completed,
        reasons=[said.text for said in account.reasons],
    )


@router.get("/notices", response=Listed[NoticeOut], summary="政策公告")
def notices(request, page: Query[ApiPage], asked: Query[NoticeQuery]):
    filters = NoticeFilter(request.GET, Notice.objects.for_list().with_facts())
    refuse(filters.errors)
    listed = page_of_rows(filters.qs, page)
    for notice in listed["results"]:
        notice.validity = as_out(account_of(notice, filters.day))
    return listed
