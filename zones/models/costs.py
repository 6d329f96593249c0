from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.models import Measure, Publishable

from .base import LockedRow, LockedRowsQuerySet


class CostItem(Publishable, Measure, LockedRow):
    """要素成本: one price of power, water, land, labour or transport."""

    class Group(models.TextChoices):
        POWER = "power", _("用电，两部制")
        UTILITIES = "utilities", _("水、气、热、网")
        SPACE = "space", _("土地与厂房")
        LABOUR = "labour", _("用工与社保")
        LOGISTICS = "logistics", _("物流与固废")

    zone = models.ForeignKey("zones.Zone", models.CASCADE, related_name="costs", verbose_name="开发区")
    group = models.CharField("类别", max_length=10, choices=Group)
    tier = models.CharField("档次与条件", max_length=100, blank=True, help_text="例：非居民，含水资源费。")

    objects = LockedRowsQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "要素成本"
        constraints = [
            *Publishable.Meta.constraints,
            *Measure.Meta.constraints,
            *LockedRow.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(value__gte=0),
                name="zones_costitem_not_negative",
                violation_error_message="价格不能是负数。",
            ),
        ]

    def __str__(self):
        return self.label
