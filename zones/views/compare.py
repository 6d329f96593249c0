from typing import NamedTuple
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from publishing.read_only import read_only
from zones.comparison import MOST, condition_rows, heads_that_differ, price_row
from zones.places import readable_places, with_industries

from .places import crumbs_of

CHOICES = 24  # places to choose from on the page itself; the finder has them all


class Chosen(NamedTuple):
    """The places of ?place=…, in the order asked for, the slugs that nobody has published, and how many were too many."""

    places: list
    unknown: list[str]
    too_many: int


@read_only
def compare(request):
    """Two to four places side by side; fewer, and the page says how to choose."""
    chosen = chosen_places(request.GET.getlist("place"), request.user)
    is_enough = len(chosen.places) > 1
    suits = [(place, list(place.industries.all())) for place in chosen.places]
    is_member = request.user.is_authenticated
    context = {
        "area": "places",
        "crumbs": [crumbs_of(None)[0], (_("载体"), reverse("zones:places")), (_("对比载体"), "")],
        "chosen": chosen,
        "columns": [(place, address_without(place, chosen.places)) for place in chosen.places],
        "is_enough": is_enough,
        "heads": heads_that_differ(chosen.places, suits),
        "suits": suits,
        "price": price_row(chosen.places) if is_enough and is_member else None,
        "rows": condition_rows(chosen.places) if is_enough else [],
        "most": MOST,
        "choices": [] if is_enough else choices_beside(chosen.places, request.user),
    }
    return render(request, "zones/compare.html", context)


def chosen_places(slugs, user) -> Chosen:
    """Unknown addresses are told apart before the first four are taken; none costs no query."""
    slugs = list(dict.fromkeys(slug for slug in slugs if slug))
    rows = with_industries(readable_places(user), user).filter(slug__in=slugs) if slugs else []
    found = {place.slug: place for place in rows}
    known = [found[slug] for slug in slugs if slug in found]
    return Chosen(known[:MOST], [slug for slug in slugs if slug not in found], max(len(known) - MOST, 0))


def address_without(place, places) -> str:
    others = [("place", other.slug) for other in places if other != place]
    return f"{reverse('zones:compare')}?{urlencode(others)}" if others else reverse("zones:compare")


def choices_beside(chosen, user):
    """Places to choose from, those already chosen first."""
    others = readable_places(user).exclude(pk__in=[place.pk for place in chosen]).order_by("position", "pk")
    return [*chosen, *others[:CHOICES]]
