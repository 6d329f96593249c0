"""The filters of places, by the parameter names that docs and links promise (zone, kind, use, area_min, …)."""

from decimal import ROUND_HALF_UP, Decimal

import django_filters as filters
from django import forms
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from .models import Carrier, Industry, Land

SQUARE_METRES_IN = {"m2": Decimal(1), "mu": Decimal(10_000) / 15, "ha": Decimal(10_000)}
AREA_UNITS = [("m2", _("平方米")), ("mu", _("亩")), ("ha", _("公顷"))]
SORTS = [("position", _("推荐")), ("area", _("面积")), ("new", _("更新"))]
ORDERS = {
    "position": ["position", "pk"],
    "area": [F("shown_area").desc(nulls_last=True), "position", "pk"],
    "new": ["-updated_at", "pk"],
}


def in_square_metres(value: Decimal, unit: str) -> Decimal:
    """An area in m², 亩 (15 to the hectare) or hectares as square metres, to the hundredth as areas are stored."""
    return (value * SQUARE_METRES_IN[unit]).quantize(Decimal("0.01"), ROUND_HALF_UP)


# A park whose whole area nobody has stated is found by what is built, or planned.
SHOWN_AREA = Coalesce("area", "park__built_area", "park__planned_area")
PLANT_ONLY = ("height_min", "load_min", "power_min")
NOT_OF_KIND = {"park": ("kind", "use", *PLANT_ONLY), "plant": ("kind", "use"), "land": ("kind", *PLANT_ONLY)}


class PlaceForm(forms.Form):
    def clean(self):
        least, most = self.cleaned_data.get("area_min"), self.cleaned_data.get("area_max")
        if least is not None and most is not None and least > most:
            self.add_error("area_max", _("最大面积不能小于最小面积。"))


def several(field, label, choices=()):
    """A filter by any of several values of a field."""
    return filters.MultipleChoiceFilter(field_name=field, label=label, choices=choices, distinct=False)


def at_least(field, label):
    return filters.NumberFilter(
        field_name=field, lookup_expr="gte", label=label, min_value=0, max_digits=12, decimal_places=2
    )


class PlaceFilter(filters.FilterSet):
    """Filters `places` by a query; what a visitor may not read (the price) is no filter of a visitor's either.

    `choices` are the zones and industries that exist: {"zone": {slug: name}, "industry": {slug: name}}.
    """

    q = filters.CharFilter(label=_("名称"), method="named", max_length=80)
    zone = several("zone__slug", _("开发区"))
    kind = several("kind", _("类型"), Carrier.Kind.choices)
    availability = several("availability", _("状态"), Carrier.Availability.choices)
    industry = filters.MultipleChoiceFilter(label=_("产业"), method="suited_to")
    use = several("land__use", _("土地用途"), Land.Use.choices)
    area_min = filters.NumberFilter(
        label=_("最小面积"), method="area_from", min_value=0, max_digits=14, decimal_places=2
    )
    area_max = filters.NumberFilter(
        label=_("最大面积"), method="area_to", min_value=0, max_digits=14, decimal_places=2
    )
    area_unit = filters.ChoiceFilter(label=_("面积单位"), choices=AREA_UNITS, empty_label=None)
    height_min = at_least("plant__clear_height", _("净高不低于"))
    load_min = at_least("plant__floor_load", _("承重不低于"))
    power_min = at_least("plant__power", _("配电不低于"))
    price_max = filters.NumberFilter(
        label=_("租金不高于"), method="rent_up_to", min_value=0, max_digits=12, decimal_places=2
    )
    sort = filters.ChoiceFilter(label=_("排序"), choices=SORTS, empty_label=None)

    class Meta:
        form = PlaceForm

    def __init__(self, query, places, *, user, choices, kind=None):
        places = places.alias(shown_area=SHOWN_AREA)
        super().__init__(query, places.filter(kind=kind) if kind else places)
        self.filters["zone"].extra["choices"] = list(choices["zone"].items())
        self.filters["industry"].extra["choices"] = list(choices["industry"].items())
        for name in NOT_OF_KIND.get(kind, ()):
            del self.filters[name]
        if not user.is_authenticated:
            del self.filters["price_max"]

    @property
    def asked(self) -> dict:
        """The valid, filled parameters: {name: value}, without order and unit."""
        self.errors  # noqa: B018  validates
        return {
            name: value
            for name, value in self.form.cleaned_data.items()
            if value not in (None, "", []) and name not in ("sort", "area_unit")
        }

    def matching(self, without=""):
        """The places that match everything asked, or everything but one parameter."""
        rows = self.queryset.all()
        for name, value in self.asked.items():
            if name != without:
                rows = self.filters[name].filter(rows, value)
        return rows

    def filter_queryset(self, queryset):
        return self.matching()

    def in_order(self):
        return self.matching().order_by(*ORDERS[self.order])

    @property
    def order(self) -> str:
        self.errors  # noqa: B018
        return self.form.cleaned_data.get("sort") or "position"

    @property
    def unit(self) -> str:
        self.errors  # noqa: B018
        return self.form.cleaned_data.get("area_unit") or "m2"

    def named(self, rows, name, value):
        return rows.filter(Q(name_zh_hans__icontains=value) | Q(name_en__icontains=value))

    def suited_to(self, rows, name, slugs):
        """Places for any of those industries, drafts of industries aside; a subquery, so that no place comes twice."""
        suited = Carrier.industries.through.objects.filter(
            industry__slug__in=slugs, industry__in=Industry.objects.published()
        )
        return rows.filter(pk__in=suited.values("carrier_id"))

    def area_from(self, rows, name, value):
        return rows.filter(shown_area__gte=in_square_metres(value, self.unit))

    def area_to(self, rows, name, value):
        return rows.filter(shown_area__lte=in_square_metres(value, self.unit))

    def rent_up_to(self, rows, name, value):
        """Rents are compared with rents only: 元/平方米·月."""
        return rows.filter(price_unit=Carrier.PriceUnit.YUAN_M2_MONTH, price_min__lte=value)
