from django.contrib import admin
from unfold.admin import ModelAdmin

from publishing.admin.exports import ExportAdmin
from publishing.audit import record_export

from .models import Inquiry

EXPORTED = ["created_at", "status", "name", "company", "phone", "email", "text", "from_path", "language"]
PERSONAL = ["姓名", "单位", "电话", "电子邮箱", "内容"]


@admin.register(Inquiry)
class InquiryAdmin(ExportAdmin, ModelAdmin):
    """Staff read what was asked and set the state; what a visitor wrote is never edited."""

    list_display = ["created_at", "name", "company", "status"]
    list_filter = ["status", "language"]
    search_fields = ["name", "company", "code"]
    date_hierarchy = "created_at"
    actions = ["export_selected"]

    def get_readonly_fields(self, request, obj=None):
        return [field.name for field in self.model._meta.fields if field.name != "status"]

    def has_add_permission(self, request):
        return False

    def export_table(self, rows):
        fields = [self.model._meta.get_field(name) for name in EXPORTED]
        values = ([self.display_for_export(row, field) for field in fields] for row in rows.iterator())
        return [str(field.verbose_name) for field in fields], values

    def display_for_export(self, row, field):
        return str(row.get_status_display()) if field.name == "status" else getattr(row, field.name)

    def file_of(self, request, rows, kind):
        """An export takes personal data out of the site: it is written down before the file leaves."""
        record_export(request, self.model, PERSONAL, rows.count())
        return super().file_of(request, rows, kind)
