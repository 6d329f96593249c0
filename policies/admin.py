from django.contrib import admin

from publishing.admin import ContentAdmin, PublishableAdmin, RowInline

from .models import Award, Policy, PolicyCategory


class AwardInline(RowInline):
    model = Award
    fields = [
        ("clause", "beneficiary"),
        "condition",
        ("rule", "amount", "rate"),
        "base",
        "is_competitive",
        "position",
    ]


@admin.register(Policy)
class PolicyAdmin(PublishableAdmin):
    list_filter = ["status", "category", "level", "source__kind"]
    list_select_related = ["source", "category"]
    search_fields = ["title"]
    autocomplete_fields = ["source", "category", "notice", "zones"]
    inlines = [AwardInline]
    helps = {
        "summary": "两三句话说清给谁、给什么。",
        "beneficiary": "哪些企业能申报，照原文写。",
        "how_to_claim": "向谁申报、要什么材料、什么时候。",
        "effective_to": "长期有效或原文没有写的，留空。",
    }
    groups = [
        (
            "政策",
            ["title", "slug", "category", ("level", "issuer"), "zones", "summary", "body"],
            {"description": "正文可以从文档粘贴；金额和条件请在下面逐条填写，测算器按条款计算。"},
        ),
        ("给谁、怎样申报", ["beneficiary", "how_to_claim"], {}),
        ("期限与兼得", [("effective_from", "effective_to"), "term_note", "combining_note"], {}),
        ("政策原文", ["notice"], {"description": "原文也在本站公告里的，请选上，两边会互相链接。"}),
    ]


@admin.register(PolicyCategory)
class PolicyCategoryAdmin(ContentAdmin):
    list_display = ["name", "slug", "position"]
    search_fields = ["name"]
    fieldsets = [(None, {"fields": ["name", "slug", "position"]})]
