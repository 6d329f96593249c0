"""The decision on a doubt: keep the notice, leave it for another that is the same, or do without it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone, translation

from publishing.actions import record_move
from publishing.workflow import may

from .models import Concern, Notice

Decision = Concern.Decision
WAITS = "这一条还在“待决定的公告”里：先决定，再发布。"
MERGED = (
    "doc_number",
    "written_date",
    "region_zh_hans",
    "region_en",
    "summary_zh_hans",
    "summary_en",
    "source_url",
)


def waits_for_a_decision(row) -> str:
    """Why a row cannot be published yet, "" where it can (publishing.workflow.add_objection)."""
    return WAITS if isinstance(row, Notice) and row.concerns.waiting().exists() else ""


@transaction.atomic
def decide(*, concern, decision, user) -> Concern:
    """Keep: nothing changes. Merge: the other gets what it lacks, and the address. Merge and drop archive the notice.

    Archived it is found again by the next import, which therefore does not bring it back. Raises PermissionDenied or
    ValidationError with a sentence for the user.
    """
    if not may(user, "publish", Notice):
        raise PermissionDenied("您没有发布公告的权限，不能决定。")
    concern = Concern.objects.select_for_update(of=("self",)).get(pk=concern.pk)
    if concern.decision:
        raise ValidationError("这一条已经有人决定了。")
    if decision not in Decision.values or (decision == Decision.MERGE and not concern.other_id):
        raise ValidationError("没有可以并入的另一条公告。")
    waiting = Concern.objects.waiting()
    if decision == Decision.KEEP:
        decided = waiting.filter(pk=concern.pk)
    else:
        decided = waiting.filter(notice=concern.notice_id)
        _put_away(concern, decision)
    decided.update(decision=decision, decided_by=user, decided_at=timezone.now())
    concern.refresh_from_db()
    return concern


def _put_away(concern, decision):
    notice = Notice.objects.select_for_update(of=("self",)).get(pk=concern.notice_id)
    if decision == Decision.MERGE:
        _merge(notice, Notice.objects.select_for_update(of=("self",)).get(pk=concern.other_id))
    if notice.status != Notice.Status.ARCHIVED:
        notice.status = Notice.Status.ARCHIVED
        _save(notice, f"待决定：{Decision(decision).label}")


def _merge(notice, other):
    lacking = [name for name in MERGED if not getattr(other, name) and getattr(notice, name)]
    for name in lacking:
        setattr(other, name, getattr(notice, name))
    if lacking:
        other.validate_constraints()
        _save(other, f"待决定：并入编号 {notice.pk} 的公告")
    with translation.override("zh-hans"):
        record_move(old_path=notice.get_absolute_url(), new_path=other.get_absolute_url())


def _save(notice, reason):
    notice.version += 1
    notice._change_reason = reason
    notice.save()
