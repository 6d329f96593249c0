from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **fields):
        raise PermissionDenied("审计记录只能追加，不能修改。")

    def delete(self):
        raise PermissionDenied("审计记录只能追加，不能删除。")


class AuditEntry(models.Model):
    """Who did what, when, to which object. Names of personal fields are kept, their values never.

    Written by publishing.audit; triggers refuse changes in the database too (publishing.append_only).
    """

    class Action(models.TextChoices):
        SIGN_IN = "sign-in", "登录"
        SIGN_IN_FAILED = "sign-in-failed", "登录失败"
        SIGN_IN_LOCKED = "sign-in-locked", "登录被暂时锁定"
        SIGN_OUT = "sign-out", "退出"
        SESSION_ENDED = "session-ended", "登录超时"
        PASSWORD_CHANGED = "password-changed", "更改密码"
        PASSWORD_RESET = "password-reset", "重设密码"
        FACTOR_ADDED = "factor-added", "添加两步验证"
        FACTOR_REMOVED = "factor-removed", "移除两步验证"
        FACTOR_FAILED = "factor-failed", "两步验证失败"
        CODES_RENEWED = "codes-renewed", "重新生成恢复码"
        CODE_USED = "code-used", "使用恢复码"
        ADDED = "added", "新增"
        CHANGED = "changed", "修改"
        DELETED = "deleted", "删除"
        VIEWED = "viewed", "查看个人信息"
        EXPORTED = "exported", "导出个人信息"
        TRIMMED = "trimmed", "清除到期的审计记录"

    at = models.DateTimeField("时间", default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
        verbose_name="操作人",
    )
    actor_name = models.CharField("操作人名称", max_length=150, blank=True)
    action = models.CharField("操作", max_length=40, choices=Action)
    subject = models.CharField("对象", max_length=200, blank=True)
    fields = models.CharField("涉及字段", max_length=400, blank=True)
    address = models.GenericIPAddressField("来源地址", null=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审计记录"
        ordering = ["-at", "-pk"]

    def __str__(self):
        at = timezone.localtime(self.at)
        return f"{at:%Y-%m-%d %H:%M} {self.actor_name} {self.get_action_display()} {self.subject}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise PermissionDenied("审计记录只能追加，不能修改。")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise PermissionDenied("审计记录只能追加，不能删除。")
