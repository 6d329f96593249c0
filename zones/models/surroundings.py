from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .base import LockedRow, LockedRowsQuerySet, ZoneContent


class Surrounding(ZoneContent, LockedRow):
    """周边配套: a place near the zone and how far it is."""

    class Kind(models.TextChoices):
        AIRPORT = "airport", _("机场")
        RAIL = "rail", _("铁路")
        METRO = "metro", _("地铁")
        ROAD = "road", _("公路")
        EXPO = "expo", _("会展")
        SCHOOL = "school", _("学校")
        HOSPITAL = "hospital", _("医院")
        HOUSING = "housing", _("住房")
        COMMERCE = "commerce", _("商业")

    kind = models.CharField("种类", max_length=10, choices=Kind)
    name = models.CharField("名称", max_length=60)
    remark = models.CharField("说明", max_length=100, blank=True)
    distance = models.DecimalField("行车距离（公里）", max_digits=6, decimal_places=2, null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("车程（分钟）", null=True, blank=True)

    objects = LockedRowsQuerySet.as_manager()

    class Meta(ZoneContent.Meta):
        verbose_name = verbose_name_plural = "周边配套"
        constraints = [
            *ZoneContent.Meta.constraints,
            *LockedRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(distance__isnull=True) | Q(distance__gte=0),
                name="zones_surrounding_distance_not_negative",
                violation_error_message="距离不能是负数。",
            ),
        ]

    def __str__(self):
        return self.name
