"""载体: parks, plants and land. One concrete table holds what all have, so that one query can filter all of them."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from publishing.fields import PartialDateField
from publishing.models import ContentModel, PictureBase

from .base import LockedColumnsQuerySet, ZoneContent, address_field


class Carrier(ZoneContent):
    """A place an investor can settle in. Its price is for members."""

    class Kind(models.TextChoices):
        PARK = "park", pgettext_lazy("one place", "产业园")
        PLANT = "plant", pgettext_lazy("one place", "厂房")
        LAND = "land", pgettext_lazy("one place", "土地")

    class Availability(models.TextChoices):
        RENT = "rent", _("可租")
        SALE = "sale", _("可售")
        RESERVED = "reserved", _("已预定")
        TAKEN = "taken", _("已签约")
        PLANNED = "planned", _("在建或筹备")
        ASK = "ask", _("请咨询")

    class Tenure(models.TextChoices):
        LEASE = "lease", _("租赁")
        SALE = "sale", _("出售")
        GRANT = "grant", _("出让")
        LEASE_THEN_GRANT = "lease_then_grant", _("先租后让")

    class PriceUnit(models.TextChoices):
        YUAN_M2_MONTH = "yuan_m2_month", _("元/平方米·月")
        YUAN_M2 = "yuan_m2", _("元/平方米")
        WAN_MU = "wan_mu", _("万元/亩")

    public_fields = (
        "zone", "source", "kind", "name", "slug", "summary", "address", "area", "availability", "available_from",
        "tenure", "map_x", "map_y", "map_label", "as_of", "confirmed_at", "status", "position", "updated_at",
    )  # fmt: skip
    locked_fields = ("price_min", "price_max", "price_unit", "price_note", "price_as_of")

    zone = models.ForeignKey("zones.Zone", models.CASCADE, related_name="carriers", verbose_name="开发区")
    kind = models.CharField("种类", max_length=6, choices=Kind, editable=False)
    name = models.CharField("名称", max_length=80)
    slug = address_field(unique=True)
    summary = models.CharField("一句话介绍", max_length=200, blank=True)
    address = models.CharField("位置", max_length=120, blank=True)
    industries = models.ManyToManyField(
        "zones.Industry", blank=True, related_name="carriers", verbose_name="适合产业"
    )
    area = models.DecimalField("面积（平方米）", max_digits=14, decimal_places=2, null=True, blank=True)
    availability = models.CharField("状态", max_length=10, choices=Availability, default=Availability.RENT)
    available_from = PartialDateField("交付时间", help_text="例：2027-03；现房留空。")
    tenure = models.CharField("方式", max_length=20, choices=Tenure, blank=True)
    map_x = models.PositiveSmallIntegerField(
        "示意图横坐标", null=True, blank=True, help_text="0–640，从左量起。"
    )
    map_y = models.PositiveSmallIntegerField(
        "示意图纵坐标", null=True, blank=True, help_text="0–560，从上量起。"
    )
    map_label = models.CharField("示意图编号", max_length=3, blank=True)
    price_min = models.DecimalField("价格", max_digits=12, decimal_places=2, null=True, blank=True)
    price_max = models.DecimalField("价格上限", max_digits=12, decimal_places=2, null=True, blank=True)
    price_unit = models.CharField("价格单位", max_length=20, choices=PriceUnit, blank=True)
    price_note = models.CharField(
        "价格说明", max_length=120, blank=True, help_text="例：不含税，不含物业费。"
    )
    price_as_of = PartialDateField("价格截至")

    objects = LockedColumnsQuerySet.as_manager()

    class Meta(ZoneContent.Meta):
        verbose_name = verbose_name_plural = "载体"
        constraints = [
            *ZoneContent.Meta.constraints,
            models.CheckConstraint(
                condition=Q(area__isnull=True) | Q(area__gt=0),
                name="zones_carrier_area_positive",
                violation_error_message="面积必须大于零。",
            ),
            models.CheckConstraint(
                condition=Q(price_min__isnull=True)
                | Q(price_max__isnull=True)
                | Q(price_max__gte=F("price_min")),
                name="zones_carrier_price_not_reversed",
                violation_error_message="价格上限不能小于价格。",
            ),
            models.CheckConstraint(
                condition=Q(price_min__isnull=True) | ~Q(price_unit=""),
                name="zones_carrier_price_has_unit",
                violation_error_message="填了价格就必须选价格单位。",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("zones:place", args=[self.slug])


class KindOfCarrier(Carrier):
    """Children write their kind themselves, on every save."""

    of_kind: str

    class Meta:
        abstract = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "kind" not in self.get_deferred_fields():
            self.kind = self.of_kind


class Park(KindOfCarrier):
    """产业园. Areas in m²."""

    of_kind = Carrier.Kind.PARK
    public_fields = (
        *Carrier.public_fields, "planned_area", "built_area", "floor_area", "vacant_area", "investment", "firms",
        "operator", "tenants", "facilities",
    )  # fmt: skip

    planned_area = models.DecimalField(
        "规划面积（平方米）", max_digits=14, decimal_places=2, null=True, blank=True
    )
    built_area = models.DecimalField(
        "已建成面积（平方米）", max_digits=14, decimal_places=2, null=True, blank=True
    )
    floor_area = models.DecimalField(
        "建筑面积（平方米）", max_digits=14, decimal_places=2, null=True, blank=True
    )
    vacant_area = models.DecimalField(
        "可用面积（平方米）", max_digits=14, decimal_places=2, null=True, blank=True
    )
    investment = models.DecimalField("总投资（元）", max_digits=18, decimal_places=2, null=True, blank=True)
    firms = models.PositiveIntegerField("企业数（家）", null=True, blank=True)
    operator = models.CharField("运营单位", max_length=80, blank=True)
    tenants = models.CharField("代表企业", max_length=240, blank=True)
    facilities = models.CharField("共享设施", max_length=240, blank=True)

    class Meta(Carrier.Meta):
        verbose_name = verbose_name_plural = "产业园"
        constraints = []


class Plant(KindOfCarrier):
    """厂房. Areas in m², lengths in m, loads in t/m², power in kVA."""

    of_kind = Carrier.Kind.PLANT
    public_fields = (
        *Carrier.public_fields, "min_divisible", "floors", "clear_height", "floor_load", "column_grid", "crane", "lift",
        "dock_doors", "power", "water", "steam", "gas", "fire_class", "structure", "built_year", "suits", "excludes",
    )  # fmt: skip

    class FireClass(models.TextChoices):
        """生产的火灾危险性分类, GB 50016."""

        A = "a", _("甲类")
        B = "b", _("乙类")
        C = "c", _("丙类")
        D = "d", _("丁类")
        E = "e", _("戊类")

    class Structure(models.TextChoices):
        STEEL = "steel", _("钢结构")
        CONCRETE = "concrete", _("钢筋混凝土框架")
        MIXED = "mixed", _("混合结构")

    min_divisible = models.DecimalField(
        "最小分租面积（平方米）", max_digits=12, decimal_places=2, null=True, blank=True
    )
    floors = models.PositiveSmallIntegerField("层数", null=True, blank=True)
    clear_height = models.DecimalField(
        "首层净高（米）", max_digits=5, decimal_places=2, null=True, blank=True
    )
    floor_load = models.DecimalField(
        "首层承重（吨/平方米）", max_digits=5, decimal_places=2, null=True, blank=True
    )
    column_grid = models.CharField("柱网（米）", max_length=20, blank=True, help_text="例：9 × 12")
    crane = models.DecimalField("行车（吨）", max_digits=5, decimal_places=1, null=True, blank=True)
    lift = models.DecimalField("货梯（吨）", max_digits=5, decimal_places=1, null=True, blank=True)
    dock_doors = models.PositiveSmallIntegerField("装卸口（个）", null=True, blank=True)
    power = models.PositiveIntegerField("配电（千伏安）", null=True, blank=True)
    water = models.DecimalField("给水（吨/日）", max_digits=8, decimal_places=1, null=True, blank=True)
    steam = models.DecimalField("供汽（吨/时）", max_digits=6, decimal_places=1, null=True, blank=True)
    gas = models.DecimalField("供气（立方米/时）", max_digits=8, decimal_places=1, null=True, blank=True)
    fire_class = models.CharField("火灾危险性", max_length=1, choices=FireClass, blank=True)
    structure = models.CharField("结构", max_length=10, choices=Structure, blank=True)
    built_year = models.PositiveSmallIntegerField("建成年份", null=True, blank=True)
    suits = models.CharField("适合", max_length=160, blank=True)
    excludes = models.CharField("不受理", max_length=160, blank=True)

    class Meta(Carrier.Meta):
        verbose_name = verbose_name_plural = "厂房"
        constraints = []


class Land(KindOfCarrier):
    """土地. Area in m² on the carrier; percentages 0–100."""

    of_kind = Carrier.Kind.LAND
    public_fields = (
        *Carrier.public_fields, "plot_number", "use", "far_min", "far_max", "building_coefficient", "green_ratio",
        "height_limit", "term_years", "readiness",
    )  # fmt: skip

    class Use(models.TextChoices):
        """国土空间调查、规划、用途管制用地用海分类指南."""

        INDUSTRIAL = "industrial", _("工业用地")
        STORAGE = "storage", _("仓储用地")
        NEW_INDUSTRIAL = "new_industrial", _("新型产业用地")
        COMMERCIAL = "commercial", _("商业服务业用地")

    class Readiness(models.TextChoices):
        RAW = "raw", _("未平整")
        THREE = "three", _("三通一平")
        FIVE = "five", _("五通一平")
        SEVEN = "seven", _("七通一平")

    plot_number = models.CharField(
        "地块编号", max_length=40, blank=True, help_text="没有就留空，页面不显示。"
    )
    use = models.CharField("用途", max_length=16, choices=Use, blank=True)
    far_min = models.DecimalField("容积率下限", max_digits=4, decimal_places=2, null=True, blank=True)
    far_max = models.DecimalField("容积率上限", max_digits=4, decimal_places=2, null=True, blank=True)
    building_coefficient = models.DecimalField(
        "建筑系数（%）", max_digits=5, decimal_places=2, null=True, blank=True
    )
    green_ratio = models.DecimalField("绿地率（%）", max_digits=5, decimal_places=2, null=True, blank=True)
    height_limit = models.DecimalField("限高（米）", max_digits=6, decimal_places=2, null=True, blank=True)
    term_years = models.PositiveSmallIntegerField("出让年限（年）", null=True, blank=True)
    readiness = models.CharField("开发程度", max_length=6, choices=Readiness, blank=True)

    class Meta(Carrier.Meta):
        verbose_name = verbose_name_plural = "土地"
        constraints = [
            models.CheckConstraint(
                condition=Q(far_min__isnull=True) | Q(far_max__isnull=True) | Q(far_max__gte=F("far_min")),
                name="zones_land_far_not_reversed",
                violation_error_message="容积率上限不能小于下限。",
            )
        ]


class CarrierPicture(ContentModel, PictureBase):
    """A picture or drawing of a carrier; shown where its carrier is."""

    carrier = models.ForeignKey(Carrier, models.CASCADE, related_name="pictures", verbose_name="载体")
    position = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "载体图片"
        ordering = ["position", "pk"]

    def __str__(self):
        return self.caption or self.alt
