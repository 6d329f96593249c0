from django.contrib import admin

from zones.models import Surrounding

from .base import ZoneContentAdmin


@admin.register(Surrounding)
class SurroundingAdmin(ZoneContentAdmin):
    list_filter = ["status", "kind", "source__kind"]
    table_keys = [("zone", "kind", "name")]
    groups = [
        (
            "周边配套",
            ["zone", "kind", "name", "remark", ("distance", "minutes"), "visibility"],
            {"description": "距离填行车公里数，不是直线距离。"},
        )
    ]
