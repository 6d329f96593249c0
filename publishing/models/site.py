import time

from django.db import models

from .base import ContentModel

REMEMBERED_SECONDS = 5
_remembered = None  # (row, monotonic time it was read): exchanged as one, for threads share it


class SiteIdentity(ContentModel):
    """Who runs this site: one row, shown in the head and foot of every page."""

    name = models.CharField("网站名称", max_length=60)
    host_organisation = models.CharField("主办单位", max_length=100, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    phone = models.CharField("电话", max_length=40, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    hours = models.CharField("服务时间", max_length=100, blank=True)
    site_code = models.CharField(
        "网站标识码", max_length=20, blank=True, help_text="没有就留空，页面不显示。"
    )
    icp_number = models.CharField(
        "ICP备案号", max_length=40, blank=True, help_text="没有就留空，页面不显示。"
    )
    police_number = models.CharField(
        "公安备案号", max_length=40, blank=True, help_text="没有就留空，页面不显示。"
    )
    is_demo = models.BooleanField("显示“演示站点”横条", default=True, help_text="正式上线前取消勾选。")
    has_sample_contact = models.BooleanField("联系方式为示例", default=False)
    privacy_version = models.CharField("个人信息保护说明版本", max_length=20, default="2026-11")

    class Meta:
        verbose_name = verbose_name_plural = "网站信息"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1),
                name="publishing_siteidentity_single",
                violation_error_message="网站信息只有一份，请修改现有的这份。",
            )
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        self.forget()

    @classmethod
    def current(cls) -> "SiteIdentity":
        """The one row, or a nameless unsaved one on a site that is not set up yet.

        Every page shows it, so each process remembers it for REMEMBERED_SECONDS: that is how long another
        process may go on printing the former name.
        """
        global _remembered
        remembered = _remembered
        if remembered is None or time.monotonic() - remembered[1] > REMEMBERED_SECONDS:
            remembered = _remembered = (cls.objects.filter(pk=1).first() or cls(pk=1), time.monotonic())
        return remembered[0]

    @staticmethod
    def forget():
        global _remembered
        _remembered = None
