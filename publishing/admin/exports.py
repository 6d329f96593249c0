"""Tables out of the admin: what the list shows, as XLSX or CSV."""

from django.contrib import admin
from django.contrib.admin.views.main import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from import_export.admin import ImportExportMixin

from publishing.tables import writing


class ExportAdmin(ImportExportMixin, admin.ModelAdmin):
    """/export/ and /export/csv/: the rows of the list as it is filtered; an action for the ticked ones."""

    import_export_change_list_template = "admin/content_list.html"

    def get_urls(self):
        opts = self.model._meta
        view = self.admin_site.admin_view(self.export_csv)
        return [
            path("export/csv/", view, name=f"{opts.app_label}_{opts.model_name}_export_csv"),
            *super().get_urls(),
        ]

    def has_export_permission(self, request):
        return self.has_view_permission(request)

    def has_import_permission(self, request):
        return False

    def import_action(self, request, **kwargs):
        raise PermissionDenied

    def process_import(self, request, **kwargs):
        raise PermissionDenied

    def export_table(self, rows):
        """(column names, an iterator of rows of values)."""
        raise NotImplementedError

    def export_action(self, request):
        return self._export_list(request, "xlsx")

    def export_csv(self, request):
        return self._export_list(request, "csv")

    def _export_list(self, request, kind):
        if not self.has_export_permission(request):
            raise PermissionDenied
        if request.method != "GET":
            return HttpResponseNotAllowed(["GET"])
        try:
            return self.file_of(request, self.get_export_queryset(request), kind)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(self.list_address() + "?e=1")

    @admin.action(description="导出选中的内容（XLSX）", permissions=["export"])
    def export_selected(self, request, queryset):
        return self.file_of(request, queryset, "xlsx")

    def file_of(self, request, rows, kind):
        headers, values = self.export_table(rows)
        title = str(self.model._meta.verbose_name)
        content = (
            writing.xlsx(title, headers, values) if kind == "xlsx" else writing.csv_file(headers, values)
        )
        return download(content, f"{title}-{timezone.localdate():%Y-%m-%d}.{kind}")

    def list_address(self, page="changelist"):
        opts = self.model._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}")

    def changelist_view(self, request, extra_context=None):
        query = request.GET.urlencode()
        return super().changelist_view(
            request, {"export_query": f"?{query}" if query else "", **(extra_context or {})}
        )


def download(content: bytes, name: str) -> HttpResponse:
    kind = writing.XLSX if name.endswith(".xlsx") else writing.CSV
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": content_disposition_header(True, name)}
    )
