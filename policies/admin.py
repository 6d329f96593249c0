from django.contrib import admin
from modeltranslation.admin import TranslationTabularInline

from publishing.admin import ContentAdmin, PublishableAdmin

from .models import Award, Policy, PolicyCategory


class AwardInline(TranslationTabularInline):
    model = Award
    extra = 0


@admin.register(Policy)
class PolicyAdmin(PublishableAdmin):
    list_filter = ["status", "category", "level", "source__kind"]
    search_fields = ["title"]
    autocomplete_fields = ["source", "category", "notice"]
    filter_horizontal = ["zones"]
    inlines = [AwardInline]


@admin.register(PolicyCategory)
class PolicyCategoryAdmin(ContentAdmin):
    list_display = ["name", "slug", "position"]
    search_fields = ["name"]
