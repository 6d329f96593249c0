"""What waits for the staff: every app adds its lines to the start page of the admin, and each line opens its place."""

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Task(NamedTuple):
    """One line: what waits, how many, where to act, and since when or what else (`note`)."""

    text: str
    count: int
    address: str
    group: str = "待处理"
    note: str = ""


Provider = Callable[[object], Iterable[Task]]
_providers: list[Provider] = []


def add_provider(provider: Provider) -> Provider:
    """Register a function user → Tasks; called in AppConfig.ready, also usable as a decorator."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def tasks_for(user) -> dict[str, list[Task]]:
    """The tasks with something in them, by group, in the order in which the apps registered."""
    groups: dict[str, list[Task]] = {}
    for provider in _providers:
        for task in provider(user):
            if task.count:
                groups.setdefault(task.group, []).append(task)
    return groups
