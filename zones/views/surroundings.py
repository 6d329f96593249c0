from django.shortcuts import render
from django.utils.translation import gettext as _

from publishing.read_only import read_only
from zones.locks import behind_the_lock
from zones.maps import ground_of, marks_of
from zones.models import Carrier, Surrounding

from .costs import in_groups
from .zone import crumbs_in, zone_for


@read_only
def zone_surroundings(request, zone):
    """周边配套 by kind with distances; what is for members is counted by kind for visitors."""
    zone = zone_for(request.user, zone)
    rows = Surrounding.objects.filter(zone=zone)
    items = list(rows.visible_to(request.user))
    context = {
        "area": "zone",
        "zone": zone,
        "crumbs": crumbs_in(zone, (_("周边配套"), "")),
        "items": items,
        "groups": in_groups(items, by="kind"),
        "locked": None if request.user.is_authenticated else behind_the_lock(rows, by="kind"),
        "ground": ground_of(zone),
        "marks": marks_of(list(Carrier.objects.visible_to(request.user).filter(zone=zone))),
    }
    return render(request, "zones/surroundings.html", context)
