"""The zone page and its view beacon."""

from django.conf import settings
from django.http import HttpResponseForbidden, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt

from portal import zone_page
from portal.growth import growth
from portal.jsonld import zone_jsonld
from portal.works import works
from portal.zone_counts import for_page, latest_notices
from publishing.both_languages import in_both_languages
from publishing.models import ViewCount
from publishing.read_only import read_only, taking
from publishing.same_site import is_same_site
from zones.maps import ground_of, marks_of
from zones.models import Highlight, Zone, ZoneArea


@read_only
def zone_detail(request, zone):
    """基本信息: everything about one zone, in the order of the page."""
    return show_zone(
        request, get_object_or_404(for_page(Zone.objects.visible_to(request.user), request.user), slug=zone)
    )


def show_zone(request, zone):
    """The page of a zone fetched by for_page(); `/` shows it too where it is the only one."""
    user = request.user
    industries = zone_page.industries(zone, user)
    return render(
        request,
        "zones/zone.html",
        {
            **own_addresses(zone),
            "area": "zone",
            "zone": zone,
            "gallery": zone_page.gallery(zone, user),
            "growth": growth(ZoneArea.objects.visible_to(user).filter(zone=zone)),
            "industries": industries,
            "works": works(industries),
            "highlights": list(Highlight.objects.visible_to(user).filter(zone=zone)),
            "conditions": zone_page.conditions(zone, user),
            "enterprises": zone_page.key_enterprises(zone, user, request.GET.get("track")),
            "policies": zone_page.policy_digest(zone, request.GET.get("category")),
            "surroundings": zone_page.surroundings(zone, user),
            "map_ground": ground_of(zone),
            "map_marks": marks_of(zone.map_marks),
            "notices": latest_notices(zone),
        },
    )


def own_addresses(zone) -> dict:
    """canonical and the two languages by the zone's own address, also where another address shows its page."""
    path = zone.get_absolute_url()
    address = settings.SITE_URL + path
    return {
        "canonical": address,
        **in_both_languages(path),
        "structured": zone_jsonld(zone, address, settings.SITE_URL),
    }


@csrf_exempt  # a visitor has no cookie, so no token either; is_same_site stands guard
@taking("POST")
def zone_views(request, zone):
    """Count one view by a person; static/js/views.js posts here once a page view. Answers {"views": n}."""
    if not is_same_site(request):
        return HttpResponseForbidden()
    zone = get_object_or_404(Zone.objects.visible_to(request.user), slug=zone)
    return JsonResponse({"views": ViewCount.add_one(zone.views_page)})
