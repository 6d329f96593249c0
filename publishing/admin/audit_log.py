"""The audit log for who has to look into it: by time, person and act, and as a file. Nobody changes it."""

import csv

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, StreamingHttpResponse
from django.urls import path, reverse
from django.utils import timezone
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter, RangeDateFilter
from unfold.decorators import display
from unfold.utils import parse_date_str

from publishing.audit import record_export
from publishing.models import AuditEntry
from publishing.tables.writing import CSV, for_csv

from .only_read import ReadOnlyAdmin

COLOURS = {"登录失败": "danger", "登录被暂时锁定": "danger", "两步验证失败": "danger", "删除": "warning"}
COLOURS |= {"查看个人信息": "info", "导出个人信息": "info"}
COLUMNS = ("时间", "操作人", "操作", "对象", "涉及字段", "来源地址")


class DaysFilter(RangeDateFilter):
    """From one day to another, both included, in the time of the site; what is no day is left out."""

    def queryset(self, request, queryset):
        for end, lookup in (("from", "gte"), ("to", "lte")):
            day = parse_date_str(self.used_parameters.get(f"{self.parameter_name}_{end}") or "")
            if day:
                queryset = queryset.filter(**{f"{self.field_path}__date__{lookup}": day})
        return queryset


class PersonFilter(DropdownFilter):
    title = "操作人"
    parameter_name = "person"

    def lookups(self, request, model_admin):
        staff = get_user_model().objects.filter(is_staff=True).order_by("username")
        return [(str(user.pk), f"{user.get_full_name()}（{user.username}）") for user in staff]

    def queryset(self, request, queryset):
        if not str(self.value()).isdecimal():
            return queryset
        person = get_user_model().objects.filter(pk=self.value())  # none for a number beyond the database's
        return queryset.filter(actor__in=person)


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ["when", "actor_name", "act", "subject", "fields", "address"]
    list_filter = [("at", DaysFilter), ("action", ChoicesDropdownFilter), PersonFilter]
    list_filter_submit = True
    search_fields = ["actor_name", "subject", "fields", "address"]
    search_help_text = "按操作人、对象、涉及的字段或来源地址搜索"

    @admin.display(description="时间", ordering="at")
    def when(self, entry):
        return f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M:%S}"

    @display(description="操作", ordering="action", label=COLOURS)
    def act(self, entry):
        return entry.get_action_display()

    def get_urls(self):
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/", view, name="publishing_auditentry_export"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        here = reverse("admin:publishing_auditentry_export")
        links = [("导出所列记录", f"{here}?{request.GET.urlencode()}", "download")]
        return super().changelist_view(request, (extra_context or {}) | {"list_links": links})

    def export_view(self, request):
        """What the list shows under its filters, all pages of it, as a table for Excel or WPS; and a line on that."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            entries = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            messages.error(request, "没有导出：地址里的筛选条件不对，请重新筛选。")
            return HttpResponseRedirect(reverse("admin:publishing_auditentry_changelist"))
        number = entries.count()
        newest = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        record_export(request, AuditEntry, COLUMNS, number)
        return StreamingHttpResponse(
            lines_of(entries.filter(pk__lte=newest)),
            content_type=CSV,
            headers={
                "Content-Disposition": f'attachment; filename="audit-{timezone.localdate():%Y%m%d}.csv"'
            },
        )


class Line:
    """What csv.writer writes to: it hands each line back."""

    def write(self, line):
        return line


def lines_of(entries):
    """The lines of the file, with the mark by which Excel knows UTF-8."""
    writer = csv.writer(Line())
    yield "\ufeff" + writer.writerow(COLUMNS)
    for entry in entries.iterator(chunk_size=500):
        when = f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M:%S}"
        row = (when, entry.actor_name, entry.get_action_display(), entry.subject, entry.fields, entry.address)
        yield writer.writerow([for_csv(each or "") for each in row])
