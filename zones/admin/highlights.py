from django.contrib import admin

from zones.models import Highlight

from .base import ZoneContentAdmin


@admin.register(Highlight)
class HighlightAdmin(ZoneContentAdmin):
    search_fields = ["title"]
    groups = [
        (
            "亮点",
            ["zone", "title", "summary", "points"],
            {"description": "标题一眼能看懂；要点每行一条，写成“标签｜内容”。"},
        )
    ]
