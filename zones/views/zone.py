from django.db.models import Prefetch
from django.shortcuts import get_object_or_404

from zones.models import Contact, Zone


def zone_for(user, slug):
    """The published zone of that address, its desk only where that is published too; else 404. Two queries."""
    desk = Prefetch("desk", Contact.objects.visible_to(user))
    return get_object_or_404(Zone.objects.visible_to(user).prefetch_related(desk), slug=slug)


def crumbs_in(zone, *steps):
    """The way to a page of that zone, as (label, address) pairs; the page itself has no address."""
    return [(zone.name, zone.get_absolute_url()), *steps]
