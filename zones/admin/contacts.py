from django.contrib import admin

from zones.models import Contact

from .base import ZoneContentAdmin


@admin.register(Contact)
class ContactAdmin(ZoneContentAdmin):
    groups = [
        (
            "联系窗口",
            ["zone", "name", "role", "phone", "email", "hours", "languages"],
            {"description": "读者在每一页都能找到联系窗口；电话要有人接，邮箱要有人看。"},
        )
    ]
