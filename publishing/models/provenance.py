"""Where a statement comes from, and how a figure is written down."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from publishing.fields import PartialDateField

from .base import ContentModel


class Source(ContentModel):
    """A document, the staff's own word, or a sample that must never pass for a fact."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("文件")
        STAFF = "staff", _("管委会填报")
        SAMPLE = "sample", _("示例数据")

    kind = models.CharField("种类", max_length=10, choices=Kind)
    title = models.CharField("名称", max_length=200)
    issuer = models.CharField("发布单位", max_length=120, blank=True)
    date = PartialDateField("日期")
    url = models.URLField("网址", blank=True)
    fetched = models.DateField("取得日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "来源"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["document", "staff", "sample"]),
                name="publishing_source_known_kind",
                violation_error_message="来源只能是文件、管委会填报或示例数据。",
            )
        ]

    def __str__(self):
        return self.title

    @property
    def is_sample(self) -> bool:
        return self.kind == self.Kind.SAMPLE


class Provenance(models.Model):
    """Source, as-of date and confirmation of a content row. An empty as_of reads 原文未注明日期."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="+", verbose_name="来源")
    as_of = PartialDateField("数据截至", help_text="例：2017、2002-07、2022-06-27；原文没有日期就留空。")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="核实人",
    )
    confirmed_at = models.DateTimeField("核实时间", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_sample(self) -> bool:
        return self.source.is_sample


class Unit(models.TextChoices):
    """Units as the sources print them; typed columns of money and area use yuan and square metres instead."""

    KM2 = "km2", _("平方公里")
    M2 = "m2", _("平方米")
    MU = "mu", _("亩")
    KM = "km", _("公里")
    METRE = "m", _("米")
    ENTERPRISES = "enterprises", _("家企业")
    HOUSEHOLDS = "households", _("户企业")
    PARCELS = "parcels", _("个地块")
    YUAN = "yuan", _("元")
    WAN_YUAN = "wan_yuan", _("万元")
    YI_YUAN = "yi_yuan", _("亿元")
    PERCENT = "percent", "%"
    VISITS_YEAR = "wan_visits_year", _("万人次/年")
    YUAN_KWH = "yuan_kwh", _("元/千瓦时")
    YUAN_KVA_MONTH = "yuan_kva_month", _("元/千伏安·月")
    YUAN_KW_MONTH = "yuan_kw_month", _("元/千瓦·月")
    YUAN_M3 = "yuan_m3", _("元/立方米")
    YUAN_T = "yuan_t", _("元/吨")
    YUAN_M2 = "yuan_m2", _("元/平方米")
    YUAN_M2_DAY = "yuan_m2_day", _("元/平方米·天")
    YUAN_M2_MONTH = "yuan_m2_month", _("元/平方米·月")
    YUAN_M2_SEASON = "yuan_m2_season", _("元/平方米·采暖季")
    YUAN_MONTH = "yuan_month", _("元/月")
    YUAN_BOX = "yuan_box", _("元/箱")
    YUAN_T_KM = "yuan_t_km", _("元/吨·公里")
    WAN_MU = "wan_mu", _("万元/亩")
    WAN_MU_YEAR = "wan_mu_year", _("万元/亩·年")
    TCE_WAN = "tce_wan", _("吨标准煤/万元")
    MONTHS = "months", _("个月")
    NONE = "none", ""


class Bound(models.TextChoices):
    """How the source hedges the figure."""

    EXACT = "exact", ""
    ABOUT = "about", _("约")
    AT_LEAST = "at_least", _("至少")
    OVER = "over", _("超过")
    AT_MOST = "at_most", _("至多")


class Measure(Provenance):
    """One figure: a value or a range in a unit, with its date and source."""

    label = models.CharField("指标", max_length=60)
    value = models.DecimalField("数值", max_digits=18, decimal_places=4)
    value_max = models.DecimalField("数值上限", max_digits=18, decimal_places=4, null=True, blank=True)
    unit = models.CharField("单位", max_length=20, choices=Unit)
    bound = models.CharField("口径", max_length=10, choices=Bound, default=Bound.EXACT)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(value_max__isnull=True) | Q(value_max__gte=F("value")),
                name="%(app_label)s_%(class)s_range_not_reversed",
                violation_error_message="数值上限不能小于数值。",
            ),
            models.CheckConstraint(
                condition=Q(unit__in=[unit.value for unit in Unit]),
                name="%(app_label)s_%(class)s_known_unit",
                violation_error_message="请从列表中选择单位。",
            ),
        ]
