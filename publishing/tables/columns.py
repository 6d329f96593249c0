"""The columns of a model's table, made from the form that its admin declares. Names are the form's Chinese labels."""

from dataclasses import dataclass

from django.contrib.admin.utils import flatten
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from import_export.fields import Field
from import_export.widgets import Widget

from publishing.fields import PartialDateField, RichTextField
from publishing.history import label_of

from . import cells
from .relations import RowCell, RowsCell, Vocabulary
from .widgets import (
    NOT_IN_TABLE,
    ChoiceCell,
    CodeCell,
    DateCell,
    DecimalCell,
    PartialDateCell,
    RichTextCell,
    TextCell,
    WholeCell,
    YesNoCell,
)

KEEP = object()  # an empty cell of what cannot be empty: leave it as it is, or as the model makes it
LANGUAGES = ("_zh_hans", "_en")


@dataclass(frozen=True)
class Column:
    """`name` is the model's attribute, `base` the field as declared (of a translated one without its language)."""

    name: str
    base: str
    label: str
    help: str
    field: models.Field
    widget: Widget
    is_required: bool
    when_empty: object

    @property
    def attribute(self) -> str:
        return self.field.attname if self.field.many_to_one else self.name

    @property
    def is_many(self) -> bool:
        return self.field.many_to_many


class TableField(Field):
    """One column as django-import-export knows it."""

    def __init__(self, column: Column):
        super().__init__(attribute=column.attribute, column_name=column.label, widget=column.widget)
        self.column = column

    def clean(self, row, zone_id=None, **kwargs):
        """The value of the cell; KEEP where the row keeps what it has."""
        cell = row[self.column_name]
        if cells.text_of(cell) == NOT_IN_TABLE:
            return KEEP
        if cells.text_of(cell) == "":
            if self.column.is_required:
                raise ValueError("必填，不能空着。")
            return self.column.when_empty
        return self.widget.clean(cell, row=row, zone_id=zone_id)

    def value_in(self, instance):
        """What the instance holds, as `clean` would give it."""
        if not self.column.is_many:
            return getattr(instance, self.attribute)
        return sorted(row.pk for row in getattr(instance, self.attribute).all()) if instance.pk else []

    def shown(self, value) -> str:
        """A value as people read it in a table."""
        return str(self.widget.render(value))

    def export(self, instance, **kwargs):
        return self.widget.render(self.value_in(instance))


def columns_of(model, names) -> list[Column]:
    """The columns of the named fields, in their order; a translated field has two. Files and pictures have none."""
    found = []
    for name in flatten(names):
        try:
            model._meta.get_field(name)
        except FieldDoesNotExist:
            continue  # belongs to the form alone: an upload, a preview
        column_names = [name + language for language in LANGUAGES if _has(model, name + language)] or [name]
        for column_name in column_names:
            field = model._meta.get_field(column_name)
            if field.editable and not isinstance(field, models.FileField):
                found.append(_column(model, name, field))
    labels = [column.label for column in found]
    assert len(set(labels)) == len(labels), f"{model._meta.label}: two columns have one name among {labels}"
    return found


def names_of(columns: list[Column]) -> dict[str, str]:
    """Whatever a column may be called → its label: 标题, title_zh_hans, title (which is the Chinese one)."""
    bases = {column.base: column.label for column in reversed(columns)}
    return bases | {column.name: column.label for column in columns} | {c.label: c.label for c in columns}


def _has(model, name) -> bool:
    return any(field.name == name for field in model._meta.fields)


def _column(model, base, field) -> Column:
    declared = model._meta.get_field(base)
    widget = _widget(field)
    is_english = field.name != base and field.name.endswith("_en")
    when_empty = _when_empty(field, declared, widget, is_english)
    is_required = when_empty is KEEP and not declared.has_default() and base != "slug"
    hints = [str(declared.help_text), "" if is_english else getattr(widget, "hint", "")]
    return Column(
        name=field.name,
        base=base,
        label=label_of(field),
        help=" ".join(filter(None, hints)),
        field=field,
        widget=widget,
        is_required=is_required,
        when_empty=when_empty,
    )


def _when_empty(field, declared, widget, is_english):
    if isinstance(widget, ChoiceCell) and "" in widget.labels.values():
        return next(code for code, label in widget.labels.items() if not label)
    if is_english:
        return None
    if field.many_to_many:
        return []
    if declared.null:
        return None
    return "" if declared.blank and isinstance(declared, models.CharField | models.TextField) else KEEP


def _widget(field) -> Widget:
    if field.many_to_many:
        return RowsCell(Vocabulary(field.related_model))
    if field.many_to_one:
        return RowCell(Vocabulary(field.related_model, field.get_limit_choices_to()))
    if field.choices:
        return ChoiceCell(field.flatchoices)
    kinds = (
        (PartialDateField, PartialDateCell),
        (RichTextField, RichTextCell),
        (models.SlugField, CodeCell),
        (models.BooleanField, YesNoCell),
        (models.DateField, DateCell),
        (models.IntegerField, WholeCell),
    )
    if isinstance(field, models.DecimalField):
        return DecimalCell(field.decimal_places)
    return next((cell for kind, cell in kinds if isinstance(field, kind)), TextCell)()
