from django.contrib import admin

from zones.models import Fund

from .base import ZoneContentAdmin


@admin.register(Fund)
class FundAdmin(ZoneContentAdmin):
    autocomplete_fields = ["source", "zone", "industries"]
    helps = {
        "manager": "管理这只基金的机构全称。",
        "directions": "投什么行业，用顿号分开。",
        "committed": "各出资人已经承诺的金额。",
        "ticket_min": "投一个项目最少多少。",
        "ticket_max": "投一个项目最多多少。",
        "contact": "企业怎样联系，例如电话或邮箱。",
    }
    groups = [
        (
            "基金",
            ["zone", "name", "slug", ("kind", "stage"), "manager", "directions", "industries", "summary"],
            {"description": "基金是供企业参考的信息，不要写返投、落地奖励一类的承诺。"},
        ),
        (
            "登录后可见",
            [("size", "committed"), ("ticket_min", "ticket_max"), "term", "contact"],
            {"description": "金额一律填元：5亿元填 500000000。"},
        ),
        ("备案", ["registered_number"], {}),
    ]
