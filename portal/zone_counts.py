"""The numbers of a zone, counted in the one query that fetches it."""

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from accounts.models import SavedZone
from notices.models import Notice
from policies.models import Policy
from publishing.models import ViewCount
from zones.maps import marks_in_zone
from zones.models import Contact, Enterprise, Fund, Industry, Land, Park, Plant, Surrounding


def counted(rows, by: str):
    """How many of those rows belong to the outer row, as an annotation."""
    per_row = rows.filter(**{by: OuterRef("pk")}).order_by().values(by).annotate(n=Count("pk", distinct=True))
    return Coalesce(Subquery(per_row.values("n"), output_field=IntegerField()), 0)


def with_counts(zones):
    """Zones with parks, plants, land, enterprises, industries, funds, policies, views and saves; what is public only."""
    views = ViewCount.objects.filter(page=Concat(Value("zones/"), OuterRef("slug"))).values("views")
    return zones.annotate(
        parks_count=counted(Park.objects.published(), "zone"),
        plants_count=counted(Plant.objects.published(), "zone"),
        land_count=counted(Land.objects.published(), "zone"),
        enterprises_count=counted(Enterprise.objects.published(), "zone"),
        industries_count=counted(Industry.objects.published(), "zone"),
        funds_count=counted(Fund.objects.published(), "zone"),
        policies_count=counted(Policy.objects.published(), "zones"),
        views_count=Coalesce(Subquery(views), 0),
        saves_count=F("saves_before") + counted(SavedZone.objects.all(), "zone"),
    )


def for_page(zones, user):
    """Zones as their pages and tabs need them: numbers, contact, map marks, and what that reader has saved."""
    locked = Surrounding.objects.offered_to_members()
    saved = SavedZone.objects.filter(zone=OuterRef("pk"), user=user.pk)
    return with_counts(zones.select_related("source", "desk__source")).annotate(
        desk_is_public=Exists(Contact.objects.published().filter(pk=OuterRef("desk"))),
        map_marks=marks_in_zone(),
        locked_surroundings=Value(0) if user.is_authenticated else counted(locked, "zone"),
        locked_surroundings_sample=Exists(locked.filter(zone=OuterRef("pk"), source__kind="sample")),
        is_saved=Exists(saved) if user.is_authenticated else Value(False),
    )


def latest_notices(zone, number: int = 5):
    """The newest notices that concern this zone or name none."""
    return Notice.objects.for_list().filter(Q(zones=None) | Q(zones=zone))[:number]
