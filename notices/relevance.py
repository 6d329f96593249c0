"""Which industries and readers a notice matters to: a proposal until somebody confirms it, and again after each change."""

from dataclasses import dataclass

from django.utils import timezone

from zones.models import Industry, Zone

from .models import Notice, Reader


@dataclass(frozen=True)
class Relevance:
    industries: list[Industry]
    readers: list[Reader]


def relevance_of(notice) -> Relevance | None:
    """What readers may see of it: nothing until it is confirmed, and only published industries."""
    if notice.relevance_confirmed_at is None:
        return None
    industries = Industry.objects.published().filter(notices=notice, zone__in=Zone.objects.published())
    return Relevance(
        industries=list(industries.select_related("zone").only("name", "slug", "zone__slug")),
        readers=list(notice.readers.all()),
    )


def relevance_changed(instance, action, reverse, pk_set, **_):
    """Receiver of m2m_changed: what was confirmed is no longer what stands there."""
    if not action.startswith("post_"):
        return
    notices = pk_set or () if reverse else [instance.pk]
    unconfirm(Notice.objects.filter(pk__in=notices))


def unconfirm(notices):
    notices.filter(relevance_confirmed_at__isnull=False).update(
        relevance_confirmed_by=None, relevance_confirmed_at=None
    )


def confirm_relevance(*, notice, user):
    notice.relevance_confirmed_by, notice.relevance_confirmed_at = user, timezone.now()
    notice._change_reason = "确认关联性"
    notice.save(update_fields=["relevance_confirmed_by", "relevance_confirmed_at", "updated_at"])
