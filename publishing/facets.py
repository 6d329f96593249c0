"""Filters of a list with a count beside each value: how many rows each choice would leave."""

from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, Filter, FilterSet

from .chinese_text import chinese as marked
from .facet_counts import Offered, offered_by
from .kept import content_version, kept


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


class SortFilter(ChoiceFilter):
    """An order of the list among several, the first by default. No condition, and of use only beside words in `q`."""


class FacetedFilterSet(FilterSet):
    """A FilterSet that knows its values and their counts in one query, two where something is chosen.

    Subclasses say `facet_parts(rows_for)`: one counted_…() of facet_counts a facet, of `rows_for(name)`, the rows under all
    conditions but that one. Values outside the published rows are errors of their field; the other filters stay.
    """

    typed: tuple[str, ...] = ()  # fields below the facets, which leave no row out
    whole: tuple[str, ...] = ()  # facets in which each row counts once
    costly: str = ""  # the filter whose rows are found once for all facets, with these columns
    columns: tuple[str, ...] = ()

    def __init__(self, data, queryset, **kwargs):
        super().__init__(data, queryset, **kwargs)
        self.version = content_version()
        offered = self._kept("offered", lambda: self._count(lambda name: self.queryset))
        self.offered = defaultdict(list, {name: [*values] for name, values in offered.items()})
        for name, found in self.filters.items():
            if isinstance(found, FacetFilter):
                found.extra["choices"] = [(value.value, value.label) for value in self.offered[name]]

    def facet_parts(self, rows_for):
        raise NotImplementedError

    @cached_property
    def chosen(self) -> dict:
        """The valid, filled parameters: {name: value}."""
        self.errors  # noqa: B018  validates
        return {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}

    @cached_property
    def conditions(self) -> dict:
        """What is chosen but the order."""
        return {
            name: value
            for name, value in self.chosen.items()
            if not isinstance(self.filters[name], SortFilter)
        }

    @cached_property
    def order(self) -> str:
        """The chosen order; "" where it is the usual one, or there are no words for it to go by."""
        found = next((name for name, one in self.filters.items() if isinstance(one, SortFilter)), "")
        chosen = self.chosen.get(found, "") if "q" in self.conditions else ""
        return "" if not chosen or chosen == self.filters[found].extra["choices"][0][0] else chosen

    def count(self) -> int | None:
        """How many rows there are, where that is known without counting them."""
        if not self.conditions:
            return self._kept("total", self.queryset.count)
        counted = next((name for name in self.whole if name not in self.conditions), None)
        return sum(found.count for found in self._counts[counted]) if counted else None

    def rows_without(self, *left_out):
        """The rows under all conditions but these."""
        rows = self.queryset.all()
        for name, value in self.conditions.items():
            if name not in left_out:
                rows = self.filters[name].filter(rows, value)
        return rows

    @cached_property
    def facets(self) -> dict[str, Facet]:
        return {
            name: self._facet(name, {found.value: found.count for found in self._counts[name]})
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

    @cached_property
    def _counts(self) -> dict[str, list[Offered]]:
        if not self.conditions.keys() - set(self.typed):
            return self.offered
        if self.costly not in self.conditions:
            return self._count(self.rows_without)
        within = self.filters[self.costly].filter(self.queryset.all(), self.conditions[self.costly])
        parts = self.facet_parts(lambda name: self.rows_without(name, self.costly))
        return offered_by(parts, within.order_by().values_list(*self.columns))

    def _kept(self, what: str, count):
        """The value of count() as long as the content is the same; it may depend on the fields in `typed`.

        It is kept for the class: all lists of one class are of the same rows.
        """
        key = (type(self), what, get_language(), *(self.data.get(name) for name in self.typed))
        return kept(key, self.version, self._counted_models, count)

    def _counted_models(self) -> set:
        parts = self.facet_parts(lambda name: self.queryset)
        return {query.model for queries in parts for query in queries}

    def _count(self, rows_for) -> dict[str, list[Offered]]:
        return offered_by(self.facet_parts(rows_for))
