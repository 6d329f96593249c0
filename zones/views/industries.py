from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from publishing.read_only import read_only
from zones.models import Carrier, Enterprise, Fund, Industry, IndustryFigure

from .zone import crumbs_in, zone_for


@read_only
def industry(request, zone, slug):
    """One industry: its facts, dated figures, projects, firms and places."""
    zone = zone_for(request.user, zone)
    figures = Prefetch("figures", IndustryFigure.objects.visible_to(request.user))
    rows = Industry.objects.visible_to(request.user).filter(zone=zone)
    found = get_object_or_404(rows.prefetch_related(figures), slug=slug)
    of_this = {"zone": zone, "industries": found}
    context = {
        "area": "zone",
        "zone": zone,
        "crumbs": crumbs_in(
            zone, (_("园区内产业"), reverse("zone_industries", args=[zone.slug])), (found.name, "")
        ),
        "industry": found,
        "figures": [figure for figure in found.figures.all() if not figure.stage],
        "projects": [figure for figure in found.figures.all() if figure.stage],
        "firms": Enterprise.objects.visible_to(request.user)
        .filter(**of_this)
        .select_related("track__parent"),
        "places": Carrier.objects.visible_to(request.user).filter(**of_this),
        "funds": Fund.objects.visible_to(request.user).filter(**of_this),
        "others": rows.exclude(pk=found.pk),
    }
    return render(request, "zones/industry.html", context)
