"""A page of a list, and the numbered links that keep its filters (components/list_pages.html prints them)."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from publishing.listing import PageLink

ROWS_A_PAGE = 20


@dataclass(frozen=True)
class Paged:
    page: Page
    pages: list[PageLink]  # empty where one page holds all


def paged(rows, request) -> Paged:
    """The page that ?page= asks for, or the nearest there is."""
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    if page.paginator.num_pages == 1:
        return Paged(page, [])
    kept = request.GET.copy()
    links = []
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if not isinstance(number, int):
            links.append(PageLink(None, "", False))
            continue
        kept["page"] = number
        links.append(PageLink(number, f"?{kept.urlencode()}", number == page.number))
    return Paged(page, links)
