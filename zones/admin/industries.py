from django.contrib import admin

from publishing.admin import ContentAdmin
from zones.models import Industry, IndustryFigure, Track

from .base import FIGURE, ZoneContentAdmin


@admin.register(Industry)
class IndustryAdmin(ZoneContentAdmin):
    autocomplete_fields = ["source", "zone", "tracks"]
    groups = [
        (
            "产业",
            ["zone", "name", "slug", "tracks", "gist", "facts"],
            {
                "description": "要点每行一条，写成“标签｜内容”，例如：代表企业｜奥钢联。数字请另外填在“产业数字”里。"
            },
        )
    ]


@admin.register(IndustryFigure)
class IndustryFigureAdmin(ZoneContentAdmin):
    list_filter = ["status", "industry", "source__kind"]
    list_select_related = ["source", "industry"]
    autocomplete_fields = ["source", "industry"]
    search_fields = ["label"]
    table_keys = [("industry", "label", "as_of")]
    groups = [FIGURE, ("属于哪个产业", ["industry", "is_headline", "stage"], {})]


@admin.register(Track)
class TrackAdmin(ContentAdmin):
    list_display = ["name", "parent", "slug", "position"]
    list_select_related = ["parent"]
    search_fields = ["name"]
    fieldsets = [
        (
            None,
            {"description": "全站只用这一套赛道，分两级。", "fields": ["name", "parent", "slug", "position"]},
        )
    ]
