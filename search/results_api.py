"""The search for machines: the same hits, filters and counts as the page."""

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from notices.models import ValidityPeriod
from publishing.api import ApiPage, refuse

from . import page
from .api import search
from .hits import PRESENTED, Shown, shown

router = Router(tags=["search"])


class SearchQuery(Schema):
    """What search.page.asked reads; a filter that a kind does not have is not looked at."""

    q: str = Field(
        description="空格表示“并且”，“…”是词组，-词 是“不含”。Spaces mean and, “…” a phrase, -word not."
    )
    kind: str = Field("", description=", ".join(PRESENTED))
    zone: str = ""
    issuer: str = ""
    category: str = Field(
        "", description="主题、类别、赛道或载体类型。Of a notice, policy, enterprise or place."
    )
    year: str = ""
    validity: str = Field("", description=", ".join(ValidityPeriod.State.values))
    sort: str = Field("", description=", ".join(page.ORDERS))


class TermOut(Schema):
    text: str
    is_phrase: bool
    is_excluded: bool


class UnderstoodOut(Schema):
    terms: list[TermOut]
    messages: list[str]


class SnippetOut(Schema):
    text: str
    marks: list[tuple[int, int]] = Field(description="[begin, end) in characters of the text")


class FactsOut(Schema):
    """What is known of that kind; the rest is left out as null."""

    issuer: str | None = None
    issuer_en: str | None = None
    doc_number: str | None = None
    published_date: date | None = None
    region: str | None = None
    policy: str | None = None
    category: str | None = None
    category_en: str | None = None
    zone: str | None = None
    kind: str | None = None
    area: float | None = None


class HitOut(Schema):
    kind: str
    title: str
    title_en: str | None
    title_marks: list[tuple[int, int]]
    url: str
    snippet: SnippetOut
    sample: bool
    facts: FactsOut


class SearchOut(Schema):
    count: int
    is_capped: bool = Field(description="there are more than `count`")
    by_kind: dict[str, int]
    understood: UnderstoodOut
    results: list[HitOut]


FACTS: dict[str, Callable] = {
    "notice": lambda row: {
        "issuer": row.issuer.name_zh_hans,
        "issuer_en": row.issuer.name_en,
        "doc_number": row.doc_number,
        "published_date": row.published_date,
        "region": row.region_zh_hans,
    },
    "policy": lambda row: {"category": row.category.name_zh_hans, "category_en": row.category.name_en},
    "clause": lambda row: {"policy": row.policy.title_zh_hans},
    "zone": lambda row: {"region": row.region_zh_hans, "kind": row.kind},
    "industry": lambda row: {"zone": row.zone.slug},
    "enterprise": lambda row: {
        "zone": row.zone.slug,
        "category": row.track.name_zh_hans,
        "category_en": row.track.name_en,
    },
    "fund": lambda row: {"zone": row.zone.slug, "kind": row.kind},
    "place": lambda row: {"zone": row.zone.slug, "kind": row.kind, "area": row.area},
}


@router.get("/search", response=SearchOut, summary="搜索")
def search_all(request, number: Query[ApiPage], query: Query[SearchQuery]):
    asked = page.asked(request.GET)
    errors = dict(asked.choice.errors)
    if not asked.q:
        errors["q"] = [_("请写要找的词。")]
    if asked.unknown_kind:
        errors["kind"] = [_("没有这个选项，请从列表里选一个。")]
    if query.sort not in ("", *page.ORDERS):
        errors["sort"] = [_("没有这个选项，请从列表里选一个。")]
    refuse(errors)
    result = search(page.request_of(asked))
    if number.page > result.pages:
        refuse({"page": [f"共 {result.pages} 页。"]})
    terms = [
        {"text": term.shown, "is_phrase": term.is_phrase, "is_excluded": term.is_excluded}
        for term in result.query.terms
    ]
    return {
        "count": result.count,
        "is_capped": result.is_capped,
        "by_kind": result.by_kind,
        "understood": {"terms": terms, "messages": [str(message) for message in result.messages]},
        "results": [as_row(hit) for hit in shown(result.hits, result.query)],
    }


def as_row(hit: Shown) -> dict:
    row = hit.row
    english = (
        "name_en" if hasattr(row, "name_en") else "title_en" if hasattr(row, "title_en") else "beneficiary_en"
    )
    return {
        "kind": hit.kind,
        "title": hit.title.text,
        "title_en": getattr(row, english),
        "title_marks": hit.title.marks,
        "url": settings.SITE_URL + hit.address,
        "snippet": {"text": hit.snippet.text, "marks": hit.snippet.marks},
        "sample": hit.is_sample,
        "facts": FACTS[hit.kind](row),
    }
