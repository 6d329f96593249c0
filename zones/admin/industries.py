from django.contrib import admin

from publishing.admin import ContentAdmin
from zones.models import Industry, IndustryFigure, Track

from .base import FIGURE, FIGURE_HELPS, ZoneContentAdmin


@admin.register(Industry)
class IndustryAdmin(ZoneContentAdmin):
    autocomplete_fields = ["source", "zone", "tracks"]
    helps = {
        "tracks": "可以选几个；企业也按赛道归到这个产业下面。",
        "gist": "一句话说清这个产业在本区是什么，列表里只显示这一句。",
    }
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
    helps = FIGURE_HELPS | {"is_headline": "勾选后用大字显示；一个产业勾一两个就够。"}
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
