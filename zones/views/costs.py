from django.shortcuts import render
from django.utils.translation import gettext as _

from publishing.read_only import read_only
from zones.locks import behind_the_lock
from zones.models import CostItem

from .zone import crumbs_in, zone_for


@read_only
def zone_costs(request, zone):
    """要素成本: members read the values; visitors read what there is, how many, how recent."""
    zone = zone_for(request.user, zone)
    rows = CostItem.objects.filter(zone=zone)
    items = list(rows.visible_to(request.user))
    context = {
        "area": "zone",
        "zone": zone,
        "crumbs": crumbs_in(zone, (_("要素成本"), "")),
        "items": items,
        "groups": in_groups(items),
        "newest": max((item.as_of for item in items), default=""),
        "locked": None if request.user.is_authenticated else behind_the_lock(rows),
    }
    return render(request, "zones/costs.html", context)


def in_groups(items, by="group") -> list[tuple[str, str, list]]:
    """Rows as (group, its label, rows), in the order of the field's choices; empty groups left out."""
    if not items:
        return []
    choices = items[0]._meta.get_field(by).choices
    groups = [
        (value, label, [item for item in items if getattr(item, by) == value]) for value, label in choices
    ]
    return [group for group in groups if group[2]]
