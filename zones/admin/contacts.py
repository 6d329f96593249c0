from django.contrib import admin

from zones.models import Contact

from .base import ZoneContentAdmin


@admin.register(Contact)
class ContactAdmin(ZoneContentAdmin):
    helps = {
        "role": "这个窗口管什么，例如“项目落地、厂房看样”。",
        "hours": "例如“工作日 8:30—17:00”。",
        "languages": "能用哪些语言接待，例如“中文、英文”。",
    }
    groups = [
        (
            "联系窗口",
            ["zone", "name", "role", "phone", "email", "hours", "languages"],
            {"description": "读者在每一页都能找到联系窗口；电话要有人接，邮箱要有人看。"},
        )
    ]
