from django.db import models

from .base import ZoneContent


class Contact(ZoneContent):
    """Whom to ask: a desk or a person on duty, with hours and languages."""

    name = models.CharField("名称", max_length=60)
    role = models.CharField("职责", max_length=100, blank=True)
    phone = models.CharField("电话", max_length=40, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    hours = models.CharField("服务时间", max_length=100, blank=True)
    languages = models.CharField("语言", max_length=60, blank=True)

    class Meta(ZoneContent.Meta):
        verbose_name = verbose_name_plural = "联系窗口"

    def __str__(self):
        return self.name
