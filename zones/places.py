"""Places as a reader may have them: the carrier with its zone, its source and its kind's own columns, in one query."""

from django.db.models import Prefetch

from zones.models import Carrier, Industry, Land, Park, Plant, Zone

MODEL_OF_KIND = {Carrier.Kind.PARK: Park, Carrier.Kind.PLANT: Plant, Carrier.Kind.LAND: Land}
OWN_FIELDS = [
    f"{kind}__{field}"
    for kind, model in MODEL_OF_KIND.items()
    for field in model.public_fields
    if field not in Carrier.public_fields
]
ZONE_FIELDS = ["zone__name", "zone__slug", "zone__boundary", "zone__desk"]
PUBLIC_FIELDS = [field for field in Carrier.public_fields if field != "zone"] + ZONE_FIELDS + OWN_FIELDS


def readable_places(user):
    """Published carriers of published zones; a visitor's rows come without the locked columns, of kind and carrier."""
    rows = (
        Carrier.objects.visible_to(user)
        .filter(zone__in=Zone.objects.published())
        .select_related("zone", "park", "plant", "land")
    )
    return rows if user.is_authenticated else rows.only(*PUBLIC_FIELDS)


def with_industries(places, user):
    """Places with the published industries that they suit, loaded in one more query."""
    industries = Industry.objects.visible_to(user).filter(zone__in=Zone.objects.published())
    return places.prefetch_related(Prefetch("industries", industries))


def own_row(place) -> Park | Plant | Land:
    """The park, plant or land behind a carrier that readable_places fetched; no further query."""
    return getattr(place, place.kind)
