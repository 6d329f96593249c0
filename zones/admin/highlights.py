from django.contrib import admin

from zones.models import Highlight

from .base import ZoneContentAdmin


@admin.register(Highlight)
class HighlightAdmin(ZoneContentAdmin):
    search_fields = ["title"]
    helps = {"summary": "标题下面的一句话，说清好在哪里。"}
    groups = [
        (
            "亮点",
            ["zone", "title", "summary", "points"],
            {"description": "标题一眼能看懂；要点每行一条，写成“标签｜内容”。"},
        )
    ]
