"""Parts of /me/ that belong to apps above this one: they add theirs in AppConfig.ready."""

from collections.abc import Callable
from typing import NamedTuple


class Part(NamedTuple):
    template: str  # gets `rows` and nothing else
    rows_of: Callable  # user → list


_parts: list[Part] = []


def add_part(template: str, rows_of: Callable):
    _parts.append(Part(template, rows_of))


def parts_for(user) -> list[tuple[str, list]]:
    """(template, rows) of every part; parts without rows too, for they say so."""
    return [(part.template, part.rows_of(user)) for part in _parts]
