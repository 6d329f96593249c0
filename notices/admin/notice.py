from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from unfold.decorators import display

from notices.badges import badge_on
from notices.folding import folded_address, folded_number
from notices.models import Attachment, Notice
from notices.relevance import confirm_relevance
from notices.todo import unconfirmed
from notices.validity_words import account_of
from notices.views import file_of
from publishing.admin import PublishableAdmin

from .concerns import QualityAdmin
from .filters import EndingFilter, RelevanceFilter, ValidityFilter
from .inlines import AttachmentInline, LinkInline, TermInline

COLOURS = {
    "有效": "success", "被修改": "warning", "拟废止": "warning", "部分失效": "warning", "已失效": "danger", "已废止": "danger",
}  # fmt: skip


@admin.register(Notice)
class NoticeAdmin(QualityAdmin, PublishableAdmin):
    list_filter = [
        "status",
        ValidityFilter,
        EndingFilter,
        RelevanceFilter,
        "category",
        "issuer",
        "genre",
        "body_kind",
    ]
    list_select_related = ["source", "issuer"]
    date_hierarchy = "published_date"
    search_fields = ["title", "doc_number", "index_number"]
    autocomplete_fields = ["source", "issuer", "category", "zones", "industries", "readers"]
    readonly_fields = ["validity_today", "relevance_today"]
    inlines = [TermInline, LinkInline, AttachmentInline]
    actions = [*PublishableAdmin.actions, "confirm_relevance_of_selected"]
    orders_by_hand = False
    helps = {
        "index_number": "政府信息公开的索引号，原文没有就留空。",
        "register_number": "规范性文件统一登记号，原文没有就留空。",
        "genre": "看标题最后两个字；拿不准就留空。",
        "disclosure": "原文写“此件公开发布”的选主动公开；没写就留空。",
        "written_date": "文件末尾写的日期；原文没有就留空。",
        "published_date": "对外公布的日期，列表按它排列。",
        "effective_date": "原文写“自某日起施行”的日期；写“自印发之日起施行”的填成文日期；没写就留空。",
        "lapse_date": "原文或发文机关写明的最后有效的一天；只写了年限的，不要自己算，填在下面的“期限”里。",
        "category": "只选一个最合适的。",
        "region": "例如“沈阳市”“苏家屯区”；全国适用就写“全国”。",
        "region_code": "六位数字，例如苏家屯区是 210111；不知道就留空。",
        "zones": "和哪些开发区有关，公告就出现在它们的页面上。",
        "industries": "对哪些产业有用。确认之前读者看不到。",
        "readers": "写给谁看的：企业、高校和科研院所等。确认之前读者看不到。",
        "summary": "列表里显示的一句话：谁能得到什么、到什么时候为止。",
        "source_url": "原文在发文单位网站上的地址，读者可以去核对。",
        "fetched_on": "从上面的地址取得原文的日期。",
    }
    table_keys = [("doc_number",), ("source_url",), ("issuer", "title", "published_date")]
    table_folds = {"doc_number": folded_number, "source_url": folded_address}
    groups = [
        (
            "公告",
            [
                "title",
                ("issuer", "doc_number"),
                ("genre", "category"),
                ("index_number", "register_number"),
                ("written_date", "published_date"),
                "disclosure",
            ],
            {"description": "标题、文号和日期照原文填写，原文没有的留空，页面会写“原文未注明”。"},
        ),
        (
            "效力",
            ["validity_today", ("effective_date", "lapse_date")],
            {"description": "效力由系统按日期、下面的“期限”和“文件关系”计算，保存以后更新，不用填写。"},
        ),
        (
            "与谁有关",
            [("region", "region_code"), "zones", "industries", "readers", "relevance_today"],
            {"description": "产业和适用对象要有发布权限的人确认，读者才看得到。"},
        ),
        (
            "正文",
            ["summary", "body_kind", "body", ("source_url", "fetched_on")],
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

    def get_queryset(self, request):
        return super().get_queryset(request).with_periods()

    def get_list_display(self, request):
        return ["title", "issuer", "published_date", "validity_badge", "state", "is_sample", "updated_at"]

    @display(description="效力", label=COLOURS)
    def validity_badge(self, obj):
        badge = badge_on(obj, timezone.localdate())
        return badge.label if badge else None

    @display(description="今天的效力")
    def validity_today(self, obj):
        if obj.pk is None:
            return "保存以后计算。"
        account = account_of(Notice.objects.with_facts().get(pk=obj.pk), timezone.localdate())
        headline = "，".join(filter(None, [account.badge.label, account.span, account.badge.countdown]))
        said = [
            one.text + (f"：《{one.document}》" if one.document else "")
            for one in [*account.reasons, *account.terms]
        ]
        return format_html_join("", "<p>{}。</p>", ((line,) for line in [headline, *said]))

    @display(description="关联性")
    def relevance_today(self, obj):
        if obj.relevance_confirmed_at:
            who = obj.relevance_confirmed_by or "已注销的同事"
            return f"{who}已于 {timezone.localtime(obj.relevance_confirmed_at):%Y-%m-%d %H:%M} 确认。"
        return "待确认。有发布权限的人在公告列表里勾选这一条，选“确认关联性”。"

    @admin.action(description="确认关联性", permissions=["publish"])
    def confirm_relevance_of_selected(self, request, queryset):
        rows = list(unconfirmed(queryset))
        for row in rows:
            confirm_relevance(notice=row, user=request.user)
        messages.success(request, f"已确认 {len(rows)} 条公告的产业和适用对象，读者现在能看到。")
