"""产业园, 厂房 and 土地: one form each, with what all places have above what only this kind has."""

from django.contrib import admin

from publishing.admin.pictures import PictureInline
from zones.models import CarrierPicture, Land, Park, Plant

from .base import ZoneContentAdmin

PLACE = (
    "位置与状态",
    [
        "zone",
        "name",
        "slug",
        "summary",
        "address",
        "industries",
        "area",
        ("availability", "available_from"),
        "tenure",
    ],
    {"description": "面积一律填平方米。现房的交付时间留空。"},
)
PRICE = (
    "价格（登录后可见）",
    [("price_min", "price_max", "price_unit"), "price_note", "price_as_of"],
    {"description": "没有登录的读者看不到价格，只看到有这一项。"},
)
DRAWING = (
    "在示意图上的位置",
    [("map_x", "map_y", "map_label")],
    {"description": "不标在示意图上就留空。", "classes": ["collapse"]},
)


class CarrierPictureInline(PictureInline):
    model = CarrierPicture


class CarrierAdmin(ZoneContentAdmin):
    autocomplete_fields = ["source", "zone", "industries"]
    search_fields = ["name", "address"]
    inlines = [CarrierPictureInline]
    kind_group: tuple = ()
    helps = {
        "name": "读者找得到的叫法，例如“雪松一号标准厂房”。",
        "summary": "列表里显示的一句话：最突出的条件是什么。",
        "address": "写到路和门牌；没有门牌的写四周的路。",
        "industries": "可以选几个；读者按产业能找到这里。",
        "availability": "租完、售完的请及时改，读者默认只看还能用的。",
        "price_max": "只有一个价就留空。",
        "price_as_of": "这个价格是哪一天的，例如 2026-10。",
        "map_label": "示意图上写在标记里的编号，例如“1”。",
        "min_divisible": "可以只租一部分的，最少租多少；整栋出租的留空。",
        "clear_height": "从地面到梁底的高度。",
        "crane": "行车的起重量；没有行车的留空。",
        "fire_class": "照消防验收文件填写，甲乙丙丁戊。",
        "suits": "适合哪些企业，用顿号分开。",
        "excludes": "明确不受理的行业或工艺。",
        "vacant_area": "现在还能租售的面积。",
        "tenants": "已经入驻、愿意公开名字的企业，用顿号分开。",
        "far_min": "没有下限的留空。",
        "readiness": "例如“七通一平”。",
    }

    @property
    def groups(self):
        return [PLACE, self.kind_group, PRICE, DRAWING]

    def get_list_display(self, request):
        return ["__str__", "area", "availability", "state", "as_of", "is_sample", "updated_at"]


@admin.register(Park)
class ParkAdmin(CarrierAdmin):
    kind_group = (
        "园区情况",
        [
            ("planned_area", "built_area"),
            ("floor_area", "vacant_area"),
            ("investment", "firms"),
            "operator",
            "tenants",
            "facilities",
        ],
        {"description": "总投资填元：13.6亿元填 1360000000。"},
    )


@admin.register(Plant)
class PlantAdmin(CarrierAdmin):
    kind_group = (
        "厂房条件",
        [
            ("min_divisible", "floors", "built_year"),
            ("clear_height", "floor_load", "column_grid"),
            ("crane", "lift", "dock_doors"),
            ("power", "water"),
            ("steam", "gas"),
            ("fire_class", "structure"),
            "suits",
            "excludes",
        ],
        {"description": "选址的企业先看层高、承重、柱网和配电。不清楚的留空，页面不显示。"},
    )


@admin.register(Land)
class LandAdmin(CarrierAdmin):
    kind_group = (
        "规划条件",
        [
            ("plot_number", "use"),
            ("far_min", "far_max"),
            ("building_coefficient", "green_ratio", "height_limit"),
            ("term_years", "readiness"),
        ],
        {"description": "以规划条件通知书或控规为准；一亩约合 666.67 平方米。"},
    )
