"""What belongs to a row but is held by an app above it. The upper app registers a finder here in AppConfig.ready."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Model


class Clause(NamedTuple):
    """One sum that the page promises, and where the row's text says so."""

    name: str  # 第6条
    words: str
    amount: Decimal  # yuan
    is_at_most: bool
    anchor: str = ""  # in the text of the row; "" where it has no such place


class RelatedPage(NamedTuple):
    title: str
    address: str
    note: str
    is_sample: bool
    clauses: list[Clause] = []


Finder = Callable[[Model], Iterable[RelatedPage]]
_finders: dict[type[Model], list[Finder]] = {}


def register(model: type[Model], finder: Finder):
    """Pages that the finder returns for a row of that model are shown as 相关 on the row's page."""
    if finder not in _finders.setdefault(model, []):
        _finders[model].append(finder)


def related_to(row: Model) -> list[RelatedPage]:
    return [page for finder in _finders.get(type(row), []) for page in finder(row)]
