"""What the gate at the way in keeps: doubts about notices, what texts are compared by, and whether links still lead."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class ConcernQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(decision="")


class Concern(models.Model):
    """待决定: a doubt about a notice, until somebody who may publish decides it. While it waits a draft stays one."""

    is_made_anew = True  # when the notice is saved; who decided what stays in the audit log

    class Kind(models.TextChoices):
        SAME_NUMBER = "same_number", "文号相同"
        ALIKE = "alike", "内容相近"
        NAVIGATION = "navigation", "只有网页链接"
        EMPTY = "empty", "没有正文"
        REGION = "region", "其他地区"

    class Decision(models.TextChoices):
        KEEP = "keep", "保留"
        MERGE = "merge", "并入另一条"
        DROP = "drop", "不用"

    notice = models.ForeignKey("notices.Notice", models.CASCADE, related_name="concerns", verbose_name="公告")
    kind = models.CharField("问题", max_length=12, choices=Kind)
    note = models.CharField("说明", max_length=300)
    other = models.ForeignKey(
        "notices.Notice", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="另一条公告"
    )
    created_at = models.DateTimeField("发现时间", default=timezone.now)
    decision = models.CharField("决定", max_length=5, choices=Decision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="决定人",
    )
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "待决定的公告"
        ordering = ["-pk"]
        default_permissions = ("view",)  # decided by whoever may publish the notice
        indexes = [
            models.Index(fields=["-id"], name="notices_concern_waiting", condition=Q(decision="")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True)
                | (~Q(decision="") & Q(decided_at__isnull=False)),
                name="notices_concern_decided_at_some_time",
                violation_error_message="决定要有时间。",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}：{self.notice}"


class Fingerprint(models.Model):
    """That a notice's text was read for comparison, and which version of it: `read_at` is its updated_at of then."""

    is_made_anew = True

    notice = models.OneToOneField("notices.Notice", models.CASCADE, primary_key=True)
    read_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "比对记录"
        default_permissions = ()

    def __str__(self):
        return f"公告 {self.pk}"


class FingerprintMark(models.Model):
    """Notices that share a mark are compared: one mark for the number, ten for the text (notices.likeness)."""

    fingerprint = models.ForeignKey(Fingerprint, models.CASCADE, related_name="marks")
    mark = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "比对特征"
        default_permissions = ()

    def __str__(self):
        return str(self.mark)


class LinkCheckQuerySet(models.QuerySet):
    def dead(self):
        """What did not answer twice in a row: one hiccup is no alarm."""
        return self.filter(failures__gte=2)


class LinkCheck(models.Model):
    """An address that readers may follow, or a file that they may download, as `manage.py check_links` last found it."""

    address = models.CharField("地址", max_length=500, unique=True)
    status = models.CharField("结果", max_length=120)
    checked_at = models.DateTimeField("检查时间")
    failures = models.PositiveSmallIntegerField("连续失败次数", default=0)
    dead_since = models.DateTimeField("失效时间", null=True, blank=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "链接检查"
        ordering = ["dead_since", "pk"]
        default_permissions = ("view",)

    def __str__(self):
        return self.address
