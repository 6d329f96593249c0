"""修改稿: proposing a change of a published row, and adopting or returning it.

The row itself stays as it is until somebody who may publish adopts the proposal. A row may have proposals of several
authors, each decided by itself, and one open proposal an author: proposing again replaces what still waits.
"""

from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from .actions import public_path, record_move
from .history import label_of
from .models import ProposedChange, Publishable
from .proposed_values import differing, same, stored
from .workflow import adoption_reason, may

State = ProposedChange.State


def last_of(row, author) -> ProposedChange | None:
    """The author's proposal that still concerns them: waiting, or returned and not yet answered."""
    last = ProposedChange.objects.of(row).filter(author=author).first()
    return last if last and last.state in (State.WAITING, State.RETURNED) else None


@transaction.atomic
def propose(*, row, values: dict, author) -> ProposedChange | None:
    """Keep what differs of the values as the author's proposal, made against the row as it is now.

    Where nothing differs, the author's former proposal is withdrawn; None where there was none.
    """
    row = type(row)._default_manager.select_for_update().get(pk=row.pk)
    former = {name: stored(row, row._meta.get_field(name)) for name in values}
    values = {
        name: value
        for name, value in values.items()
        if not same(row._meta.get_field(name), value, former[name])
    }
    last = last_of(row, author)
    if not values:
        return withdraw(last) if last else None
    proposal = last if last and last.state == State.WAITING else ProposedChange(author=author, revision=0)
    proposal.model, proposal.key, proposal.version = row._meta.label, row.pk, row.version
    proposal.values, proposal.former = values, {name: former[name] for name in values}
    proposal.created_at, proposal.revision = timezone.now(), proposal.revision + 1
    proposal.save()
    return proposal


def withdraw(proposal) -> ProposedChange:
    proposal.state = State.WITHDRAWN
    proposal.save(update_fields=["state"])
    return proposal


def seen(proposal, row) -> str:
    """What a page showed: this revision of the proposal beside that version of the row."""
    return f"{proposal.revision}/{row.version}"


def refusal(proposal, row, user) -> str:
    """Why that user cannot decide on the proposal; "" when they can."""
    if proposal.state != State.WAITING:
        return f"这份修改{proposal.get_state_display()}，不用再审核。"
    if not may(user, "publish", type(row)):
        return "您没有审核修改的权限。"
    if proposal.author_id == user.pk and not settings.ALLOW_SELF_APPROVAL:
        return "这份修改是您自己提交的：请另一位有发布权限的同事审核。"
    return ""


def _locked(proposal, user):
    """The row and its proposal, both locked, in the order in which propose() locks them. Raises the refusal."""
    model = apps.get_model(proposal.model)
    row = model._default_manager.select_for_update().get(pk=proposal.key)
    proposal = ProposedChange.objects.select_for_update().get(pk=proposal.pk)
    if why := refusal(proposal, row, user):
        raise PermissionDenied(why)
    return row, proposal


@transaction.atomic
def adopt(*, proposal, user, seen_by_user: str):
    """Write the proposed fields that differ into the row, as a new version that is live at once; returns the row.

    Raises PermissionDenied, or ValidationError where the row is not published, was changed since the user looked
    (`seen`), or cannot hold the values any more.
    """
    row, proposal = _locked(proposal, user)
    if row.status != Publishable.Status.PUBLISHED:
        raise ValidationError(f"这一条现在是“{row.get_status_display()}”，不能采纳；可以退回这份修改。")
    if seen_by_user != seen(proposal, row):
        raise ValidationError(
            "您打开这一页之后，内容或者这份修改又有变动。请对照下面最新的内容再看一遍，然后决定。"
        )
    if fields := differing(proposal, row):
        proposal.record = write(row, fields, proposal, user)
    _decide(proposal, State.ADOPTED, user)
    return row


@transaction.atomic
def send_back(*, proposal, user, reason: str):
    """Return the proposal to its author with a reason."""
    _row, proposal = _locked(proposal, user)
    proposal.reason = reason
    _decide(proposal, State.RETURNED, user)


def _decide(proposal, state, user):
    proposal.state, proposal.decided_by, proposal.decided_at = state, user, timezone.now()
    proposal.save()


def write(row, fields, proposal, user) -> int:
    """Give the row those proposed values; returns the key of the history record, which names the author."""
    former_path = public_path(row)
    for field in fields:
        if field.many_to_many:
            refuse_missing(field, proposal.values[field.name])
        else:
            setattr(row, field.attname, field.to_python(proposal.values[field.name]))
    names = {field.name for field in fields}
    row.clean_fields(exclude={field.name for field in row._meta.fields} - names)
    row.validate_unique()
    row.validate_constraints()
    row.version += 1
    row._change_reason, row._history_user = adoption_reason(proposal.author_name), user
    row.save()
    for field in fields:
        if field.many_to_many:
            getattr(row, field.name).set(proposal.values[field.name])
    record_move(old_path=former_path, new_path=public_path(row))
    return row.history.order_by("-history_date", "-history_id").first().history_id


def refuse_missing(field, keys):
    if field.related_model._default_manager.filter(pk__in=keys).count() != len(keys):
        raise ValidationError(f"“{label_of(field)}”里选的内容有的已经删除，请退回给作者修改。")
