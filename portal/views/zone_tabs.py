"""The four tabs beside 基本信息: enterprises, industries, funds and policies of one zone."""

from django.shortcuts import get_object_or_404, render

from policies.models import Policy, PolicyCategory
from portal import zone_page
from portal.column_locks import ENTERPRISE_COLUMNS, FUND_COLUMNS, behind_locked_columns
from portal.filters import EnterpriseFilter
from portal.paging import paged
from portal.zone_counts import counted, for_page
from publishing.read_only import read_only
from zones.models import Enterprise, Fund, Track, Zone


@read_only
def zone_enterprises(request, zone):
    """园区内企业: all of them, by track or key ones only; locked columns for members."""
    zone, user = fetch_zone(request, zone), request.user
    public = Enterprise.objects.published().filter(zone=zone)
    tracks = list(
        Track.objects.annotate(count=counted(public, "track")).filter(count__gt=0).select_related("parent")
    )
    rows = Enterprise.objects.visible_to(user).filter(zone=zone).select_related("track__parent")
    narrowed = EnterpriseFilter(request.GET or None, rows, tracks=tracks)
    context = {
        "filter": narrowed,
        "found": paged(narrowed.qs, request),
        "locked": None if user.is_authenticated else behind_locked_columns(public, ENTERPRISE_COLUMNS),
    }
    return render_tab(request, zone, "enterprises", context)


@read_only
def zone_industries(request, zone):
    """园区内产业: each industry as an article with all its figures."""
    zone = fetch_zone(request, zone)
    return render_tab(request, zone, "industries", {"industries": zone_page.industries(zone, request.user)})


@read_only
def zone_funds(request, zone):
    """相关基金: neutral information; sums and contacts for members."""
    zone, user = fetch_zone(request, zone), request.user
    rows = Fund.objects.visible_to(user).filter(zone=zone)
    public = Fund.objects.published().filter(zone=zone)
    context = {
        "found": paged(rows, request),
        "locked": None if user.is_authenticated else behind_locked_columns(public, FUND_COLUMNS),
    }
    return render_tab(request, zone, "funds", context)


@read_only
def zone_policies(request, zone):
    """相关政策: by category, with counts."""
    zone = fetch_zone(request, zone)
    rows = Policy.objects.for_list().with_notice().filter(zones=zone)
    categories = list(PolicyCategory.objects.annotate(count=counted(rows, "category")).filter(count__gt=0))
    current = next((one for one in categories if one.slug == request.GET.get("category")), None)
    kept = rows.filter(category=current) if current else rows
    context = {
        "categories": categories,
        "choices": [zone_page.Choice(one.slug, one.name, one.count, one == current) for one in categories],
        "is_all": current is None,
        "found": paged(kept, request),
    }
    return render_tab(request, zone, "policies", context)


def fetch_zone(request, slug) -> Zone:
    return get_object_or_404(for_page(Zone.objects.visible_to(request.user), request.user), slug=slug)


def render_tab(request, zone, tab, context):
    return render(request, f"zones/tabs/{tab}.html", {"area": "zone", "tab": tab, "zone": zone, **context})
