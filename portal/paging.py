"""A page of a list, and the numbered links that keep its filters (components/list_pages.html prints them)."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from publishing.listing import PER_PAGE, PageLink, page_links


@dataclass(frozen=True)
class Paged:
    page: Page
    pages: list[PageLink]  # empty where one page holds all


def paged(rows, request) -> Paged:
    """The page that ?page= asks for, or the nearest there is."""
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()

    def query_of(number):
        kept["page"] = number
        return f"?{kept.urlencode()}"

    return Paged(page, page_links(page, query_of))
