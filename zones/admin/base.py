from publishing.admin import PublishableAdmin


class ZoneContentAdmin(PublishableAdmin):
    """A subject of a zone: found by zone, state and source."""

    list_filter = ["status", "zone", "source__kind"]
    list_select_related = ["source", "zone"]
    autocomplete_fields = ["source", "zone"]
    search_fields = ["name"]


FIGURE = ("这个数字", [("label",), ("value", "value_max", "unit"), ("bound",), ("note",)], {})
