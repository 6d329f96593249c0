from django.shortcuts import render
from django.urls import resolve, reverse

from publishing.preview import previewing, row_of
from publishing.read_only import read_only

SHOWN_ON = {
    "zones.CostItem": "zones:costs",
    "zones.EntryRequirement": "zones:entry",
    "zones.Surrounding": "zones:surroundings",
}


@read_only
def preview(request, token):
    """The page of a row as readers will see it, before they can; for whoever was given the link, until it expires."""
    row = row_of(token)
    if row is None:
        return render(request, "errors/preview.html", status=404)
    match = resolve(page_of(row))
    request.preview = row
    with previewing(row):
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
