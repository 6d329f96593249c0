"""The policies' list for machines: the same rows and filters as the page. A sample has no sums here either."""

from datetime import datetime
from decimal import Decimal

from ninja import Query, Router, Schema
from pydantic import Field

from publishing.api import AddressedOut, ApiPage, ContentOut, Listed, VocabularyOut, page_of_rows, refuse

from .filters import PolicyFilter
from .models import Policy

router = Router(tags=["policies"])


class PolicyQuery(Schema):
    """Declared for the description; PolicyFilter checks and applies them."""

    q: str = ""
    category: str = ""
    level: str = ""
    zone: str = ""


class AwardOut(Schema):
    id: int
    clause: str
    beneficiary: str = Field(alias="beneficiary_zh_hans")
    beneficiary_en: str | None
    condition: str | None = Field(alias="condition_zh_hans")
    condition_en: str | None
    rule: str
    amount: Decimal
    rate: Decimal | None
    base: str | None = Field(alias="base_zh_hans")
    base_en: str | None
    is_competitive: bool


class PolicyOut(ContentOut, AddressedOut):
    slug: str
    title: str = Field(alias="title_zh_hans")
    title_en: str | None
    category: VocabularyOut
    level: str
    issuer: str | None = Field(alias="issuer_zh_hans")
    issuer_en: str | None
    summary: str = Field(alias="summary_zh_hans")
    summary_en: str | None
    beneficiary: str | None = Field(alias="beneficiary_zh_hans")
    beneficiary_en: str | None
    how_to_claim: str | None = Field(alias="how_to_claim_zh_hans")
    how_to_claim_en: str | None
    effective_from: str
    effective_to: str
    term_note: str | None = Field(alias="term_note_zh_hans")
    term_note_en: str | None
    combining_note: str | None = Field(alias="combining_note_zh_hans")
    combining_note_en: str | None
    awards: list[AwardOut]
    updated_at: datetime

    @staticmethod
    def resolve_awards(policy):
        return [] if policy.is_sample else policy.awards.all()


@router.get("/policies", response=Listed[PolicyOut], summary="产业政策")
def policies(request, page: Query[ApiPage], asked: Query[PolicyQuery]):
    """Sums are in yuan; `rate` is a percentage."""
    filters = PolicyFilter(request.GET, Policy.objects.for_list().prefetch_related("awards"))
    refuse(filters.errors)
    return page_of_rows(filters.qs, page)
