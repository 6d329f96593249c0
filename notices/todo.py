"""What waits for the staff among the notices, beyond what waits in all content."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from publishing.todo import Task
from publishing.workflow import may

from .models import Notice, ValidityPeriod

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
    if not may(user, "change", Notice):
        return
    today, shown = timezone.localdate(), Notice.objects.published()
    kept = Notice.objects.exclude(status=Notice.Status.ARCHIVED)
    lines = (  # words, query of the list behind it, rows
        ("三个月内失效", "ends=soon", ending_soon(shown, today)),
        ("关联性待确认", "relevance=unconfirmed", unconfirmed(kept)),
        ("正文缺失待决定", "body_kind__exact=missing", kept.filter(body_kind=Notice.BodyKind.MISSING)),
    )
    address = reverse("admin:notices_notice_changelist")
    for text, query, rows in lines:
        yield Task(text, rows.count(), f"{address}?{query}", "公告")
