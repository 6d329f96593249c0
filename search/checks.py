"""Whether the index is whole: its triggers or its PostgreSQL indexes are there, and it was made by these tokens."""

from django.core import checks
from django.core.management import call_command
from django.db import connections

from .backends import backend
from .kinds import KINDS
from .models import IndexState, SearchText
from .tokens import VERSION


def is_there(connection) -> bool:
    return SearchText._meta.db_table in connection.introspection.table_names()


def is_current(using="default") -> bool:
    return IndexState.objects.using(using).filter(version=VERSION).exists()


def make_whole(using, **_):
    """Receiver of post_migrate: make what is missing. A database without content has a complete index already."""
    connection = connections[using]
    if not is_there(connection):
        return
    backend(connection).make_missing(connection)
    state = IndexState.objects.using(using)
    if not state.exists() and not any(
        kind.model._base_manager.using(using).exists() for kind in KINDS.values()
    ):
        state.create(version=VERSION)


def rebuild_if_outdated():
    """A daily job, so the worker's first: after an upgrade nobody has to think of it."""
    if not is_current():
        call_command("rebuild_search", verbosity=0)


@checks.register(checks.Tags.database)
def check_index(app_configs, databases, **_) -> list[checks.CheckMessage]:
    """`manage.py check --database default`."""
    found = []
    for alias in databases or []:
        if not is_there(connections[alias]):
            continue
        found += [
            checks.Warning(
                f"搜索索引缺少 {name}，请运行 manage.py migrate（run migrate to make it again）。",
                id="search.W001",
            )
            for name in backend(connections[alias]).missing(connections[alias])
        ]
        if not is_current(alias):
            found.append(
                checks.Warning(
                    "搜索索引不完整或由旧版本生成，请运行 manage.py rebuild_search（the index is to be built anew）。",
                    id="search.W002",
                )
            )
    return found
