"""What every list for machines shares: one page of rows with the count, and refusals that name the field."""

from typing import Annotated

from django.conf import settings
from django.core.paginator import Paginator
from ninja import Schema
from ninja.errors import ValidationError
from pydantic import Field

PER_PAGE = 20


class ApiPage(Schema):
    page: Annotated[int, Field(ge=1, description="20 a page")] = 1


class Listed[Row](Schema):
    count: int
    results: list[Row]


class SourceOut(Schema):
    kind: str
    title: str = Field(alias="title_zh_hans")
    title_en: str | None
    issuer: str | None = Field(alias="issuer_zh_hans")
    issuer_en: str | None
    date: str
    url: str


class ContentOut(Schema):
    """Provenance as every row tells it. Rows need their source loaded."""

    source: SourceOut
    sample: bool = Field(alias="is_sample")
    as_of: str


class AddressedOut(Schema):
    """A row with a page of its own, by its absolute address."""

    url: str

    @staticmethod
    def resolve_url(row):
        return settings.SITE_URL + row.get_absolute_url()


class VocabularyOut(Schema):
    slug: str
    name: str = Field(alias="name_zh_hans")
    name_en: str | None


def page_of_rows(rows, asked: ApiPage) -> dict:
    """{"count", "results"} of that page; a page beyond the last is refused like any other bad parameter."""
    paginator = Paginator(rows, PER_PAGE)
    if asked.page > paginator.num_pages:
        refuse({"page": [f"共 {paginator.num_pages} 页。"]})
    return {"count": paginator.count, "results": list(paginator.page(asked.page))}


def refuse(errors):
    """422 that names each field, from {field: messages}; nothing where there are no errors."""
    if errors:
        raise ValidationError(
            [
                {"type": "value_error", "loc": ["query", name], "msg": str(message)}
                for name, messages in errors.items()
                for message in messages
            ]
        )
