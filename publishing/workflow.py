"""草稿 → 待审核 → 已发布 → 已归档: which step is open to whom, and taking it.

An author is whoever wrote a version since the row was last published; the authors are read from the history. With
settings.ALLOW_SELF_APPROVAL (offices of one person) an author may approve, and may publish a draft at once.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from .models import ProposedChange, Publishable

Status = Publishable.Status


class Step(NamedTuple):
    """One way from a state to the next. `asks`: the fields of the form that is shown before the step is taken."""

    key: str
    label: str
    before: str
    after: str
    needs: str  # the verb of the permission: change or publish
    icon: str
    hint: str
    asks: tuple[str, ...] = ()


SUBMIT = Step(
    "submit",
    "提交审核",
    Status.DRAFT,
    Status.REVIEW,
    "change",
    "send",
    "内容写好了，交给有发布权限的同事审核。",
)
PUBLISH = Step(
    "publish", "直接发布", Status.DRAFT, Status.PUBLISHED, "publish", "public", "不经他人审核，发布后立即公开。",
    ("publish_at", "expire_at"),
)  # fmt: skip
WITHDRAW = Step(
    "withdraw", "撤回修改", Status.REVIEW, Status.DRAFT, "change", "undo", "退回到草稿，改好后再提交。"
)
APPROVE = Step(
    "approve", "通过并发布", Status.REVIEW, Status.PUBLISHED, "publish", "check_circle",
    "内容无误，公开给读者；可以定时发布，也可以定下到期下线的时间。", ("publish_at", "expire_at"),
)  # fmt: skip
RETURN = Step(
    "return", "退回", Status.REVIEW, Status.DRAFT, "publish", "reply", "请写明理由，作者在修改历史里能看到。",
    ("reason",),
)  # fmt: skip
ARCHIVE = Step(
    "archive", "归档下线", Status.PUBLISHED, Status.ARCHIVED, "publish", "archive",
    "读者不再看到这一条，内容和历史都保留。", ("reason",),
)  # fmt: skip
REOPEN = Step(
    "reopen", "改回草稿", Status.ARCHIVED, Status.DRAFT, "publish", "edit_note", "重新编辑，再走一次审核。"
)
ADOPTED = "采纳 "
CONFIRMED, REORDERED = "核实无误", "调整顺序"  # versions that change nothing of what the row says
STEPS = {step.key: step for step in (SUBMIT, PUBLISH, WITHDRAW, APPROVE, RETURN, ARCHIVE, REOPEN)}


def may(user, verb: str, model) -> bool:
    """Whether that user has the permission `<verb>_<model>`, e.g. publish_plant."""
    return user.has_perm(f"{model._meta.app_label}.{verb}_{model._meta.model_name}")


_objections: list[Callable[[object], str]] = []


def add_objection(objection: Callable[[object], str]):
    """Register a function row → why it cannot be published yet, or ""; called in AppConfig.ready."""
    if objection not in _objections:
        _objections.append(objection)


def change_reason(step: Step, reason: str = "") -> str:
    """What the history says of a step: its label, and the reason given."""
    return f"{step.label}：{reason}" if reason else step.label


def is_step(record) -> Step | None:
    """The step that a history record was written by; None for a version that somebody edited."""
    label = (record.history_change_reason or "").partition("：")[0]
    return next((step for step in STEPS.values() if step.label == label), None)


def adoption_reason(author_name: str) -> str:
    """What the history says of a version that came from a colleague's proposal."""
    return f"{ADOPTED}{author_name} 的修改"


def authors(row) -> set[int]:
    """Keys of the users who wrote a version of the row since it was last published.

    Who only confirmed the row or moved it in the list wrote nothing. A version that came from a proposal was written by
    who proposed it, not by who adopted it.
    """
    adopted = dict(
        ProposedChange.objects.of(row).filter(record__isnull=False).values_list("record", "author_id")
    )
    found = set()
    for record in row.history.order_by("-history_date", "-history_id"):
        step = is_step(record)
        if step and step.after == Status.PUBLISHED:
            break
        if not step and record.history_change_reason not in (CONFIRMED, REORDERED):
            found.add(adopted.get(record.history_id, record.history_user_id))
    return found - {None}


def last_return(row) -> str:
    """The reason given when the row was last returned to its author; "" where it was resubmitted since, or never."""
    for record in row.history.order_by("-history_date", "-history_id"):
        step = is_step(record)
        if step:
            return (record.history_change_reason or "").partition("：")[2] if step is RETURN else ""
    return ""


def refusal(step: Step, row, user) -> str:
    """Why that user cannot take the step with the row now; "" when they can."""
    if row.status != step.before:
        return f"这一条现在是“{row.get_status_display()}”，不能{step.label}。"
    if not may(user, step.needs, type(row)):
        return f"您没有{step.label}的权限。"
    if step.after == Status.PUBLISHED and (
        why := next(filter(None, (each(row) for each in _objections)), "")
    ):
        return why
    if settings.ALLOW_SELF_APPROVAL:
        return ""
    if step is PUBLISH:
        return "发布前要经另一位同事审核：请先提交审核。"
    if step is APPROVE and user.pk in authors(row):
        return "您是这一条的作者，不能审核自己写的内容：请另一位有发布权限的同事审核。"
    return ""


def steps_for(row, user) -> list[Step]:
    """The steps that user can take with the row now, in the order of their buttons."""
    return [step for step in STEPS.values() if row.status == step.before and not refusal(step, row, user)]


@transaction.atomic
def take_step(*, step: Step, row, user, seen=None, reason="", publish_at=None, expire_at=None):
    """Take the row to the step's next state, in its newest version, with a history record that names the step.

    `seen` is the version that the user has read: where the row was saved since, nobody approves what they never saw.
    Raises PermissionDenied or ValidationError with a sentence for the user where that cannot be.
    """
    row = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if why := refusal(step, row, user):
        raise PermissionDenied(why) if row.status == step.before else ValidationError(why)
    if seen not in (None, row.version):
        raise ValidationError("您打开这一条之后，内容又有改动。请再看一遍，然后决定。")
    row.status = step.after
    if "publish_at" in step.asks:
        row.publish_at, row.expire_at = publish_at, expire_at
        row.confirmed_by, row.confirmed_at = user, timezone.now()
    row.validate_constraints()
    row.version += 1
    row._change_reason = change_reason(step, reason)
    row.save()
    return row
