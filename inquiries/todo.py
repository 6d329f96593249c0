from django.urls import reverse
from django.utils import timezone

from publishing.todo import Task
from publishing.workflow import may

from .models import Inquiry


def unread():
    return Inquiry.objects.filter(status=Inquiry.Status.NEW)


def inquiry_tasks(user):
    """Unread inquiries, and since when the oldest of them waits."""
    if not may(user, "view", Inquiry):
        return
    oldest = unread().order_by("created_at").values_list("created_at", flat=True).first()
    note = f"最早的一条是 {timezone.localdate(oldest)} 收到的" if oldest else ""
    address = reverse("admin:inquiries_inquiry_changelist") + "?status__exact=new"
    yield Task("还没有答复的咨询", unread().count(), address, "等您答复", note)


def unread_badge(request):
    """The number beside 咨询 in the menu; nothing where there is none."""
    return unread().count() or ""
