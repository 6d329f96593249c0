"""What belongs to a row but is held by an app above it. The upper app registers a finder here in AppConfig.ready."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.db.models import Model


class RelatedPage(NamedTuple):
    title: str
    address: str
    note: str
    is_sample: bool


Finder = Callable[[Model], Iterable[RelatedPage]]
_finders: dict[type[Model], list[Finder]] = {}


def register(model: type[Model], finder: Finder):
    """Pages that the finder returns for a row of that model are shown as 相关 on the row's page."""
    if finder not in _finders.setdefault(model, []):
        _finders[model].append(finder)


def related_to(row: Model) -> list[RelatedPage]:
    return [page for finder in _finders.get(type(row), []) for page in finder(row)]
