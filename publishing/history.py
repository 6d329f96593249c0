"""Versions of a row: what changed between two of them field by field, and restoring fields."""

from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone
from django.utils.html import strip_tags

from .models import Publishable
from .relations import keys_of, living, recorded
from .workflow import is_step

KINDS = {"+": "新增", "~": "修改", "-": "删除"}
NOT_SHOWN = {"version", "confirmed_by", "confirmed_at"}
NOT_RESTORED = {"status"}  # a state changes by a step, never by the way


class Change(NamedTuple):
    """One field that differs between two versions, as text."""

    name: str
    label: str
    old: str
    new: str


class Version(NamedTuple):
    """One record of the history as people read it."""

    record: object
    what: str
    note: str
    changes: list[Change]


def tracked_fields(record):
    """The fields that a record and its model share and that people edit, in the order of the model."""
    return [
        field
        for field in record.tracked_fields
        if (field.editable or field.name in ("folder",)) and field.name not in NOT_SHOWN
        and field.name in translated_or_plain(record)
    ]  # fmt: skip


def translated_or_plain(record) -> set[str]:
    """Names of the columns that hold something: of a translated field its languages, not the field itself."""
    names = {field.name for field in record.tracked_fields}
    return {name for name in names if f"{name}_zh_hans" not in names}


def text_of(record, field) -> str:
    """A field of a record as text: choices by their label, related rows by their name, rich text without tags."""
    value = getattr(record, field.attname)
    if value is None or value == "":
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.is_relation:
        try:
            return str(field.related_model._default_manager.get(pk=value))
        except ObjectDoesNotExist:
            return f"已删除（编号 {value}）"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, bool):
        return "是" if value else "否"
    return strip_tags(str(value)).strip()


def changes_between(old, new) -> list[Change]:
    """What differs from the record `old` to the record `new`, field by field; "" in the place of NULL is no difference."""
    changes = [
        Change(field.name, label_of(field), text_of(old, field), text_of(new, field))
        for field in tracked_fields(new)
        if getattr(old, field.attname, None) != getattr(new, field.attname)
    ]
    return [change for change in changes if change.old or change.new]


def relation_changes(record, row) -> list[Change]:
    """The relations to many in which the row now differs from that record of it, as far as it holds them."""
    changes, present = [], keys_of(row, both_ways=False)
    for field in relations_in(record):
        then, now = recorded(record)[field.name], present[field.name]
        if then != now:
            found = living(field.related_model, {*then, *now})
            old, new = (
                "、".join(str(found.get(key, f"已删除（编号 {key}）")) for key in keys)
                for keys in (then, now)
            )
            changes.append(Change(field.name, label_of(field), old, new))
    return changes


def relations_in(record) -> list:
    """The fields of the relations to many that the record holds."""
    return [field for field in record.instance_type._meta.many_to_many if field.name in recorded(record)]


def names_in(row, relation) -> str:
    """What a relation to many holds, as names in the order of the letters."""
    return "、".join(sorted(map(str, getattr(row, relation).all())))


def relations_note(row, before) -> str:
    """One sentence on each relation to many that no longer holds what it did: 产业：甲、乙 → 甲。"""
    changed = []
    for name, old in before.items():
        new = names_in(row, name)
        if new != old:
            changed.append(f"{row._meta.get_field(name).verbose_name}：{old or '（空）'} → {new or '（空）'}")
    return "；".join(changed)


def label_of(field) -> str:
    """The field's name for people, of a translated column with its language (publishing.translated)."""
    return str(field.verbose_name)


def versions(records) -> list[Version]:
    """Records of one row, newest first, each with what it changed; the last one is compared with nothing."""
    found = []
    for number, record in enumerate(records):
        older = records[number + 1] if number + 1 < len(records) else None
        step = is_step(record)
        what = step.label if step else KINDS[record.history_type]
        reason = record.history_change_reason or ""
        note = reason.partition("：")[2] if step else reason
        found.append(Version(record, what, note, changes_between(older, record) if older else []))
    return found


@transaction.atomic
def restore_fields(*, row, record, names, user):
    """Give the named fields of the row the values of that record; writes a new version, deletes none."""
    fields = [field for field in tracked_fields(record) if field.name in set(names) - NOT_RESTORED]
    relations = [field for field in relations_in(record) if field.name in names]
    row = type(row)._default_manager.select_for_update().get(pk=row.pk)
    for field in fields:
        setattr(row, field.attname, getattr(record, field.attname))
    row.full_clean(exclude=["version"])
    if isinstance(row, Publishable):
        row.version += 1
    labels = "、".join(str(field.verbose_name) for field in [*fields, *relations])
    row._change_reason = f"恢复 {timezone.localdate(record.history_date)} 的版本：{labels}"[:300]
    row._history_user = user
    row.save()
    for field in relations:
        getattr(row, field.name).set(living(field.related_model, recorded(record)[field.name]))
    return row
