"""What waits for the staff among the notices, beyond what waits in all content."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from publishing.todo import Task
from publishing.workflow import may

from .models import Concern, LinkCheck, Notice, ValidityPeriod

SOON = timedelta(days=90)


def ending_soon(notices, today):
    """Those that cease to be in force within ninety days, wholly or in part."""
    states = ValidityPeriod.State
    next_less = ValidityPeriod.objects.filter(
        state__in=[states.PARTLY, states.LAPSED, states.REPEALED],
        begins_on__gt=today,
        begins_on__lte=today + SOON,
    )
    return notices.filter(pk__in=next_less.values("notice"))


def unconfirmed(notices):
    """Those whose industries or readers somebody proposed and nobody confirmed."""
    proposed = Notice.objects.filter(relevance_confirmed_at=None)
    related = proposed.filter(industries__isnull=False) | proposed.filter(readers__isnull=False)
    return notices.filter(pk__in=related.values("pk"))


def notice_tasks(user):
    """Doubts that wait for who may publish; what runs out, is unconfirmed or dead for whoever may mend it."""
    if may(user, "publish", Notice):
        address = reverse("admin:notices_concern_changelist") + "?waiting=yes"
        yield Task("待决定的公告", Concern.objects.waiting().count(), address, "等您决定")
    if not may(user, "change", Notice):
        return
    kept = Notice.objects.exclude(status=Notice.Status.ARCHIVED)
    ending = ending_soon(Notice.objects.published(), timezone.localdate())
    address = reverse("admin:notices_notice_changelist")
    yield Task("三个月内失效", ending.count(), f"{address}?ends=soon", "公告")
    yield Task("关联性待确认", unconfirmed(kept).count(), f"{address}?relevance=unconfirmed", "公告")
    address = reverse("admin:notices_linkcheck_changelist") + "?dead=yes"
    yield Task("打不开的链接和附件", LinkCheck.objects.dead().count(), address, "该核实了")
