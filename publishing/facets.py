"""Filters of a list with a count beside each value: how many rows each choice would leave."""

from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from django import forms
from django.db.models import Case, CharField, Count, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Cast, ExtractYear
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, Filter, FilterSet

from .chinese_text import chinese as marked

NOTHING = Value("")


class Offered(NamedTuple):
    """A value that published rows have."""

    value: str
    label: str
    count: int


class Option(NamedTuple):
    value: str
    label: str
    count: int  # rows that this choice leaves under all other conditions
    is_chosen: bool


class Facet(NamedTuple):
    name: str
    label: str
    options: list[Option]
    chosen: str
    errors: list[str]


class YearFilter(Filter):
    field_class = forms.IntegerField

    def __init__(self, **kwargs):
        super().__init__(lookup_expr="year", min_value=1900, max_value=2100, **kwargs)


class FacetFilter(ChoiceFilter):
    """One of the values that published rows have; FacetedFilterSet finds out which."""

    def __init__(self, **kwargs):
        kwargs.setdefault("error_messages", {"invalid_choice": _("没有这个选项，请从列表里选一个。")})
        super().__init__(choices=[], **kwargs)


def counted(name, rows, value, *, chinese=NOTHING, english=NOTHING, order=None, number=None):
    """One part of the query that counts all facets: the rows grouped by a value, with its label in both languages.

    A plain QuerySet, for values() of modeltranslation's keeps neither the columns' order nor the grouping.
    """
    return (
        QuerySet(rows.model, query=rows.order_by().query)
        .values(
            facet=Value(name, CharField()),
            option=Cast(value, CharField()),
            chinese=chinese,
            english=english,
            order=order or Value(0),
        )
        .annotate(number=number or Count("pk"))
        .values_list("facet", "option", "chinese", "english", "order", "number")
    )


def counted_relation(name, rows, relation):
    """Rows by the vocabulary that a foreign key points at (slug, translated name, position)."""
    return counted(
        name,
        rows,
        F(f"{relation}__slug"),
        chinese=F(f"{relation}__name_zh_hans"),
        english=F(f"{relation}__name_en"),
        order=F(f"{relation}__position"),
    )


def counted_choices(name, rows, field, choices):
    """Rows by a field with choices, in their order."""
    labels = [When(**{field: value}, then=Value(str(label))) for value, label in choices]
    places = [When(**{field: value}, then=Value(place)) for place, (value, _label) in enumerate(choices)]
    label = Case(*labels, default=NOTHING, output_field=CharField())
    return counted(name, rows, F(field), chinese=label, english=label, order=Case(*places, default=Value(0)))


def counted_years(name, rows, field):
    """Rows by the year of a date, newest first."""
    year = ExtractYear(field)
    return counted(name, rows, year, order=Value(0, IntegerField()) - year)


def counted_targets(name, rows, targets, relation):
    """All targets (e.g. published zones), each with how many of the rows point at it through a many-to-many."""
    return counted(
        name,
        targets,
        F("slug"),
        chinese=F("name_zh_hans"),
        english=F("name_en"),
        order=F("position"),
        number=Count(relation, filter=Q(**{f"{relation}__in": rows.order_by().values("pk")})),
    )


class FacetedFilterSet(FilterSet):
    """A FilterSet that knows its values and their counts in one query, two where something is chosen.

    Subclasses say `facet_parts(rows_for)`: one counted_…() part a facet, of `rows_for(name)`, the rows under all
    conditions but that one. Values outside the published rows are errors of their field; the other filters stay.
    """

    def __init__(self, data, queryset, **kwargs):
        super().__init__(data, queryset, **kwargs)
        self.offered = self._count(lambda name: self.queryset)
        for name, found in self.filters.items():
            if isinstance(found, FacetFilter):
                found.extra["choices"] = [(value.value, value.label) for value in self.offered[name]]

    typed: tuple[str, ...] = ()  # fields without counted values that stand below the facets

    def facet_parts(self, rows_for):
        raise NotImplementedError

    @cached_property
    def chosen(self) -> dict:
        """The valid, filled parameters: {name: value}."""
        self.errors  # noqa: B018  validates
        return {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}

    def rows_without(self, left_out=""):
        """The rows under all conditions but one."""
        rows = self.queryset.all()
        for name, value in self.chosen.items():
            if name != left_out:
                rows = self.filters[name].filter(rows, value)
        return rows

    @cached_property
    def facets(self) -> dict[str, Facet]:
        counts = self._count(self.rows_without) if self.chosen else self.offered
        return {
            name: self._facet(name, {found.value: found.count for found in counts[name]})
            for name, found in self.filters.items()
            if isinstance(found, FacetFilter | YearFilter)
        }

    @property
    def typed_fields(self):
        return [self.form[name] for name in self.typed]

    def label_of(self, name) -> str:
        """What is chosen in a facet, or typed in a field, in words."""
        value = str(self.chosen[name])
        labels = (found.label for found in self.offered.get(name, []) if found.value == value)
        return next(labels, marked(value))

    def _facet(self, name, counts) -> Facet:
        values = self.offered[name]
        chosen = str(self.chosen.get(name, ""))
        if chosen and chosen not in [found.value for found in values]:
            values = [*values, Offered(chosen, chosen, 0)]
        options = [
            Option(found.value, found.label, counts.get(found.value, 0), found.value == chosen)
            for found in values
        ]
        return Facet(name, self.form[name].label, options, chosen, self.form[name].errors)

    def _count(self, rows_for) -> dict[str, list[Offered]]:
        """{facet: values in order}, in one query."""
        first, *rest = self.facet_parts(rows_for)
        is_english = get_language() == "en"
        values = defaultdict(list)
        found = first.union(*rest, all=True).order_by("order", "-number", "option")
        for facet, value, chinese, english, _order, number in found:
            label = (english if is_english else "") or marked(chinese) or value
            values[facet].append(Offered(value, label, number))
        return values
