from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from publishing.admin import ContentAdmin, PublishableAdmin, RowInline

from .models import Attachment, Issuer, Notice, NoticeCategory
from .views import file_of


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
    helps = {
        "written_date": "文件末尾写的日期；原文没有就留空。",
        "published_date": "对外公布的日期，列表按它排列。",
        "category": "只选一个最合适的。",
        "region": "例如“沈阳市”“苏家屯区”；全国适用就写“全国”。",
        "zones": "和哪些开发区有关，公告就出现在它们的页面上。",
        "summary": "列表里显示的一句话：谁能得到什么、到什么时候为止。",
        "source_url": "原文在发文单位网站上的地址，读者可以去核对。",
    }
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

    def get_urls(self):
        wrap = self.admin_site.admin_view
        files = path(
            "<int:notice>/attachments/<int:attachment>/",
            wrap(self.attachment_view),
            name="notices_notice_attachment",
        )
        return [files, *super().get_urls()]

    def attachment_view(self, request, notice, attachment):
        """The file of a notice in any state, for who may look at the notice here; nobody keeps a copy on the way."""
        found = get_object_or_404(Attachment.objects.exclude(file=""), notice_id=notice, pk=attachment)
        if not self.has_view_permission(request, found.notice):
            raise PermissionDenied
        try:
            return file_of(request, found, cache="private, no-store")
        except OSError:
            messages.error(request, f"附件“{found}”的文件已经不在，请重新上传。")
            return HttpResponseRedirect(reverse("admin:notices_notice_change", args=[notice]))

    def get_list_display(self, request):
        return ["title", "issuer", "published_date", "state", "is_sample", "updated_at"]


@admin.register(Issuer, NoticeCategory)
class VocabularyAdmin(ContentAdmin):
    list_display = ["name", "slug", "position"]
    search_fields = ["name"]
    fieldsets = [(None, {"fields": ["name", "slug", "position"]})]
