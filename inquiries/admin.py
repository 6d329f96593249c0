from http import HTTPStatus

from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html
from unfold.admin import ModelAdmin
from unfold.decorators import display

from publishing.admin.exports import ExportAdmin
from publishing.audit import AuditedAdmin, record_export, record_view

from .models import Inquiry
from .origin import origin_of

PERSONAL = ("name", "company", "phone", "email", "text")
STATE_COLOURS = {"已收到": "warning", "已答复": "success", "已办结": "default"}


def labels_of_personal() -> list[str]:
    """What the audit log calls the personal fields."""
    return [str(Inquiry._meta.get_field(name).verbose_name) for name in PERSONAL]


def masked_phone(phone: str) -> str:
    """138****0000: enough to tell two people apart, not enough to call."""
    return phone[:3] + "*" * max(len(phone) - 7, 1) + phone[-4:] if len(phone) > 7 else "*" * len(phone)


def masked_email(email: str) -> str:
    """z***@example.com."""
    name, at, host = email.partition("@")
    return f"{name[:1]}***{at}{host}" if email else ""


EXPORTED = ["created_at", "status", "name", "company", "phone", "email", "text", "from_path", "language"]


@admin.register(Inquiry)
class InquiryAdmin(AuditedAdmin, ExportAdmin, ModelAdmin):
    """Staff read what was asked and set the state; what a visitor wrote is never edited, and reading it is noted."""

    list_display = ["created_at", "name", "company", "reach", "asked", "state"]
    list_display_links = ["created_at", "name"]
    list_filter = ["status", "language"]
    search_fields = ["name", "company", "code", "phone", "email", "text"]
    search_help_text = "按姓名、单位、电话、邮箱、查询码或内容搜索"
    date_hierarchy = "created_at"
    list_per_page = 50
    show_full_result_count = False
    change_form_template = "admin/content_form.html"
    fieldsets = [
        (
            "处理",
            {
                "fields": ["status"],
                "description": "答复之后改成“已答复”，事情办完改成“已办结”；客商凭查询码能看到这个状态。",
            },
        ),
        ("想了解什么", {"fields": ["text", "origin", "created_at", "tongue"]}),
        (
            "怎样联系",
            {
                "fields": ["name", "company", "phone", "email", "user"],
                "description": "这些是个人信息，只能用来答复本次咨询；打开这一页已记入审计记录。",
            },
        ),
        ("凭据", {"fields": ["code", "consent"], "classes": ["collapse"]}),
    ]
    readonly_fields = [
        "text", "origin", "created_at", "tongue", "name", "company", "phone", "email", "user", "code", "consent",
    ]  # fmt: skip
    actions = ["export_selected"]

    @display(description="状态", ordering="status", label=STATE_COLOURS)
    def state(self, inquiry):
        return inquiry.get_status_display()

    @admin.display(description="联系方式")
    def reach(self, inquiry):
        return masked_phone(inquiry.phone) or masked_email(inquiry.email)

    @admin.display(description="内容")
    def asked(self, inquiry):
        return inquiry.text if len(inquiry.text) <= 30 else inquiry.text[:30] + "…"

    @admin.display(description="来自页面")
    def origin(self, inquiry):
        found = origin_of(inquiry.from_path)
        if found is None:
            return "没有记下"
        return format_html('<a class="desk-link" href="{}">{}</a>', found.path, found.title)

    @admin.display(description="客商使用的语言")
    def tongue(self, inquiry):
        return "英文" if inquiry.language == "en" else "中文"

    @admin.display(description="同意")
    def consent(self, inquiry):
        moment = timezone.localtime(inquiry.consent_at)
        return f"{moment:%Y-%m-%d %H:%M} 同意 {inquiry.consent_version} 版说明"

    def has_add_permission(self, request):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Whoever is shown an inquiry sees personal data: that is written down before the page is drawn."""
        page = super().change_view(request, object_id, form_url, extra_context)
        if page.status_code == HTTPStatus.OK:  # and not on the way elsewhere, after saving
            record_view(request, self.get_object(request, object_id), labels_of_personal())
        return page

    def export_table(self, rows):
        fields = [self.model._meta.get_field(name) for name in EXPORTED]
        values = ([self.display_for_export(row, field) for field in fields] for row in rows.iterator())
        return [str(field.verbose_name) for field in fields], values

    def display_for_export(self, row, field):
        return str(row.get_status_display()) if field.name == "status" else getattr(row, field.name)

    def file_of(self, request, rows, kind):
        """An export takes personal data out of the site: it is written down before the file leaves."""
        record_export(request, self.model, labels_of_personal(), rows.count())
        return super().file_of(request, rows, kind)
