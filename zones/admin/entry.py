from django.contrib import admin

from zones.models import EntryRequirement

from .base import FIGURE, ZoneContentAdmin


@admin.register(EntryRequirement)
class EntryRequirementAdmin(ZoneContentAdmin):
    list_filter = ["status", "group", "visibility", "source__kind"]
    search_fields = ["label"]
    table_keys = [("zone", "group", "label", "scope")]
    groups = [
        FIGURE,
        (
            "怎样比较、谁能看到",
            ["zone", "group", ("operator", "is_mandatory"), "scope", "visibility"],
            {"description": "“≥ 200 万元/亩”就是比较选 ≥、数值填 200、单位选万元/亩。"},
        ),
    ]
