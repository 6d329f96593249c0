from django.shortcuts import get_object_or_404, render

from zones.locks import behind_the_lock
from zones.models import CostItem, Zone


def zone_costs(request, zone):
    """要素成本: members read the values; visitors read what there is, how many, how recent."""
    zone = get_object_or_404(Zone.objects.visible_to(request.user).select_related("desk"), slug=zone)
    rows = CostItem.objects.filter(zone=zone)
    return render(
        request,
        "zones/costs.html",
        {
            "zone": zone,
            "groups": in_groups(rows.visible_to(request.user)),
            "locked": None if request.user.is_authenticated else behind_the_lock(rows),
        },
    )


def in_groups(items) -> list[tuple[str, list[CostItem]]]:
    """Cost items as (group label, items), in the order of CostItem.Group; empty groups left out."""
    found = list(items)
    groups = [(group.label, [item for item in found if item.group == group]) for group in CostItem.Group]
    return [(label, members) for label, members in groups if members]
