"""From a public page to where the staff edit it. Asked for staff only: a visitor's page costs nothing more."""

from django.urls import reverse

from notices.models import Notice
from policies.models import Policy
from publishing.workflow import may
from zones.models import (
    Carrier,
    CostItem,
    Enterprise,
    EntryRequirement,
    Fund,
    Industry,
    Land,
    Park,
    Plant,
    Surrounding,
    Zone,
)

OWN_PAGE = {
    "zone": (Zone, {"zone": "slug"}),
    "zones:enterprise": (Enterprise, {"zone": "zone__slug", "slug": "slug"}),
    "zones:industry": (Industry, {"zone": "zone__slug", "slug": "slug"}),
    "zones:fund": (Fund, {"zone": "zone__slug", "slug": "slug"}),
    "zones:place": (Carrier, {"slug": "slug"}),
    "policies:detail": (Policy, {"slug": "slug"}),
    "notices:detail": (Notice, {"pk": "pk"}),
}
KINDS = {Carrier.Kind.PARK: Park, Carrier.Kind.PLANT: Plant, Carrier.Kind.LAND: Land}
LISTS = {
    "zone_enterprises": Enterprise,
    "zone_industries": Industry,
    "zone_funds": Fund,
    "zone_policies": Policy,
    "zones:costs": CostItem,
    "zones:entry": EntryRequirement,
    "zones:surroundings": Surrounding,
    "zones:parks": Park,
    "zones:plants": Plant,
    "zones:land": Land,
    "policies:list": Policy,
    "notices:list": Notice,
}


def edit_links(request) -> list[tuple[str, str]]:
    """(words, address in the admin) for the page at hand, as far as this member of staff may look there."""
    links = [("待办", reverse("admin:index"))]
    match = request.resolver_match
    if match is None:
        return links
    if match.view_name in OWN_PAGE:
        links += own_form(request.user, *OWN_PAGE[match.view_name], match.kwargs)
    if match.view_name in LISTS:
        links += own_list(request.user, LISTS[match.view_name])
    return links


def own_form(user, model, lookups, kwargs):
    row = model.objects.filter(**{field: kwargs[name] for name, field in lookups.items()}).first()
    if row is None:
        return []
    kind = KINDS[row.kind] if model is Carrier else model
    if not may(user, "view", kind):
        return []
    return [(f"编辑这个{kind._meta.verbose_name}", admin_address(kind, "change", row.pk))]


def own_list(user, model):
    return (
        [(f"管理{model._meta.verbose_name}", admin_address(model, "changelist"))]
        if may(user, "view", model)
        else []
    )


def admin_address(model, action, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{action}", args=args)
