from django.conf import settings
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from publishing.qr import qr_svg
from publishing.read_only import read_only
from zones.maps import ground_of, marks_of
from zones.models import Carrier, CarrierPicture, Contact, Enterprise, Industry, Surrounding
from zones.place_facts import condition_groups, key_figures
from zones.places import readable_places

from .places import TITLES, crumbs_of, member_price

LISTS = {Carrier.Kind.PARK: "parks", Carrier.Kind.PLANT: "plants", Carrier.Kind.LAND: "land"}


@read_only
def place(request, slug):
    """One place: pictures, key figures, conditions by group, whom to ask; its price for members."""
    found = get_object_or_404(readable_places(request.user), slug=slug)
    context = {
        "area": "places",
        "place": found,
        "crumbs": crumbs_to(found),
        "pictures": list(CarrierPicture.objects.filter(carrier=found)),
        "key_figures": key_figures(found)[:5],
        "groups": condition_groups(found),
        "industries": Industry.objects.visible_to(request.user).filter(zone=found.zone_id, carriers=found.pk),
        "firms": firms_in(found, request.user),
        "locked": not request.user.is_authenticated,
        "price": member_price(found, request.user),
        "desk": Contact.objects.visible_to(request.user).filter(pk=found.zone.desk_id).first(),
        "ground": ground_of(found.zone) if found.map_x is not None else "",
        "marks": marks_of([found]),
        "near": Surrounding.objects.visible_to(request.user).filter(zone=found.zone_id)[:6],
        "qr": qr_svg(settings.SITE_URL + request.path),
        "others": [(other, key_figures(other)[:3]) for other in others_like(found, request.user)],
    }
    return render(request, "zones/place.html", context)


def crumbs_to(place):
    """开发区 / 载体 / its kind / the place itself."""
    way = crumbs_of(place.kind)
    return [*way[:-1], (TITLES[place.kind], reverse(f"zones:{LISTS[place.kind]}")), (place.name, "")]


def firms_in(place, user):
    """The firms that say they are in that park."""
    if place.kind != Carrier.Kind.PARK:
        return []
    firms = Enterprise.objects.visible_to(user).filter(zone=place.zone_id)
    return firms.select_related("track__parent").filter(park_name_zh_hans=place.name_zh_hans)


def others_like(place, user):
    """Up to four other places of the same kind in the same zone."""
    rows = readable_places(user).filter(zone=place.zone_id, kind=place.kind).exclude(pk=place.pk)
    return rows.order_by("position", "pk")[:4]
