from django.contrib import admin

from zones.models import CostItem

from .base import FIGURE, FIGURE_HELPS, ZoneContentAdmin


@admin.register(CostItem)
class CostItemAdmin(ZoneContentAdmin):
    list_filter = ["status", "group", "visibility", "source__kind"]
    search_fields = ["label"]
    helps = FIGURE_HELPS | {"group": "页面上按类别分组显示。"}
    table_keys = [("zone", "group", "label", "tier")]
    groups = [
        FIGURE,
        (
            "属于哪一类、谁能看到",
            ["zone", "group", "tier", "visibility"],
            {"description": "写价格要写明年份和依据。"},
        ),
    ]
