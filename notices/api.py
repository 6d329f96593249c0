"""The notices' list for machines: the same rows and filters as the page."""

from datetime import date, datetime

from ninja import Query, Router, Schema
from pydantic import Field

from publishing.api import AddressedOut, ApiPage, ContentOut, Listed, VocabularyOut, page_of_rows, refuse

from .filters import NoticeFilter
from .models import Notice

router = Router(tags=["notices"])


class NoticeQuery(Schema):
    """Declared for the description; NoticeFilter checks and applies them."""

    q: str = ""
    issuer: str = ""
    category: str = ""
    region: str = ""
    year: str = ""
    zone: str = ""
    sort: str = ""


class NoticeOut(ContentOut, AddressedOut):
    id: int
    title: str = Field(alias="title_zh_hans")
    title_en: str | None
    issuer: VocabularyOut
    category: VocabularyOut
    doc_number: str
    written_date: date | None
    published_date: date
    region: str | None = Field(alias="region_zh_hans")
    region_en: str | None
    summary: str | None = Field(alias="summary_zh_hans")
    summary_en: str | None
    body_kind: str
    source_url: str
    updated_at: datetime


@router.get("/notices", response=Listed[NoticeOut], summary="政策公告")
def notices(request, page: Query[ApiPage], asked: Query[NoticeQuery]):
    filters = NoticeFilter(request.GET, Notice.objects.for_list())
    refuse(filters.errors)
    return page_of_rows(filters.qs, page)
