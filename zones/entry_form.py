"""Own figures for a zone's entry requirements, in the unit that the reader reads the threshold in."""

from decimal import Decimal
from typing import NamedTuple

from django import forms
from django.utils.translation import get_language

from publishing.english_units import english_unit

from .entry_check import Answer, answer
from .figure_field import FigureField
from .models import EntryRequirement


class Check(NamedTuple):
    """A requirement with its field and, once figures were given, the answer; own and gap in the reader's unit."""

    requirement: EntryRequirement
    field: forms.BoundField
    own: Decimal | None = None
    answer: Answer | None = None
    gap: Decimal | None = None


class EntryForm(forms.Form):
    """One figure a requirement, each of which may stay empty."""

    def __init__(self, query, requirements):
        self.requirements = {f"own_{row.pk}": row for row in requirements}
        is_asked = any(name in query for name in self.requirements)
        super().__init__(query if is_asked else None)
        for name, row in self.requirements.items():
            self.fields[name] = FigureField(label=row.label)

    def checks(self) -> list[Check]:
        if not self.is_valid():
            return [Check(row, self[name]) for name, row in self.requirements.items()]
        return [self.check(name, row) for name, row in self.requirements.items()]

    def check(self, name, row) -> Check:
        own, factor = self.cleaned_data[name], factor_of(row)
        found = answer(row.operator, None if own is None else own / factor, row.value, row.value_max)
        return Check(row, self[name], own, found, None if found.gap is None else found.gap * factor)


def factor_of(row) -> Decimal:
    """By how much English multiplies a requirement's figures: 200 万元/亩 reads RMB 2,000,000/mu."""
    english = english_unit(row.unit, row.value) if get_language() == "en" else None
    return english.factor if english else Decimal(1)
