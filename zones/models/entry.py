from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.models import Measure, Publishable

from .base import LockedRow, LockedRowsQuerySet


class EntryRequirement(Publishable, Measure, LockedRow):
    """入驻要求: one indicator with its threshold (《工业项目建设用地控制指标》 and the zone's own rules)."""

    class Group(models.TextChoices):
        INVESTMENT = "investment", _("投资强度")
        YIELD = "yield", _("亩均产出与税收")
        LAND_USE = "land_use", _("容积率与用地")
        ENVIRONMENT = "environment", _("能耗与环保")
        SCHEDULE = "schedule", _("建设周期")

    class Operator(models.TextChoices):
        AT_LEAST = "at_least", _("≥")
        AT_MOST = "at_most", _("≤")
        EQUAL = "equal", _("=")

    zone = models.ForeignKey(
        "zones.Zone", models.CASCADE, related_name="entry_requirements", verbose_name="开发区"
    )
    group = models.CharField("类别", max_length=12, choices=Group)
    operator = models.CharField("比较", max_length=8, choices=Operator, default=Operator.AT_LEAST)
    scope = models.CharField(
        "适用范围", max_length=100, blank=True, help_text="例：一般制造业，固定资产投资。"
    )
    is_mandatory = models.BooleanField("必须达到", default=True, help_text="不勾选表示可以一事一议。")

    objects = LockedRowsQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "入驻要求"
        constraints = [
            *Publishable.Meta.constraints,
            *Measure.Meta.constraints,
            *LockedRow.Meta.constraints,
        ]

    def __str__(self):
        return self.label
