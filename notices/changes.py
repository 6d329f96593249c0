"""Every way of writing notices, terms and links tells here which notices it may have given another validity.

The ids are collected and refreshed once the transaction is committed. Ids of a transaction that was rolled back are
refreshed with the next one, which changes nothing.
"""

import threading
from collections.abc import Iterable
from itertools import batched

from django.db import transaction


class _Waiting(threading.local):
    def __init__(self) -> None:
        self.ids: set[int] = set()


_waiting = _Waiting()


def validity_changed(notice_ids: Iterable[int | None]):
    _waiting.ids.update(key for key in notice_ids if key)
    transaction.on_commit(_refresh, robust=True)


def _refresh():
    from .periods import refresh_periods  # which needs the models, and they need this

    ids, _waiting.ids = _waiting.ids, set()
    refresh_periods(ids)


def row_changed(instance, **_):
    """Receiver of post_save, pre_save (of links: the former target) and post_delete."""
    validity_changed(concerned(instance))


def former_target_changed(instance, **_):
    if instance.pk:
        validity_changed(type(instance).objects.filter(pk=instance.pk).values_list("target_id", flat=True))


def concerned(row) -> list[int | None]:
    return [getattr(row, name) for name in row.tells_of]


class ConcerningQuerySet:
    """Mixin: bulk writes tell, too. The model says which columns name notices (`tells_of`) and which decide (`decides`)."""

    def update(self, **fields):
        if not fields.keys() & self.model.decides:
            return super().update(**fields)
        keys = list(self.values_list("pk", flat=True))
        self._tell(keys)
        changed = super().update(**fields)
        self._tell(keys)
        return changed

    def bulk_create(self, *args, **kwargs):
        made = super().bulk_create(*args, **kwargs)
        validity_changed(key for row in made for key in concerned(row))
        return made

    def _tell(self, keys):
        for some in batched(keys, 500):
            rows = self.model._base_manager.filter(pk__in=some).values_list(*self.model.tells_of)
            validity_changed(key for row in rows for key in row)
