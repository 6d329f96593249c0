from django.contrib import admin
from unfold.admin import ModelAdmin

from .models import Inquiry


@admin.register(Inquiry)
class InquiryAdmin(ModelAdmin):
    """Staff read what was asked and set the state; what a visitor wrote is never edited."""

    list_display = ["created_at", "name", "company", "status"]
    list_filter = ["status", "language"]
    search_fields = ["name", "company", "code"]
    date_hierarchy = "created_at"

    def get_readonly_fields(self, request, obj=None):
        return [field.name for field in self.model._meta.fields if field.name != "status"]

    def has_add_permission(self, request):
        return False
