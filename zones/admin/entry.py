from django.contrib import admin

from zones.models import EntryRequirement

from .base import FIGURE, FIGURE_HELPS, ZoneContentAdmin


@admin.register(EntryRequirement)
class EntryRequirementAdmin(ZoneContentAdmin):
    list_filter = ["status", "group", "visibility", "source__kind"]
    search_fields = ["label"]
    helps = FIGURE_HELPS | {"operator": "企业的数字要达到它，还是不能超过它。"}
    table_keys = [("zone", "group", "label", "scope")]
    groups = [
        FIGURE,
        (
            "怎样比较、谁能看到",
            ["zone", "group", ("operator", "is_mandatory"), "scope", "visibility"],
            {"description": "“≥ 200 万元/亩”就是比较选 ≥、数值填 200、单位选万元/亩。"},
        ),
    ]
