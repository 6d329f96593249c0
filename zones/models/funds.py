from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .base import LockedColumnsQuerySet, ZoneContent, address_field


class Fund(ZoneContent):
    """A fund investors may turn to, as neutral information (国办发〔2025〕1号). Sums and the contact are for members."""

    class Kind(models.TextChoices):
        INDUSTRY = "industry", _("产业投资类")
        VENTURE = "venture", _("创业投资类")

    class Stage(models.TextChoices):
        ANGEL = "angel", _("天使")
        VC = "vc", _("创业投资")
        PE = "pe", _("成长期股权")
        MERGER = "merger", _("并购")
        SECONDARY = "secondary", _("二手份额")

    public_fields = (
        "zone", "source", "name", "slug", "kind", "stage", "manager", "directions", "summary", "as_of", "status", "position",
    )  # fmt: skip
    locked_fields = ("size", "committed", "ticket_min", "ticket_max", "term", "contact")

    name = models.CharField("基金名称", max_length=80)
    slug = address_field()
    kind = models.CharField("基金类别", max_length=10, choices=Kind, default=Kind.INDUSTRY)
    stage = models.CharField("投资阶段", max_length=10, choices=Stage, default=Stage.PE)
    manager = models.CharField("管理人", max_length=80, blank=True)
    directions = models.CharField("投资方向", max_length=200, blank=True)
    industries = models.ManyToManyField(
        "zones.Industry", blank=True, related_name="funds", verbose_name="产业"
    )
    summary = models.CharField("简介", max_length=240, blank=True)
    registered_number = models.CharField(
        "备案编号", max_length=20, blank=True, help_text="没有就留空，页面不显示。"
    )
    size = models.DecimalField("规模（元）", max_digits=18, decimal_places=2, null=True, blank=True)
    committed = models.DecimalField("已认缴（元）", max_digits=18, decimal_places=2, null=True, blank=True)
    ticket_min = models.DecimalField("单笔下限（元）", max_digits=18, decimal_places=2, null=True, blank=True)
    ticket_max = models.DecimalField("单笔上限（元）", max_digits=18, decimal_places=2, null=True, blank=True)
    term = models.CharField("期限", max_length=60, blank=True, help_text="例：投资期5年，退出期2年。")
    contact = models.CharField("对接方式", max_length=120, blank=True)

    objects = LockedColumnsQuerySet.as_manager()

    class Meta(ZoneContent.Meta):
        verbose_name = verbose_name_plural = "基金"
        constraints = [
            *ZoneContent.Meta.constraints,
            models.UniqueConstraint(
                fields=["zone", "slug"],
                name="zones_fund_address_once_a_zone",
                violation_error_message="本开发区已有使用这个网址标识的基金。",
            ),
            models.CheckConstraint(
                condition=Q(ticket_min__isnull=True)
                | Q(ticket_max__isnull=True)
                | Q(ticket_max__gte=F("ticket_min")),
                name="zones_fund_ticket_not_reversed",
                violation_error_message="单笔上限不能小于单笔下限。",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("zones:fund", args=[self.zone.slug, self.slug])
