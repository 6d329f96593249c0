"""Whether this site can do its work, part by part: what /readyz answers. No versions, no addresses, no secrets."""

import logging
import secrets
import tempfile
from collections.abc import Callable
from functools import cache as remembered
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from publishing.beat import is_beating

logger = logging.getLogger(__name__)


def database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def locale() -> bool:
    """PostgreSQL: UTF-8, and Chinese characters are letters (under the locale C, trigrams find no Chinese at all)."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_encoding') = 'UTF8' AND '雪松' ~ '^\\w+$'")
        return cursor.fetchone()[0]


def journal() -> bool:
    """SQLite: a write-ahead log, without which readers and the writer would wait for each other."""
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        return cursor.fetchone() == ("wal",)


def migrations() -> bool:
    """Every migration of this code is applied; a newer one, of the next release, does not matter."""
    return migrations_of_the_code() <= set(MigrationRecorder(connection).applied_migrations())


@remembered
def migrations_of_the_code() -> set[tuple[str, str]]:
    return set(MigrationLoader(None).disk_migrations)


def cache_answers() -> bool:
    """What is written is read back; a cache that fails open answers nothing while its server is away.

    Each question under a name of its own, for several may ask at once.
    """
    name = f"readyz:{secrets.token_hex(8)}"
    cache.set(name, "written", 60)
    is_there = cache.get(name) == "written"
    cache.delete(name)
    return is_there


def storage() -> bool:
    for root in (settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT):
        Path(root).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=root) as trial:
            trial.write(b"readyz")
    return True


PARTS: dict[str, Callable[[], bool]] = {
    "database": database,
    "locale": locale,
    "journal": journal,
    "migrations": migrations,
    "cache": cache_answers,
    "storage": storage,
    "worker": is_beating,
}
IN_THE_DATABASE = ("locale", "journal", "migrations", "worker")


def readiness() -> dict[str, bool]:
    """{part: whether it works}. Without a database, what lies in it is not asked: each question would wait again."""
    found: dict[str, bool] = {}
    for name, works in PARTS.items():
        found[name] = (name not in IN_THE_DATABASE or found["database"]) and answers_yes(name, works)
    return found


def answers_yes(name: str, works: Callable[[], bool]) -> bool:
    try:
        return works()
    except (Error, OSError) as error:
        logger.warning("Not ready, %s: %s", name, error)
        return False
