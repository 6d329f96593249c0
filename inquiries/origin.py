"""From which page somebody writes, in the words of that page, and which desk looks after it."""

from typing import NamedTuple

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation

from notices.models import Notice
from policies.models import Policy
from zones.models import Carrier, Contact, Zone

NAMED = {"zones:place": Carrier, "policies:detail": Policy, "notices:detail": Notice}


class Origin(NamedTuple):
    path: str
    title: str  # the name of what is shown there; the path itself where that is not known


def origin_of(path: str) -> Origin | None:
    """The page behind a path of this site; None without a path. Unpublished things stay unnamed."""
    if not path:
        return None
    return Origin(path, _title(path) or path)


def _match(path):
    """The page of that path, whichever language the reader of it has: /en/… only resolves in English."""
    bare = path.partition("#")[0].partition("?")[0]
    try:
        with translation.override("en" if bare.startswith("/en/") else settings.LANGUAGE_CODE):
            return resolve(bare)
    except Resolver404:
        return None


def _title(path) -> str:
    match = _match(path)
    if match and match.view_name in NAMED:
        found = NAMED[match.view_name].objects.published().filter(**match.kwargs)
    elif match and "zone" in match.kwargs:
        found = Zone.objects.published().filter(slug=match.kwargs["zone"])
    else:
        return ""
    return str(found.first() or "")


def desk_address(path: str) -> str:
    """The e-mail of the zone's desk that the page belongs to, else of the first zone's; "" without a published one."""
    zone = _zone(path) or Zone.objects.published().first()
    desk = Contact.objects.published().filter(pk=zone.desk_id).first() if zone else None
    return desk.email if desk else ""


def _zone(path) -> Zone | None:
    match = _match(path)
    zones = Zone.objects.published()
    if match and match.view_name == "zones:place":
        return zones.filter(carriers__slug=match.kwargs["slug"]).first()
    return zones.filter(slug=match.kwargs["zone"]).first() if match and "zone" in match.kwargs else None
