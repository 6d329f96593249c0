from typing import NamedTuple

from django.db.models import Prefetch
from django.shortcuts import render

from zones.models import Contact, Zone


class ZoneAsked(NamedTuple):
    """The zone of ?zone=…, or the only one there is; None where the reader has to choose among `zones`."""

    zone: Zone | None
    zones: list[Zone]
    unknown: str  # what was asked for and is not published


def zone_asked(request) -> ZoneAsked:
    """Two queries."""
    desk = Prefetch("desk", Contact.objects.visible_to(request.user))
    zones = list(Zone.objects.visible_to(request.user).prefetch_related(desk))
    slug = request.GET.get("zone", "")
    found = next((zone for zone in zones if zone.slug == slug), None)
    if not slug and len(zones) == 1:
        found = zones[0]
    return ZoneAsked(found, zones, "" if found else slug)


def choose_zone(request, asked, title):
    """The page that asks for a zone, in place of one that needs it."""
    context = {"area": "zone", "title": title, "zones": asked.zones, "unknown": asked.unknown}
    return render(request, "zones/choose_zone.html", context)
