from django.urls import reverse

from publishing.todo import Task
from publishing.workflow import may

from .models import Concern, LinkCheck, Notice


def concern_tasks(user):
    """Doubts that wait for who may publish, and addresses that are dead for whoever may mend them."""
    if may(user, "publish", Notice):
        address = reverse("admin:notices_concern_changelist") + "?waiting=yes"
        yield Task("待决定的公告", Concern.objects.waiting().count(), address, "等您决定")
    if may(user, "change", Notice):
        address = reverse("admin:notices_linkcheck_changelist") + "?dead=yes"
        yield Task("打不开的链接和附件", LinkCheck.objects.dead().count(), address, "该核实了")
