from django.contrib import admin

from publishing.admin import ContentAdmin, PublishableAdmin, RowInline

from . import link_admin  # noqa: F401  registers its list
from .folding import folded_address, folded_number
from .models import Attachment, Issuer, Notice, NoticeCategory
from .quality_admin import QualityAdmin


class AttachmentInline(RowInline):
    model = Attachment
    fields = ["title", "file", "position"]


@admin.register(Notice)
class NoticeAdmin(QualityAdmin, PublishableAdmin):
    list_filter = ["status", "category", "issuer", "body_kind"]
    list_select_related = ["source", "issuer"]
    date_hierarchy = "published_date"
    search_fields = ["title", "doc_number"]
    autocomplete_fields = ["source", "issuer", "category", "zones"]
    inlines = [AttachmentInline]
    orders_by_hand = False
    helps = {
        "written_date": "文件末尾写的日期；原文没有就留空。",
        "published_date": "对外公布的日期，列表按它排列。",
        "category": "只选一个最合适的。",
        "region": "例如“沈阳市”“苏家屯区”；全国适用就写“全国”。",
        "zones": "和哪些开发区有关，公告就出现在它们的页面上。",
        "summary": "列表里显示的一句话：谁能得到什么、到什么时候为止。",
        "source_url": "原文在发文单位网站上的地址，读者可以去核对。",
    }
    table_keys = [("doc_number",), ("source_url",), ("issuer", "title", "published_date")]
    table_folds = {"doc_number": folded_number, "source_url": folded_address}
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
