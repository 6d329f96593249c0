"""The database itself refuses to change or delete an audit entry, whoever asks: triggers on both databases.

SQLite drops a table's triggers when a migration remakes the table, so they are made again after every migrate. The
owner of the database can still drop them: for that case keep copies of the log where the site cannot write.
"""

from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.core import checks
from django.db import connections, router, transaction
from django.utils import timezone

from .audit import Action, record
from .models import AuditEntry

TABLE = AuditEntry._meta.db_table
REFUSED = "审计记录只能追加 (the audit log is append-only)"
SHORTEST_DAYS = 183  # 网络安全法 art. 21: logs are kept for six months at least
MAKE = {
    "sqlite": {
        f"{TABLE}_no_{verb}": f"CREATE TRIGGER {TABLE}_no_{verb} BEFORE {verb} ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        for verb in ("update", "delete")
    },
    "postgresql": {
        f"{TABLE}_no_{verb}": f"CREATE TRIGGER {TABLE}_no_{verb} BEFORE {verb} ON {TABLE} "
        f"FOR EACH {level} EXECUTE FUNCTION {TABLE}_refuse()"
        for verb, level in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT"))
    },
}
REFUSE_ON_POSTGRESQL = (
    f"CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$"
)
FOUND = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND tgenabled <> 'D'",
}


def missing_triggers(connection) -> list[str]:
    """The names of the triggers that should be there and are not; none where there is no table yet."""
    if connection.vendor not in MAKE or TABLE not in connection.introspection.table_names():
        return []
    with connection.cursor() as cursor:
        cursor.execute(FOUND[connection.vendor], [TABLE])
        found = {row[0] for row in cursor.fetchall()}
    return sorted(MAKE[connection.vendor].keys() - found)


def make_triggers(using, **_):
    """Receiver of post_migrate: make those that are missing."""
    connection = connections[using]
    missing = missing_triggers(connection)
    if not missing:
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(REFUSE_ON_POSTGRESQL)
        for name in missing:
            cursor.execute(MAKE[connection.vendor][name])


def drop_triggers(connection):
    """Only for suspended() and for emptying a test database."""
    on_table = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in MAKE.get(connection.vendor, {}):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


@contextmanager
def suspended(using):
    """A transaction in which entries may be deleted; outside it nobody ever sees the table unguarded."""
    with transaction.atomic(using=using):
        drop_triggers(connections[using])
        yield
        make_triggers(using)


def delete_old_entries(days=None) -> int:
    """Delete entries older than so many days (default: AUDIT_KEPT_DAYS) and record that. Returns how many.

    Raises ValueError for fewer days than the law allows.
    """
    days = settings.AUDIT_KEPT_DAYS if days is None else days
    if days < SHORTEST_DAYS:
        raise ValueError(f"审计记录至少保存 {SHORTEST_DAYS} 天（网络安全法第二十一条：不少于六个月）。")
    old = AuditEntry.objects.filter(at__lt=timezone.now() - timedelta(days=days))
    if not old.exists():
        return 0
    using = router.db_for_write(AuditEntry)
    with suspended(using):
        number = old._raw_delete(using)  # past the queryset's own refusal, and no row points here
        record(
            actor=None,
            actor_name="系统",
            action=Action.TRIMMED,
            subject=f"{days} 天以前的 {number} 条",
        )
    return number


@checks.register(checks.Tags.database)
def check_triggers(app_configs, databases, **_) -> list[checks.CheckMessage]:
    """`manage.py check --database default`; migrate asks too, before it makes them again."""
    return [
        checks.Warning(
            f"审计记录表缺少防改触发器 {name}，请运行 manage.py migrate（run migrate to make it again）。",
            id="publishing.W001",
        )
        for alias in databases or []
        for name in missing_triggers(connections[alias])
    ]
