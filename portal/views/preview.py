from django.shortcuts import render
from django.urls import resolve, reverse

from publishing.models import ProposedChange
from publishing.preview import previewing, row_of
from publishing.proposed_values import row_to_preview, shown_values
from publishing.read_only import read_only

SHOWN_ON = {
    "zones.CostItem": "zones:costs",
    "zones.EntryRequirement": "zones:entry",
    "zones.Surrounding": "zones:surroundings",
}


@read_only
def preview(request, token):
    """The page of a row as readers will see it, before they can; for whoever was given the link, until it expires.

    Of a proposed change: the page with its values in the row, which are not saved.
    """
    row, values = row_of(token), {}
    if isinstance(row, ProposedChange):
        request.proposed = True
        row, values = row_to_preview(row), shown_values(row)
    if row is None:
        return render(request, "errors/preview.html", status=404)
    match = resolve(page_of(row))
    request.preview = row
    with previewing(row, values):
        response = match.func(request, *match.args, **match.kwargs)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def page_of(row) -> str:
    """The page on which a row is read: its own, else that of what it belongs to."""
    if hasattr(row, "get_absolute_url"):
        return row.get_absolute_url()
    if hasattr(row, "industry"):
        return row.industry.get_absolute_url()
    return reverse(SHOWN_ON.get(row._meta.label, "zone"), args=[row.zone.slug])
