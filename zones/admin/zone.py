from django.contrib import admin

from publishing.admin import PublishableAdmin
from zones.models import Zone, ZoneArea

from .base import FIGURE, FIGURE_HELPS, ZoneContentAdmin


@admin.register(Zone)
class ZoneAdmin(PublishableAdmin):
    search_fields = ["name"]
    autocomplete_fields = ["source", "desk"]
    helps = {
        "name": "写批准文件上的全称。",
        "short_name": "页面上地方不够时用，例如“雪松开发区”。",
        "lead": "首屏口号下面的一句话，说清在哪里、做什么。",
        "level_note": "级别需要解释时填写，例如“2006年公告目录列为省级”。",
        "boundary": "东至、南至、西至、北至，照批准文件填写。",
        "desk": "读者在这个开发区的页面上看到的电话和邮箱；客商的咨询也发到这里。",
    }
    groups = [
        (
            "名称与首屏",
            ["name", "short_name", "slug", "slogan", "pillars", "lead"],
            {"description": "读者打开开发区页面最先看到的内容。口号和定位里的几句话之间用“｜”分开。"},
        ),
        ("简介", ["intro"], {"description": "可以从文档粘贴；表格会保留，字体和颜色会去掉。"}),
        (
            "基本信息",
            [
                "region",
                ("level", "kind"),
                "level_note",
                "catalogue_code",
                "boundary",
                "lead_industries",
                "target_directions",
            ],
            {"description": "级别以《中国开发区审核公告目录》为准；历次批准写在“面积与沿革”里。"},
        ),
        ("联系与收藏", ["desk", "saves_before"], {}),
    ]


@admin.register(ZoneArea)
class ZoneAreaAdmin(ZoneContentAdmin):
    search_fields = ["label", "event"]
    helps = FIGURE_HELPS | {"authority": "批准文件的发文单位，例如“辽宁省人民政府”。"}
    table_keys = [("zone", "kind", "label", "as_of", "event")]
    groups = [
        FIGURE,
        (
            "属于哪个开发区、哪一种面积",
            ["zone", "kind", "event", ("authority", "level_granted")],
            {"description": "写了批准事项的，会出现在开发区页面的沿革里。"},
        ),
    ]
