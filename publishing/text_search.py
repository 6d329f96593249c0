"""Full-text search for the lists of the apps below search/, which may not import it: it registers itself here."""

from collections.abc import Callable

from django.db.models import QuerySet

_matching: dict[type, Callable[[str], QuerySet]] = {}


def searched_by(model: type, matching: Callable[[str], QuerySet]):
    """Register what finds the rows of a model: a function from words to a queryset of their keys, for pk__in."""
    _matching[model] = matching


def matching(model: type, words: str) -> QuerySet | None:
    """The keys of the rows that the words find; None where nothing searches that model."""
    found = _matching.get(model)
    return found(words) if found else None
