"""Full-text search for the lists of the apps below search/, which may not import it: it registers itself here."""

from collections.abc import Callable
from typing import NamedTuple

from django.db.models import Q


class Searched(NamedTuple):
    """Two functions from words to a condition: that a row holds all words, and that its title does."""

    matching: Callable[[str], Q]
    titled: Callable[[str], Q]


_searched: dict[type, Searched] = {}


def searched_by(model: type, **functions: Callable[[str], Q]):
    """Register what finds the rows of a model, by the names of Searched."""
    _searched[model] = Searched(**functions)


def matching(model: type, words: str) -> Q | None:
    """The condition that the words find a row; None where nothing searches that model."""
    return _searched[model].matching(words) if model in _searched else None


def titled(model: type, words: str) -> Q | None:
    """The condition that the title of a row holds all of the words; None where nothing searches that model."""
    return _searched[model].titled(words) if model in _searched else None
