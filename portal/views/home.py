from django.shortcuts import render

from portal.views.zone import show_zone
from portal.zone_counts import for_page
from publishing.read_only import read_only
from zones.models import Zone


@read_only
def home(request):
    """The zone page where there is one zone, else the list of zones; a site without any says what to do."""
    zones = list(for_page(Zone.objects.visible_to(request.user), request.user))
    if len(zones) == 1:
        return show_zone(request, zones[0])
    return render(
        request, "zones/list.html" if zones else "zones/none.html", {"area": "zone", "zones": zones}
    )
