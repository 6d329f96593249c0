"""What a whole list comes to (its length, the counts beside its filters), kept in this process until it changes.

It changes with the content version, and at the moments that rows name themselves: publish_at, expire_at, midnight.
"""

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Min, Model, Q
from django.utils import timezone

from .models import ContentVersion, Publishable
from .preview import is_previewing

MOST = 100  # values; then all are counted anew
_kept: dict[Hashable, tuple[int, datetime, Any]] = {}  # (content version, good until, value)


def content_version() -> int | None:
    """The version that counts may be kept under; None where the reader sees other rows than everybody: inside a
    transaction, whose changes have no version yet, and in a preview.
    """
    if connection.in_atomic_block or is_previewing():
        return None
    return ContentVersion.objects.values_list("number", flat=True).filter(pk=1).first()


def kept(
    key: Hashable,
    version: int | None,
    models: Callable[[], Iterable[type[Model]]],
    count: Callable[[], Any],
) -> Any:
    """The value of count() for that version; models() are those whose rows it counts."""
    if version is None:
        return count()
    now = timezone.now()
    found = _kept.get(key)
    if found and found[0] == version and now < found[1]:
        return found[2]
    until = next_moment(models(), now)  # before counting: a row written meanwhile raises the version
    value = count()
    if len(_kept) >= MOST:
        _kept.clear()
    _kept[key] = (version, until, value)
    return value


def next_moment(models: Iterable[type[Model]], now: datetime) -> datetime:
    """When the next of the rows appears or goes by itself, at the latest the coming midnight."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    moments = [midnight]
    for model in models:
        if issubclass(model, Publishable):
            coming = model.objects.filter(status=Publishable.Status.PUBLISHED).aggregate(
                publish=Min("publish_at", filter=Q(publish_at__gt=now)),
                expire=Min("expire_at", filter=Q(expire_at__gt=now)),
            )
            moments += filter(None, coming.values())
    return min(moments)
