"""Who wants to know what content was written: the content version, the search index, whatever else is derived.

Listeners are called after the commit with {model: keys of the rows that were saved, deleted or related anew}.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.apps import apps
from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save

type Changes = dict[type, set[int]]
_listeners: list[Callable[[Changes], object]] = []
_collected: ContextVar[Changes | None] = ContextVar("collected", default=None)


def on_content_change(listener):
    """Register a listener; one that fails is logged, and the write stands."""
    _listeners.append(listener)
    return listener


def content_changed(model: type, ids: Iterable[int | None], using: str | None = None):
    """Tell the listeners of these rows once what is being written is committed, all of a transaction together."""
    collected = _collected.get()
    connection = transaction.get_connection(using)
    changes = _told_so_far(connection) if collected is None else collected
    changes[model].update(key for key in ids if key is not None)
    if collected is None:
        transaction.on_commit(_Telling(changes, connection.alias), using=connection.alias)


@contextmanager
def one_content_change():
    """Thousands of writes of which the listeners hear once: each may take transactions of its own."""
    collected: Changes = defaultdict(set)
    token = _collected.set(collected)
    try:
        yield
    finally:
        _collected.reset(token)
        transaction.on_commit(_Telling(collected))


class _Telling:
    """What runs after a commit: each listener by itself, the content version's last, for what it names must be there."""

    def __init__(self, changes: Changes, using: str | None = None):
        self.changes, self.using = changes, using

    def __call__(self):
        changes, self.changes = self.changes, defaultdict(set)
        for listener in _listeners if changes else ():
            transaction.on_commit(partial(listener, changes), using=self.using, robust=True)


def _told_so_far(connection) -> Changes:
    """What this transaction is to tell already: it moves on to the next of its callbacks, to be told once.

    It moves only within one savepoint: what is rolled back together is forgotten together.
    """
    changes: Changes = defaultdict(set)
    if connection.in_atomic_block and connection.run_on_commit:
        savepoints, last, _robust = connection.run_on_commit[-1]
        apart = savepoints ^ set(connection.savepoint_ids)
        if isinstance(last, _Telling) and apart <= {None}:  # None: a block without a savepoint
            changes, last.changes = last.changes, changes
    return changes


# --- Django's signals: saves, fixtures, deletes with all that they take along, relations


def listen_to_content():
    """Each content model by itself: a listener to all would make Django fetch every row that it deletes anywhere."""
    from .models import ContentModel

    for model in apps.get_models():
        if issubclass(model, ContentModel):
            for signal in (post_save, post_delete):
                signal.connect(_row_changed, sender=model, dispatch_uid="publishing.row_changed")
    m2m_changed.connect(_relation_changed, dispatch_uid="publishing.relation_changed")


def _row_changed(sender, instance, using, **_):
    content_changed(sender, [instance.pk], using)


def _relation_changed(sender, instance, model, pk_set, action, using, reverse, **_):
    """Relations are written past save() and the queryset; both sides of one have changed."""
    from .models import ContentModel

    if not (isinstance(instance, ContentModel) and action.startswith(("post_", "pre_clear"))):
        return
    content_changed(type(instance), [instance.pk], using)
    if action == "pre_clear":
        pk_set = _related_keys(sender, instance, model, using)
    content_changed(model, pk_set or (), using)


def _related_keys(through, instance, model, using) -> list[int]:
    own, other = (
        next(field.name for field in through._meta.fields if field.related_model in end.__mro__)
        for end in (type(instance), model)
    )
    return list(through._base_manager.using(using).filter(**{own: instance}).values_list(other, flat=True))
