from django.contrib import admin

from publishing.admin import ContentAdmin, PublishableAdmin, RowInline

from .models import Attachment, Issuer, Notice, NoticeCategory


class AttachmentInline(RowInline):
    model = Attachment
    fields = ["title", "file", "position"]


@admin.register(Notice)
class NoticeAdmin(PublishableAdmin):
    list_filter = ["status", "category", "issuer", "body_kind"]
    list_select_related = ["source", "issuer"]
    date_hierarchy = "published_date"
    search_fields = ["title", "doc_number"]
    autocomplete_fields = ["source", "issuer", "category", "zones"]
    inlines = [AttachmentInline]
    orders_by_hand = False
    table_keys = [("doc_number",), ("issuer", "title", "published_date")]
    groups = [
        (
            "公告",
            [
                "title",
                ("issuer", "doc_number"),
                ("written_date", "published_date"),
                "category",
                "region",
                "zones",
            ],
            {"description": "标题、文号和日期照原文填写。"},
        ),
        (
            "正文",
            ["summary", "body_kind", "body", "source_url"],
            {
                "description": "可以从文档粘贴；表格会保留，字体和颜色会去掉。自己概括的请选“摘要”，没有正文的请选“正文缺失”。"
            },
        ),
    ]

    def get_list_display(self, request):
        return ["title", "issuer", "published_date", "state", "is_sample", "updated_at"]


@admin.register(Issuer, NoticeCategory)
class VocabularyAdmin(ContentAdmin):
    list_display = ["name", "slug", "position"]
    search_fields = ["name"]
    fieldsets = [(None, {"fields": ["name", "slug", "position"]})]
