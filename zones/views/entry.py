from django.shortcuts import render
from django.utils.translation import gettext as _

from publishing.read_only import read_only
from zones.locks import behind_the_lock
from zones.models import EntryRequirement

from .costs import in_groups
from .zone import crumbs_in, zone_for


@read_only
def zone_entry(request, zone):
    """入驻要求: members read the thresholds; visitors read what there is, how many, how recent."""
    zone = zone_for(request.user, zone)
    rows = EntryRequirement.objects.filter(zone=zone)
    items = list(rows.visible_to(request.user))
    context = {
        "area": "zone",
        "zone": zone,
        "crumbs": crumbs_in(zone, (_("入驻要求"), "")),
        "items": items,
        "groups": in_groups(items),
        "newest": max((item.as_of for item in items), default=""),
        "locked": None if request.user.is_authenticated else behind_the_lock(rows),
    }
    return render(request, "zones/entry.html", context)
