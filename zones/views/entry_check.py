from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from publishing.read_only import read_only
from zones.entry_check import verdict
from zones.entry_form import EntryForm
from zones.locks import behind_the_lock
from zones.models import EntryRequirement

from .zone import crumbs_in
from .zone_asked import choose_zone, zone_asked


@read_only
def entry_check(request):
    """Own figures beside a zone's 入驻要求, for members; a visitor's figures are not even read."""
    asked = zone_asked(request)
    if asked.zone is None:
        return choose_zone(request, asked, _("入驻预审"))
    rows = EntryRequirement.objects.filter(zone=asked.zone)
    is_member = request.user.is_authenticated
    form = EntryForm(request.GET, rows.visible_to(request.user)) if is_member else None
    checks = form.checks() if form else []
    answered = [check for check in checks if check.answer]
    entry = (_("入驻要求"), reverse("zones:entry", args=[asked.zone.slug]))
    context = {
        "area": "zone",
        "zone": asked.zone,
        "crumbs": crumbs_in(asked.zone, entry, (_("入驻预审"), "")),
        "form": form,
        "answered": answered,
        "verdict": verdict((check.answer, check.requirement.is_mandatory) for check in answered),
        "checks": checks,
        "locked": None if is_member else behind_the_lock(rows),
    }
    return render(request, "zones/entry_check.html", context)
