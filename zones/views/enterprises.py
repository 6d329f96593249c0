from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publishing.read_only import read_only
from zones.facts import PEOPLE, YUAN, Column, facts_of
from zones.locks import locked_columns_with_values, locked_labels
from zones.models import Carrier, Enterprise, Industry

from .zone import crumbs_in, zone_for

LOCKED = (
    Column("annual_output", _("年产值"), YUAN),
    Column("workforce", _("员工"), PEOPLE),
    Column("needs", _("配套需求")),
    Column("supplies", _("可供产品与服务")),
)
LOCKED_LABELS = {column.field: column.label for column in LOCKED}


@read_only
def enterprise(request, zone, slug):
    """One firm: what it makes, its track, titles, park and industries; output and needs for members."""
    zone = zone_for(request.user, zone)
    firm = get_object_or_404(firms_of(zone, request.user), slug=slug)
    is_member = request.user.is_authenticated
    context = {
        "area": "zone",
        "zone": zone,
        "crumbs": crumbs_in(
            zone, (_("园区内企业"), reverse("zone_enterprises", args=[zone.slug])), (firm.name, "")
        ),
        "firm": firm,
        "honours": list(firm.honours.all()),
        "industries": list(firm.industries.all()),
        "park": park_named(firm, request.user),
        "member_facts": facts_of(firm, LOCKED) if is_member else [],
        "locked": [] if is_member else locked_labels(firm, LOCKED_LABELS),
        "neighbours": Enterprise.objects.visible_to(request.user)
        .filter(zone=zone, track=firm.track)
        .exclude(pk=firm.pk)[:6],
    }
    return render(request, "zones/enterprise.html", context)


def firms_of(zone, user):
    """The zone's firms with track, titles and industries, and whether their locked columns are filled."""
    return (
        Enterprise.objects.visible_to(user)
        .filter(zone=zone)
        .select_related("track__parent")
        .prefetch_related(
            "honours", Prefetch("industries", Industry.objects.visible_to(user).filter(zone=zone))
        )
        .annotate(**locked_columns_with_values(Enterprise, LOCKED_LABELS))
    )


def park_named(firm, user):
    """The page of the park that the firm says it is in, where there is one."""
    if not firm.park_name:
        return None
    parks = Carrier.objects.visible_to(user).filter(zone=firm.zone_id, kind=Carrier.Kind.PARK)
    return parks.filter(name_zh_hans=firm.park_name_zh_hans).first()
