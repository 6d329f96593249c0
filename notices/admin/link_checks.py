"""The list of addresses that were checked, with where each is used."""

from django.contrib import admin
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from unfold.decorators import display

from notices.link_checks import FILE, addresses
from notices.models import LinkCheck
from publishing.admin import ReadOnlyAdmin


class DeadFilter(admin.SimpleListFilter):
    title, parameter_name = "结果", "dead"

    def lookups(self, request, model_admin):
        return [("yes", "打不开（连续两次）")]

    def queryset(self, request, queryset):
        return queryset.dead() if self.value() == "yes" else queryset


@admin.register(LinkCheck)
class LinkCheckAdmin(ReadOnlyAdmin):
    list_before_template = "admin/list_note.html"
    list_note = "系统管理员在服务器上检查原文网址和附件，结果列在这里；连续两次打不开的，“待办”会提醒。"
    list_display = ["shown", "status", "used", "checked_at", "dead_since"]
    list_display_links = None
    list_filter = [DeadFilter]
    search_fields = ["address"]
    fields = readonly_fields = ["shown", "status", "used", "checked_at", "failures", "dead_since"]

    def get_queryset(self, request):
        self.uses = addresses()  # once a page
        return super().get_queryset(request)

    @display(description="地址", ordering="address")
    def shown(self, check):
        if check.address.startswith(FILE):
            return "附件"
        if not check.address.startswith(("http://", "https://")):
            return check.address
        return format_html('<a class="desk-link" href="{0}" rel="noopener noreferrer">{0}</a>', check.address)

    @display(description="用在哪里")
    def used(self, check):
        uses = [(change_address(use.row), use.row, use.label) for use in self.uses.get(check.address, ())[:5]]
        return format_html_join("；", '<a class="desk-link" href="{}">{}</a>（{}）', uses) or "已经不用了"


def change_address(row) -> str:
    opts = row._meta
    try:
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return ""
