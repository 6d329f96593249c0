from django.contrib import admin

from publishing.admin import ContentAdmin
from zones.models import Enterprise, Honour

from .base import ZoneContentAdmin


@admin.register(Enterprise)
class EnterpriseAdmin(ZoneContentAdmin):
    autocomplete_fields = ["source", "zone", "track", "industries", "honours"]
    list_filter = ["status", "track", "is_key", "source__kind"]
    helps = {
        "name": "写营业执照上的全称。",
        "track": "只选一个最主要的；没有合适的，请管理员在“赛道”里增加。",
        "honours": "有文件认定的才选。",
        "is_key": "勾选后按赛道列在开发区页面上。",
        "summary": "做什么、有什么长处，两三句话。",
        "needs": "企业想在本地找的配套，例如“精密铸件”。",
        "supplies": "企业能供给别人的产品和服务。",
    }
    groups = [
        (
            "企业",
            [
                "zone",
                "name",
                "slug",
                "track",
                "industries",
                "honours",
                "is_key",
                "summary",
                "products",
                "park_name",
            ],
            {"description": "勾选“重点企业”的，会按赛道列在开发区页面上。"},
        ),
        (
            "登录后可见",
            [("annual_output", "workforce"), "needs", "supplies"],
            {"description": "没有登录的读者看不到这一组的内容。年产值填元：1.2亿元填 120000000。"},
        ),
        ("登记", ["credit_code"], {}),
    ]


@admin.register(Honour)
class HonourAdmin(ContentAdmin):
    list_display = ["name", "slug", "position"]
    search_fields = ["name"]
    fieldsets = [(None, {"fields": ["name", "slug", "position"]})]
