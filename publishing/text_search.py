"""Full-text search for the lists of the apps below search/, which may not import it: it registers itself here."""

from collections.abc import Callable
from typing import NamedTuple

from django.db.models import Expression, QuerySet


class Searched(NamedTuple):
    """Two functions from words to keys, as a queryset or an expression for pk__in: rows that hold all words, and those whose title does."""

    matching: Callable[[str], QuerySet | Expression]
    titled: Callable[[str], QuerySet | Expression]


_searched: dict[type, Searched] = {}


def searched_by(model: type, **functions: Callable[[str], QuerySet | Expression]):
    """Register what finds the rows of a model, by the names of Searched."""
    _searched[model] = Searched(**functions)


def matching(model: type, words: str) -> QuerySet | Expression | None:
    """The keys of the rows that the words find; None where nothing searches that model."""
    return _searched[model].matching(words) if model in _searched else None


def titled(model: type, words: str) -> QuerySet | Expression | None:
    """The keys of the rows whose title holds all of the words; None where nothing searches that model."""
    return _searched[model].titled(words) if model in _searched else None
