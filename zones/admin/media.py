from django.contrib import admin

from publishing.admin import PicturePublishableForm
from publishing.admin.pictures import PreviewAdmin
from zones.models import Media

from .base import ZoneContentAdmin


@admin.register(Media)
class MediaAdmin(PreviewAdmin, ZoneContentAdmin):
    form = PicturePublishableForm
    search_fields = ["alt", "caption"]
    helps = {
        "caption": "图片下面显示的说明；不需要就留空。",
        "in_hero": "勾选后可以用作开发区页面最上面的大图。",
        "seconds": "读者在播放之前看到片长。",
    }
    table_keys = [("zone", "alt")]
    groups = [
        (
            "图片",
            ["zone", "kind", "upload", "preview", "focus"],
            {"description": "视频也要上传一张图片，作为播放之前的封面。"},
        ),
        ("视频", ["film", "seconds"], {"description": "只接受 MP4；种类选了“视频”才填写。"}),
        ("文字说明", ["alt", "caption", "credit", "in_hero"], {}),
    ]

    def has_import_permission(self, request):
        return False  # a table brings no pictures
