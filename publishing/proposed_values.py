"""The values of a proposal: how they are kept, when two mean the same, and how they are compared for people."""

from types import SimpleNamespace
from typing import NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from .fields import RichTextField, clean_rich_text
from .history import Change, label_of, text_of


class Compared(NamedTuple):
    """One proposed field: now and proposed (`change`), and what it held when it was proposed, all as text."""

    change: Change
    former: str

    @property
    def is_format_only(self) -> bool:
        return self.change.old == self.change.new


def stored(row, field):
    """A field of a row as JSON: null, true, a number or a text; of a many-to-many the sorted keys."""
    if field.many_to_many:
        return sorted(getattr(row, field.name).values_list("pk", flat=True))
    value = field.value_from_object(row)
    return value if value is None or isinstance(value, bool | int) else field.value_to_string(row)


def values_in(form) -> dict:
    """What a valid form would write, by column, as JSON; files are not among it."""
    values = {}
    for name, cleaned in form.cleaned_data.items():
        try:
            field = form.instance._meta.get_field(name)
        except FieldDoesNotExist:  # opened_version
            continue
        values[name] = (
            sorted(row.pk for row in cleaned) if field.many_to_many else stored(form.instance, field)
        )
    return values


def same(field, one, other) -> bool:
    """Whether two stored values mean the same: 200 and 200.00 do, and nothing and an empty text."""
    return comparable(field, one) == comparable(field, other)


def comparable(field, value):
    if field.many_to_many:
        return value
    value = field.to_python(value)
    if isinstance(value, str):
        value = value.replace("\r\n", "\n")
        return clean_rich_text(value) if isinstance(field, RichTextField) else value
    return "" if value is None else value


def text(field, value) -> str:
    """A stored value for people."""
    if field.many_to_many:
        return "、".join(map(str, field.related_model._default_manager.filter(pk__in=value)))
    return text_of(SimpleNamespace(**{field.attname: field.to_python(value)}), field)


def fields_of(proposal) -> list:
    """The proposed fields that the model still has, in its order."""
    opts = apps.get_model(proposal.model)._meta
    return [field for field in [*opts.fields, *opts.many_to_many] if field.name in proposal.values]


def differing(proposal, row) -> list:
    """The proposed fields whose proposal is not what the row holds now."""
    return [
        field
        for field in fields_of(proposal)
        if not same(field, proposal.values[field.name], stored(row, field))
    ]


def compared(proposal, row) -> list[Compared]:
    """Every proposed field that would change the row, or that changed under the proposal."""
    found = []
    for field in fields_of(proposal):
        then, now, new = proposal.former[field.name], stored(row, field), proposal.values[field.name]
        if not (same(field, now, new) and same(field, then, now)):
            change = Change(field.name, label_of(field), text(field, now), text(field, new))
            found.append(Compared(change, text(field, then)))
    return found


def labels(fields) -> str:
    return "、".join(map(label_of, fields))


def moved_on(proposal, row) -> list[Compared]:
    """The proposed fields that a colleague changed after they were proposed."""
    return [each for each in compared(proposal, row) if each.former != each.change.old]


def row_to_preview(proposal):
    """The row whose page can show the proposal; None where it is decided, or would change who sees the row at all."""
    if proposal.state != proposal.State.WAITING or "visibility" in proposal.values:
        return None
    return apps.get_model(proposal.model)._default_manager.filter(pk=proposal.key).first()


def shown_values(proposal) -> dict:
    """The proposed values by column, as the row would hold them once saved; without relations, which pages query."""
    values = {
        field.attname: field.to_python(proposal.values[field.name])
        for field in fields_of(proposal)
        if not field.is_relation
    }
    for field in fields_of(proposal):
        if isinstance(field, RichTextField):
            values[field.attname] = clean_rich_text(values[field.attname])
    return values


def initial_of(proposal) -> dict:
    """The proposed values as a form takes them."""
    return {
        field.name: value if field.many_to_many else field.to_python(value)
        for field in fields_of(proposal)
        for value in [proposal.values[field.name]]
    }
