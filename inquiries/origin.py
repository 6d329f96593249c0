"""From which page somebody writes, in the words of that page, and which desk looks after it."""

from typing import NamedTuple

from django.urls import Resolver404, resolve

from notices.models import Notice
from policies.models import Policy
from zones.models import Carrier, Zone

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
    try:
        return resolve(path.partition("#")[0].partition("?")[0])
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
    """The e-mail of the desk of the zone in that path, else of the first zone; "" where none has one."""
    match = _match(path)
    slug = match.kwargs.get("zone") if match else None
    zones = Zone.objects.published().select_related("desk")
    zone = zones.filter(slug=slug).first() if slug else zones.first()
    return zone.desk.email if zone and zone.desk else ""
