from django.contrib import admin

from notices.models import Issuer, NoticeCategory, Reader
from publishing.admin import ContentAdmin


@admin.register(Issuer, NoticeCategory, Reader)
class VocabularyAdmin(ContentAdmin):
    list_display = ["name", "slug", "position"]
    search_fields = ["name"]
    fieldsets = [(None, {"fields": ["name", "slug", "position"]})]
