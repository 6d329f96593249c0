from django.db import models
from django.db.models import Q
from django.urls import reverse

from publishing.models import ContentModel

from .base import LockedColumnsQuerySet, ZoneContent, address_field


class Honour(ContentModel):
    """称号: 世界500强, 专精特新“小巨人”, 瞪羚企业 …"""

    name = models.CharField("名称", max_length=40)
    slug = address_field(unique=True)
    position = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "企业称号"
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name


class Enterprise(ZoneContent):
    """A firm in the zone. Output, workforce and what it buys or offers are for members."""

    public_fields = (
        "zone", "source", "name", "slug", "track", "is_key", "summary", "products", "park_name", "as_of",
        "status", "position",
    )  # fmt: skip
    locked_fields = ("annual_output", "workforce", "needs", "supplies")

    name = models.CharField("企业名称", max_length=80)
    slug = address_field()
    track = models.ForeignKey(
        "zones.Track", models.PROTECT, related_name="enterprises", verbose_name="所属赛道"
    )
    industries = models.ManyToManyField(
        "zones.Industry", blank=True, related_name="enterprises", verbose_name="产业"
    )
    honours = models.ManyToManyField(Honour, blank=True, related_name="enterprises", verbose_name="称号")
    is_key = models.BooleanField("重点企业", default=False)
    summary = models.CharField("简介", max_length=240, blank=True)
    products = models.CharField("主要产品", max_length=200, blank=True)
    park_name = models.CharField("所在园区", max_length=80, blank=True)
    credit_code = models.CharField(
        "统一社会信用代码", max_length=18, blank=True, help_text="没有就留空，页面不显示。"
    )
    annual_output = models.DecimalField(
        "年产值（元）", max_digits=18, decimal_places=2, null=True, blank=True
    )
    workforce = models.PositiveIntegerField("员工数（人）", null=True, blank=True)
    needs = models.CharField("配套需求", max_length=240, blank=True)
    supplies = models.CharField("可供产品与服务", max_length=240, blank=True)

    objects = LockedColumnsQuerySet.as_manager()

    class Meta(ZoneContent.Meta):
        verbose_name = verbose_name_plural = "企业"
        ordering = ["-is_key", "position", "pk"]
        constraints = [
            *ZoneContent.Meta.constraints,
            models.UniqueConstraint(
                fields=["zone", "slug"],
                name="zones_enterprise_address_once_a_zone",
                violation_error_message="本开发区已有使用这个网址标识的企业。",
            ),
            models.CheckConstraint(
                condition=Q(annual_output__isnull=True) | Q(annual_output__gte=0),
                name="zones_enterprise_output_not_negative",
                violation_error_message="年产值不能是负数。",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("zones:enterprise", args=[self.zone.slug, self.slug])
