"""Relations to many in the history. simple_history would write one more version for each of them and, of a row that is
deleted, nothing: its relations are gone before its last record is written. So every record carries their keys.
"""

import simple_history
from django.db import models

from .models.records import RecordedRelations


def keep_history(model, app: str):
    """Register the model with simple_history; its records hold the relations to many where it has any."""
    has_any = relation_names(model, both_ways=True)
    simple_history.register(model, app=app, bases=(RecordedRelations if has_any else models.Model,))


def relation_names(model, *, both_ways: bool) -> list[str]:
    """Names by which a row of the model reaches many others; with both ways also the relations that others have to it."""
    own = [field.name for field in model._meta.many_to_many]
    others = [each.get_accessor_name() for each in model._meta.related_objects if each.many_to_many]
    return own + others if both_ways else own


def keys_of(row, *, both_ways: bool) -> dict[str, list]:
    return {
        name: list(getattr(row, name).order_by("pk").values_list("pk", flat=True))
        for name in relation_names(type(row), both_ways=both_ways)
    }


def recorded(record) -> dict[str, list]:
    """The relations that the record holds; none where they were not written down."""
    return getattr(record, "relations", None) or {}


def living(model, keys) -> dict:
    """{key: row} of those rows that are still there."""
    return model._default_manager.in_bulk(keys)


def write_down(instance, history_instance, **_):
    """Receiver of pre_create_historical_record; of a deleted row publishing.bin has kept what it had."""
    if isinstance(history_instance, RecordedRelations):
        is_gone = history_instance.history_type == "-"
        history_instance.relations = instance._relations if is_gone else keys_of(instance, both_ways=False)


def write_down_later(instance, action, reverse, **_):
    """Receiver of m2m_changed: forms write relations after the row, and the newest record then holds them too."""
    if reverse or not action.startswith("post_") or hasattr(instance, "skip_history_when_saving"):
        return
    newest = instance.history.first() if hasattr(instance, "history") else None
    if isinstance(newest, RecordedRelations):
        newest.relations = keys_of(instance, both_ways=False)
        newest.save(update_fields=["relations"])
