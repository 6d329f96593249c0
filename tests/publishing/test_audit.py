"""The audit log: the database refuses changes, a remade table gets its triggers back, old entries go one way only."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, models, transaction
from django.test import RequestFactory
from django.utils import timezone

from publishing import append_only, audit
from publishing.models import AuditEntry
from tests.factories import make_user

ALTERED = models.CharField("操作人名称", max_length=151, blank=True)
CHANGES = {
    "update": "UPDATE publishing_auditentry SET action = 'x'",
    "delete": "DELETE FROM publishing_auditentry",
}


def run(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def entry(db):
    return audit.record(actor=None, action=audit.Action.SIGN_IN, actor_name="admin")


@pytest.mark.parametrize("verb", CHANGES)
def test_the_database_refuses_to_change_an_entry_whoever_asks(entry, verb):
    with pytest.raises(DatabaseError, match="append-only"):
        run(CHANGES[verb])
    assert AuditEntry.objects.get().action == "sign-in"


@pytest.mark.django_db(transaction=True)
def test_a_table_that_a_migration_remade_is_guarded_again_after_migrate():
    """SQLite makes a new table for a changed column and loses the triggers; PostgreSQL keeps them."""
    audit.record(actor=None, action=audit.Action.SIGN_IN)
    old = AuditEntry._meta.get_field("actor_name")
    ALTERED.set_attributes_from_name("actor_name")
    with connection.schema_editor() as editor:
        editor.alter_field(AuditEntry, old, ALTERED)
    lost = {
        "sqlite": ["publishing_auditentry_no_delete", "publishing_auditentry_no_update"],
        "postgresql": [],
    }
    assert append_only.missing_triggers(connection) == lost[connection.vendor]
    assert len(run_checks(tags=["database"], databases=["default"])) == len(lost[connection.vendor])
    call_command("migrate", verbosity=0)
    assert append_only.missing_triggers(connection) == []
    for sql in CHANGES.values():
        with pytest.raises(DatabaseError, match="append-only"):
            run(sql)
    with connection.schema_editor() as editor:
        editor.alter_field(AuditEntry, ALTERED, old)


def test_the_check_says_what_to_do(db):
    append_only.drop_triggers(connection)
    problems = run_checks(tags=["database"], databases=["default"])
    assert {problem.id for problem in problems} == {"publishing.W001"}
    assert "manage.py migrate" in problems[0].msg


def test_old_entries_go_and_that_is_recorded(entry):
    AuditEntry.objects.create(action="sign-in", at=timezone.now() - timedelta(days=400))
    out = StringIO()
    call_command("trim_audit", stdout=out)
    assert "1 条" in out.getvalue()
    last = AuditEntry.objects.first()
    assert (last.action, last.actor_name, last.subject) == ("trimmed", "系统", "365 天以前的 1 条")
    assert AuditEntry.objects.filter(pk=entry.pk).exists()
    assert append_only.missing_triggers(connection) == []


def test_nothing_old_writes_nothing(entry):
    assert append_only.delete_old_entries() == 0
    assert AuditEntry.objects.count() == 1


def test_six_months_are_the_least(entry):
    with pytest.raises(CommandError, match="183"):
        call_command("trim_audit", days=182)


def test_an_entry_names_who_what_where_and_no_values(db, settings):
    settings.TRUSTED_PROXY_COUNT = 1
    request = RequestFactory().get("/", headers={"x-forwarded-for": "203.0.113.9, 198.51.100.7"})
    request.user = user = make_user(username="ada")
    audit.record_view(request, user, ["电话", "邮箱"])
    audit.record_export(request, type(user), ["电话"], 12)
    viewed, exported = AuditEntry.objects.order_by("pk")
    assert (viewed.actor, viewed.actor_name, viewed.address) == (user, "ada", "198.51.100.7")
    assert (viewed.action, viewed.subject, viewed.fields) == ("viewed", f"用户 {user.pk}", "电话、邮箱")
    assert (exported.action, exported.subject) == ("exported", "用户 12 条")


def test_an_overlong_text_is_cut_and_no_error(db):
    entry = audit.record(actor=None, action="changed", subject="长" * 300, fields=["名" * 30] * 30)
    assert (len(entry.subject), len(entry.fields)) == (200, 400)


def test_the_admin_s_change_messages_become_names_of_fields():
    message = [{"changed": {"fields": ["名称", "电话"]}}, {"added": {"name": "附件", "object": "a.pdf"}}]
    assert audit.changed_fields(message) == ["名称", "电话", "附件"]
    assert audit.changed_fields("改了名称") == ["改了名称"]
    assert audit.changed_fields([{"added": {}}]) == []


def test_what_may_be_a_password_is_kept_as_a_hash():
    assert "geheim" not in audit.masked("geheim-77")
    assert audit.masked("Geheim-77") == audit.masked("geheim-77") != audit.masked("other")
