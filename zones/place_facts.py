"""Which facts a place shows: the key figures first, then conditions in groups."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from publishing.english_units import english_unit

from .facts import DOORS, FIRMS, FLOORS, SQUARE_METRES, YEAR, YUAN, Column, Fact, facts_of
from .models import Carrier
from .places import own_row

AREA = Column("area", _("面积"), SQUARE_METRES)
PRICE_COLUMNS = {
    unit: (Column("price_min", _("价格"), unit.label, "price_max"),) for unit in Carrier.PriceUnit
}

KEY_FIGURES = {
    Carrier.Kind.PARK: (
        Column("built_area", _("已建成"), SQUARE_METRES),
        Column("planned_area", _("规划面积"), SQUARE_METRES),
        Column("vacant_area", _("可用面积"), SQUARE_METRES),
        Column("firms", _("企业"), FIRMS),
        Column("investment", _("总投资"), YUAN),
    ),
    Carrier.Kind.PLANT: (
        AREA,
        Column("clear_height", _("首层净高"), _("米")),
        Column("floor_load", _("首层承重"), _("吨/平方米")),
        Column("power", _("配电"), _("千伏安")),
        Column("steam", _("供汽"), _("吨/时")),
    ),
    Carrier.Kind.LAND: (
        AREA,
        Column("use", _("用途")),
        Column("far_min", _("容积率"), "", "far_max"),
        Column("term_years", _("出让年限"), _("年")),
    ),
}

CONDITIONS = {
    Carrier.Kind.PARK: {
        _("规模"): (
            Column("planned_area", _("规划面积"), SQUARE_METRES),
            Column("built_area", _("已建成面积"), SQUARE_METRES),
            Column("floor_area", _("建筑面积"), SQUARE_METRES),
            Column("vacant_area", _("可用面积"), SQUARE_METRES),
            Column("investment", _("总投资"), YUAN),
        ),
        _("企业与配套"): (
            Column("firms", _("企业数"), FIRMS),
            Column("tenants", _("代表企业")),
            Column("operator", _("运营单位")),
            Column("facilities", _("共享设施")),
        ),
    },
    Carrier.Kind.PLANT: {
        _("建筑"): (
            Column("structure", _("结构")),
            Column("floors", _("层数"), FLOORS),
            Column("column_grid", _("柱网"), _("米")),
            Column("fire_class", _("火灾危险性")),
            Column("built_year", _("建成"), YEAR),
            Column("min_divisible", _("最小分租"), SQUARE_METRES),
        ),
        _("公用工程"): (
            Column("power", _("配电"), _("千伏安")),
            Column("water", _("给水"), _("吨/日")),
            Column("steam", _("供汽"), _("吨/时")),
            Column("gas", _("供气"), _("立方米/时")),
        ),
        _("装卸与起重"): (
            Column("dock_doors", _("装卸口"), DOORS),
            Column("lift", _("货梯"), _("吨")),
            Column("crane", _("行车"), _("吨")),
        ),
        _("可做与不可做"): (Column("suits", _("适合")), Column("excludes", _("不受理"))),
    },
    Carrier.Kind.LAND: {
        _("地块"): (
            Column("plot_number", _("地块编号")),
            Column("use", _("用途")),
            Column("readiness", _("开发程度")),
            Column("term_years", _("出让年限"), _("年")),
        ),
        _("规划条件"): (
            Column("far_min", _("容积率"), "", "far_max"),
            Column("building_coefficient", _("建筑系数"), "%"),
            Column("green_ratio", _("绿地率"), "%"),
            Column("height_limit", _("限高"), _("米")),
        ),
    },
}


def key_figures(place) -> list[Fact]:
    """The two to five figures that one looks for first in a place of that kind."""
    figures = facts_of(own_row(place), KEY_FIGURES[place.kind])
    has_area = any(figure.unit == SQUARE_METRES for figure in figures)
    return figures if has_area else facts_of(place, (AREA,)) + figures


def condition_groups(place) -> list[tuple[str, list[Fact]]]:
    """(heading, facts) of a place, groups and facts without a value left out."""
    own = own_row(place)
    groups = [(heading, facts_of(own, columns)) for heading, columns in CONDITIONS[place.kind].items()]
    return [(heading, facts) for heading, facts in groups if facts]


def price_of(place) -> Fact | None:
    """A place's price with its unit; for members only, a visitor's row has no such columns to read."""
    found = facts_of(place, PRICE_COLUMNS.get(place.price_unit, ()))
    if not found:
        return None
    price = found[0]._replace(hedge="")  # without an upper end it is the price, not a floor
    english = english_unit(place.price_unit, price.value) if get_language() == "en" else None
    return in_unit(price, english.factor, english.words) if english else price


def in_unit(price: Fact, factor, unit: str) -> Fact:
    upper = None if price.value_max is None else price.value_max * factor
    return price._replace(value=price.value * factor, value_max=upper, unit=unit)
