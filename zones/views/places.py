from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing.read_only import read_only
from zones.finder import Finder
from zones.maps import ground_of, marks_of
from zones.models import Carrier
from zones.place_facts import key_figures, price_of

TITLES = {
    None: gettext_lazy("找产业园、厂房和土地"),
    Carrier.Kind.PARK: gettext_lazy("产业园"),
    Carrier.Kind.PLANT: gettext_lazy("厂房"),
    Carrier.Kind.LAND: gettext_lazy("土地"),
}


@read_only
def places(request, kind=None):
    """The finder over all places, or over one kind of them."""
    finder = Finder(request.GET, request.user, request.path, kind)
    found = list(finder.page)
    zone = found[0].zone if len({place.zone_id for place in found}) == 1 else None
    context = {
        "area": "places",
        "title": TITLES[kind],
        "crumbs": crumbs_of(kind),
        "finder": finder,
        "form": finder.chosen.form,
        "rows": [(place, key_figures(place)[:4], member_price(place, request.user)) for place in found],
        "zone": zone,
        "ground": ground_of(zone) if zone else "",
        "marks": marks_of(found),
    }
    return render(request, "zones/places.html", context)


def crumbs_of(kind):
    here = [(_("开发区"), reverse("home")), (_("载体"), reverse("zones:places") if kind else "")]
    return [*here, (TITLES[kind], "")] if kind else here


def member_price(place, user):
    """The price of a place for a member; a visitor's row has none to read."""
    return price_of(place) if user.is_authenticated else None
