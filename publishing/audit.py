"""Writes the audit log. Whoever reads, exports or changes what matters calls one of these, in the same transaction."""

from django.utils.crypto import salted_hmac

from .limits import client_address
from .models import AuditEntry

Action = AuditEntry.Action


def record(**what) -> AuditEntry:
    """Append one entry: see entry()."""
    found = entry(**what)
    found.save()
    return found


def entry(*, actor, action, subject="", fields=(), address="", actor_name="") -> AuditEntry:
    """An entry that is not saved yet. `actor` is a user, or None for a visitor or a command, which `actor_name` may name.

    `fields` are names of fields, never their values; `address` is an IP address or "".
    """
    if actor is not None and not actor.is_authenticated:
        actor = None
    return AuditEntry(
        actor=actor,
        actor_name=(actor_name or (actor.get_username() if actor else ""))[:150],
        action=action,
        subject=str(subject)[:200],
        fields="、".join(str(field) for field in fields)[:400],
        address=address or None,
    )


def record_request(request, action, *, subject="", fields=(), actor=None) -> AuditEntry:
    """The same for what somebody does on a page: the actor (default: who is signed in) and the address are known."""
    return record(
        actor=actor or getattr(request, "user", None),
        action=action,
        subject=subject,
        fields=fields,
        address=client_address(request) if request else "",
    )


def record_rows(request, action, rows):
    """One entry for each of (row, note), as record_request would write them, in few statements."""
    where = {"actor": request.user, "action": action, "address": client_address(request)}
    entries = [entry(subject=named(row), fields=[note], **where) for row, note in rows]
    AuditEntry.objects.bulk_create(entries, batch_size=500)


def record_command_rows(command: str, action, rows):
    """One entry for each of the rows that a command wrote."""
    entries = [entry(actor=None, actor_name=command, action=action, subject=named(row)) for row in rows]
    AuditEntry.objects.bulk_create(entries, batch_size=500)


def record_view(request, row, fields) -> AuditEntry:
    """Somebody opened a row that holds personal data: which row, and the names of those fields."""
    return record_request(request, Action.VIEWED, subject=named(row), fields=fields)


def record_export(request, model, fields, number: int) -> AuditEntry:
    """Somebody took `number` rows of personal data out of the site as a file."""
    subject = f"{model._meta.verbose_name} {number} 条"
    return record_request(request, Action.EXPORTED, subject=subject, fields=fields)


def named(row) -> str:
    """A row as the log names it, e.g. “咨询 12”. Without its text: a name or number may be personal."""
    return f"{row._meta.verbose_name} {row.pk}"


def masked(typed: str) -> str:
    """What was typed as a user name and belongs to nobody, as a keyed hash: it may be a password."""
    return "未知账号 #" + salted_hmac("publishing.audit", typed.lower(), algorithm="sha256").hexdigest()[:12]


class AuditedAdmin:
    """Mixin before a ModelAdmin: each of its writes goes to the audit log too, beside the admin's own history."""

    def log_addition(self, request, obj, message):
        record_request(request, Action.ADDED, subject=named(obj), fields=changed_fields(message))
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        record_request(request, Action.CHANGED, subject=named(obj), fields=changed_fields(message))
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        for row in queryset:
            record_request(request, Action.DELETED, subject=named(row))
        return super().log_deletions(request, queryset)


def changed_fields(message) -> list[str]:
    """The names of fields and parts in a change message of the admin: a text, or a list of dicts as it builds them."""
    if isinstance(message, str):
        return [message] if message else []
    names = []
    for change in message:
        for detail in change.values():
            part = [str(detail["name"])] if "name" in detail else []
            names += [*part, *map(str, detail.get("fields", []))]
    return names
