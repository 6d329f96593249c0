from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from publishing.read_only import read_only
from zones.cost_form import QUESTIONS, CostForm
from zones.locks import behind_the_lock
from zones.models import CostItem
from zones.yearly_cost import total

from .zone import crumbs_in
from .zone_asked import choose_zone, zone_asked


@read_only
def cost_calculator(request):
    """A yearly cost from a zone's 要素成本, for members; a visitor's figures are not even read."""
    asked = zone_asked(request)
    if asked.zone is None:
        return choose_zone(request, asked, _("成本测算"))
    rows = CostItem.objects.filter(zone=asked.zone)
    is_member = request.user.is_authenticated
    form = CostForm(request.GET, rows.visible_to(request.user)) if is_member else None
    lines = form.lines() if form and form.is_valid() else []
    costs = (_("要素成本"), reverse("zones:costs", args=[asked.zone.slug]))
    context = {
        "area": "zone",
        "zone": asked.zone,
        "crumbs": crumbs_in(asked.zone, costs, (_("成本测算"), "")),
        "questions": QUESTIONS,
        "form": form,
        "lines": lines,
        "total": total(line.cost for line in lines),
        "has_sample": any(line.item.is_sample for line in lines),
        "locked": None if is_member else behind_the_lock(rows),
    }
    return render(request, "zones/cost_calculator.html", context)
