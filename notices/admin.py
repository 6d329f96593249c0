from django.contrib import admin
from modeltranslation.admin import TranslationTabularInline

from publishing.admin import ContentAdmin, PublishableAdmin

from .models import Attachment, Issuer, Notice, NoticeCategory


class AttachmentInline(TranslationTabularInline):
    model = Attachment
    extra = 0


@admin.register(Notice)
class NoticeAdmin(PublishableAdmin):
    list_filter = ["status", "category", "issuer", "body_kind"]
    date_hierarchy = "published_date"
    search_fields = ["title", "doc_number"]
    autocomplete_fields = ["source", "issuer", "category"]
    filter_horizontal = ["zones"]
    inlines = [AttachmentInline]


@admin.register(Issuer, NoticeCategory)
class VocabularyAdmin(ContentAdmin):
    list_display = ["name", "slug", "position"]
    search_fields = ["name"]
