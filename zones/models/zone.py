from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publishing.fields import RichTextField, parts_of
from publishing.models import Measure, Provenance, Publishable

from .base import ZoneContentQuerySet, address_field


class Level(models.TextChoices):
    """《中国开发区审核公告目录》 knows 国家级 and 省级; what is registered otherwise is 其他."""

    NATIONAL = "national", _("国家级")
    PROVINCIAL = "provincial", _("省级")
    MUNICIPAL = "municipal", _("市级")
    OTHER = "other", _("其他")


class Zone(Publishable, Provenance):
    """A development zone. Everything else belongs to one and points here."""

    class Kind(models.TextChoices):
        ECONOMIC = "economic", _("经济技术开发区")
        HIGH_TECH = "high_tech", _("高新技术产业开发区")
        CUSTOMS = "customs", _("海关特殊监管区域")
        BORDER = "border", _("边境/跨境经济合作区")
        INDUSTRIAL_PARK = "industrial_park", _("工业园区")
        OTHER = "other", _("其他类型开发区")

    name = models.CharField("名称", max_length=60)
    short_name = models.CharField("简称", max_length=40, blank=True)
    slug = address_field(unique=True)
    slogan = models.CharField("口号", max_length=120, blank=True, help_text="几句之间用“｜”分开。")
    pillars = models.CharField("定位", max_length=160, blank=True, help_text="几个词之间用“｜”分开。")
    lead = models.CharField("一句话介绍", max_length=200, blank=True)
    intro = RichTextField("简介", blank=True)
    region = models.CharField("所在区县", max_length=60, blank=True)
    level = models.CharField("开发区级别", max_length=12, choices=Level, default=Level.OTHER)
    level_note = models.CharField("级别说明", max_length=200, blank=True)
    kind = models.CharField("开发区类型", max_length=16, choices=Kind, default=Kind.ECONOMIC)
    catalogue_code = models.CharField(
        "目录代码", max_length=12, blank=True, help_text="没有就留空，页面不显示。"
    )
    boundary = models.CharField("四至", max_length=200, blank=True)
    lead_industries = models.CharField("主导产业", max_length=200, blank=True)
    target_directions = models.CharField("招商方向", max_length=300, blank=True)
    desk = models.ForeignKey(
        "zones.Contact", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="联系窗口"
    )
    saves_before = models.PositiveIntegerField("历史收藏数", default=0, help_text="网站启用前已有的收藏数。")

    objects = ZoneContentQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "开发区"
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(level__in=Level.values),
                name="zones_zone_known_level",
                violation_error_message="开发区级别只能是国家级、省级、市级或其他。",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("zone", args=[self.slug])

    @property
    def slogan_parts(self) -> list[str]:
        return parts_of(self.slogan)

    @property
    def pillar_parts(self) -> list[str]:
        return parts_of(self.pillars)

    @property
    def views_page(self) -> str:
        """The key of this zone's publishing.ViewCount."""
        return f"zones/{self.slug}"


class ZoneArea(Publishable, Measure):
    """One area on record: what was approved, planned, administered or built, since when, by which act.

    Rows with an event are the zone's approval history; the newest row of each kind is its present figure.
    """

    class Kind(models.TextChoices):
        APPROVED = "approved", _("核准规划面积")
        PLANNED = "planned", _("规划面积")
        ADMINISTERED = "administered", _("实际管辖面积")
        BUILT = "built", _("已建成面积")
        INDUSTRIAL = "industrial", _("工业用地面积")

    zone = models.ForeignKey(Zone, models.CASCADE, related_name="areas", verbose_name="开发区")
    kind = models.CharField("面积种类", max_length=14, choices=Kind)
    event = models.CharField(
        "批准事项", max_length=200, blank=True, help_text="例：市政府批准设立；只是统计数字就留空。"
    )
    authority = models.CharField("批准机关", max_length=60, blank=True)
    level_granted = models.CharField("当时级别", max_length=12, choices=Level, blank=True)

    objects = ZoneContentQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "面积与沿革"
        ordering = ["position", "as_of", "pk"]
        constraints = [
            *Publishable.Meta.constraints,
            *Measure.Meta.constraints,
            models.CheckConstraint(
                condition=Q(value__gt=0),
                name="zones_zonearea_positive",
                violation_error_message="面积必须大于零。",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["approved", "planned", "administered", "built", "industrial"]),
                name="zones_zonearea_known_kind",
                violation_error_message="请从列表中选择面积种类。",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.as_of}"
