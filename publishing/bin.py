"""The bin: what was deleted, and bringing it back with all that went with it in the same act.

Every record of one act of deleting bears the same moment (`keep_for_bin`), so a picture that was removed by itself the
day before stays away when its plant comes back.
"""

from collections import Counter
from typing import NamedTuple

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from .models import PictureBase, Publishable
from .relations import keys_of, living, recorded
from .workflow import Status

REASON = "从回收站恢复"


class Restored(NamedTuple):
    """The row, the rows that came back with it, and for each thing that did not a clause for people."""

    row: models.Model
    parts: list
    lost: list[str]

    @property
    def counted(self) -> str:
        """What came with the row: 载体图片 3、附件 1; "" for nothing."""
        counts = Counter(str(part._meta.verbose_name) for part in self.parts)
        return "、".join(f"{name} {number}" for name, number in counts.items())


def keep_for_bin(instance, origin, **_):
    """Receiver of pre_delete: all rows that one act of deleting takes get records of one moment, with their relations."""
    instance._relations = keys_of(instance, both_ways=True)
    if origin is None:
        return
    if not hasattr(origin, "_deleted_at"):
        origin._deleted_at = timezone.now()
    instance._history_date = origin._deleted_at


def act_on(model) -> str:
    return "恢复为草稿" if issubclass(model, Publishable) else "恢复"


def deleted(model):
    """The last record of every row of the model that is gone, newest first."""
    key = model._meta.pk.attname
    still_there = model._default_manager.values("pk")
    later = model.history.filter(**{key: OuterRef(key)}, history_id__gt=OuterRef("history_id"))
    gone = model.history.filter(~Exists(later), history_type="-").exclude(**{f"{key}__in": still_there})
    return gone.order_by("-history_date")


@transaction.atomic
def restore_deleted(*, record, user) -> Restored:
    """Bring a deleted row and its parts back under their old numbers, as drafts.

    Raises ValidationError or IntegrityError where the row itself cannot come back; what else cannot is in `lost`.
    """
    back = [(record, _saved(record, user))]
    lost = []
    for parent, row in back:  # grows while it is read: parts have parts
        for each in records_with(parent, row):
            try:
                with transaction.atomic():
                    back.append((each, _saved(each, user)))
            except (ValidationError, IntegrityError) as error:
                lost.append(f"{named(each.instance)}（{why(error)}）")
    for former, row in back:
        lost += _tied_again(former, row) + _related_again(former, row)
        lost += [f"{named(row)}的文件"] * lacks_file(row)
    lost += [f"删除前的{name}（没有留副本）" for name in kinds_without_copy(type(back[0][1]))]
    return Restored(back[0][1], [row for _record, row in back[1:]], lost)


def named(row) -> str:
    return f"{row._meta.verbose_name}“{row}”"


def why(error) -> str:
    if isinstance(error, ValidationError):
        return "；".join(message.rstrip("。") for message in error.messages)
    return "它和现有的内容冲突"


def is_cascade(field) -> bool:
    """Whether the row goes when what the field points to goes; its own parent's row in the database does not count."""
    relation = field.remote_field
    return (
        bool(relation) and getattr(relation, "on_delete", None) is models.CASCADE and not relation.parent_link
    )


def dependents(model):
    """(model, field) of every relation by which deleting a row of the model takes others along."""
    family = {model, *model._meta.get_parent_list()}
    return [
        (other, field)
        for other in apps.get_models()
        for field in other._meta.fields
        if is_cascade(field) and field.related_model in family
    ]


def records_with(record, row):
    """The records of the rows that went with that row, in the same act."""
    for model, field in dependents(type(row)):
        if hasattr(model, "history"):
            gone = {"history_type": "-", "history_date": record.history_date, field.attname: row.pk}
            yield from model.history.filter(**gone)


def kinds_without_copy(model) -> list[str]:
    """Names of what goes with a row of the model and has no history, neither itself nor as one of its kinds.

    A model with `is_made_anew` needs none: its rows are made again from those that come back.
    """
    return [
        str(other._meta.verbose_name)
        for other, _field in dependents(model)
        if not getattr(other, "is_made_anew", False)
        and not any(hasattr(kind, "history") for kind in apps.get_models() if issubclass(kind, other))
    ]


def references(row):
    """The fields of the row that point to one other row."""
    fields = [field for field in row._meta.concrete_fields if field.is_relation]
    return [field for field in fields if not field.remote_field.parent_link]


def exists(field, key) -> bool:
    return field.related_model._default_manager.filter(pk=key).exists()


def _saved(record, user):
    """The row of the record, saved; a reference to what is gone is left empty where it may be, else refused."""
    row = record.instance
    for field in references(row):
        key = getattr(row, field.attname)
        if key is None or exists(field, key):
            continue
        if not field.null:
            raise ValidationError(f"它的“{field.verbose_name}”已经删除，请先从回收站恢复那一条。")
        setattr(row, field.attname, None)
    if isinstance(row, Publishable):
        row.status = Status.DRAFT
    row._change_reason, row._history_user = REASON, user
    row.validate_unique()
    row.validate_constraints()
    row.save()
    return row


def _tied_again(record, row) -> list[str]:
    """References that had to wait for what came back later; a clause for each that leads nowhere."""
    left = [
        (field, key)
        for field in references(row)
        if (key := getattr(record, field.attname)) != getattr(row, field.attname)
    ]
    found = [(field, key) for field, key in left if exists(field, key)]
    for field, key in found:
        setattr(row, field.attname, key)
    if found:
        row.save()
    return [
        f"{named(row)}的“{field.verbose_name}”（已经删除）"
        for field, key in left
        if (field, key) not in found
    ]


def _related_again(record, row) -> list[str]:
    """Relations to many, from either side; a clause for each that has lost some of its rows."""
    lost = []
    for name, keys in recorded(record).items():
        relation = getattr(row, name)
        found = living(relation.model, keys)
        relation.add(*found)
        if gone := len(keys) - len(found):
            lost.append(f"{named(row)}原来的 {gone} 个{relation.model._meta.verbose_name}（已经删除）")
    return lost


def lacks_file(row) -> bool:
    """Whether the storage has lost a file of the row."""
    if isinstance(row, PictureBase) and not default_storage.exists(f"{row.folder}/{row.widths[-1]}.jpg"):
        return True
    files = [getattr(row, field.name) for field in row._meta.fields if isinstance(field, models.FileField)]
    return any(file and not file.storage.exists(file.name) for file in files)
