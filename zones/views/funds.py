from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publishing.read_only import read_only
from zones.facts import YUAN, Column, facts_of
from zones.locks import locked_columns_with_values, locked_labels
from zones.models import Fund, Industry

from .zone import crumbs_in, zone_for

LOCKED = (
    Column("size", _("基金规模"), YUAN),
    Column("committed", _("已认缴"), YUAN),
    Column("ticket_min", _("单笔投资"), YUAN, "ticket_max"),
    Column("term", _("期限")),
    Column("contact", _("对接方式")),
)
LOCKED_LABELS = {column.field: column.label for column in LOCKED}


@read_only
def fund(request, zone, slug):
    """One fund, as neutral information (国办发〔2025〕1号); sums and the contact for members."""
    zone = zone_for(request.user, zone)
    rows = Fund.objects.visible_to(request.user).filter(zone=zone)
    industries = Prefetch("industries", Industry.objects.visible_to(request.user).filter(zone=zone))
    presence = locked_columns_with_values(Fund, LOCKED_LABELS)
    found = get_object_or_404(rows.prefetch_related(industries).annotate(**presence), slug=slug)
    is_member = request.user.is_authenticated
    context = {
        "area": "zone",
        "zone": zone,
        "crumbs": crumbs_in(zone, (_("相关基金"), reverse("zone_funds", args=[zone.slug])), (found.name, "")),
        "fund": found,
        "industries": list(found.industries.all()),
        "member_facts": facts_of(found, LOCKED) if is_member else [],
        "locked": [] if is_member else locked_labels(found, LOCKED_LABELS),
        "others": rows.exclude(pk=found.pk),
    }
    return render(request, "zones/fund.html", context)
