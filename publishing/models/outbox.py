from django.db import models
from django.utils import timezone


class OutboxMail(models.Model):
    """A mail to be sent. Pages write rows here and are done; `manage.py work` sends them and tries again."""

    created_at = models.DateTimeField("创建时间", default=timezone.now)
    to = models.CharField("收件人", max_length=400)
    subject = models.CharField("主题", max_length=300)
    body = models.TextField("正文")
    html_body = models.TextField("HTML 正文", blank=True)
    from_email = models.CharField("发件人", max_length=200)
    reply_to = models.CharField("回复地址", max_length=200, blank=True)
    attempts = models.PositiveSmallIntegerField("尝试次数", default=0)
    next_attempt_at = models.DateTimeField("下次尝试", default=timezone.now, db_index=True)
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)
    last_error = models.CharField("最近错误", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "待发邮件"
        ordering = ["pk"]

    def __str__(self):
        return self.subject
