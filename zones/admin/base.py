from publishing.admin import PublishableAdmin


class ZoneContentAdmin(PublishableAdmin):
    """A subject of a zone: found by zone, state and source."""

    list_filter = ["status", "zone", "source__kind"]
    list_select_related = ["source", "zone"]
    autocomplete_fields = ["source", "zone"]
    search_fields = ["name"]


FIGURE = ("这个数字", [("label",), ("value", "value_max", "unit"), ("bound",), ("note",)], {})
FIGURE_HELPS = {
    "label": "读者看到的名称，例如“规划面积”“工业用电”。",
    "value": "只填数字，单位在右边选。",
    "value_max": "原文是一个范围时填较大的那个数，否则留空。",
    "bound": "原文写“约”“超过”的，照原文选；写得确切的不选。",
    "note": "需要向读者解释的话，例如适用的电压等级。",
}
