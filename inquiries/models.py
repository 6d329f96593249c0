import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def new_code() -> str:
    """128 random bits as 32 hex digits: the inquiry's public name."""
    return secrets.token_hex(16)


class Inquiry(models.Model):
    """立即沟通: what a visitor asked, with the consent given and the page it came from."""

    class Status(models.TextChoices):
        NEW = "new", _("已收到")
        ANSWERED = "answered", _("已答复")
        CLOSED = "closed", _("已办结")

    code = models.CharField("查询码", max_length=32, unique=True, default=new_code, editable=False)
    token = models.CharField("表单令牌", max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("提交时间", auto_now_add=True, db_index=True)
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.NEW)
    name = models.CharField("姓名", max_length=60)
    company = models.CharField("单位", max_length=120, blank=True)
    phone = models.CharField("电话", max_length=40, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    text = models.TextField("内容", max_length=4000)
    from_path = models.CharField("来自页面", max_length=200, blank=True)
    language = models.CharField("语言", max_length=10, default="zh-hans")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="inquiries",
        verbose_name="用户",
    )
    consent_version = models.CharField("同意的说明版本", max_length=20)
    consent_at = models.DateTimeField("同意时间")

    class Meta:
        verbose_name = verbose_name_plural = "咨询"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(phone="") | ~Q(email=""),
                name="inquiries_inquiry_reachable",
                violation_error_message="电话和电子邮箱至少填一项。",
            )
        ]

    def __str__(self):
        return f"{self.name} {timezone.localdate(self.created_at)}"
