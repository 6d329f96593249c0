from datetime import timedelta

from django.contrib import admin
from django.utils import timezone

from publishing.completeness import untranslated
from publishing.waiting import past_review, with_since


class WhenFilter(admin.SimpleListFilter):
    """The rows that a line of the start page counts by time."""

    title = "时间"
    parameter_name = "when"

    def lookups(self, request, model_admin):
        return [("soon", "七天内定时发布"), ("stale", "一年没有核实")]

    def queryset(self, request, queryset):
        now = timezone.now()
        if self.value() == "soon":
            return queryset.filter(publish_at__gt=now, publish_at__lte=now + timedelta(days=7))
        if self.value() == "stale":
            return with_since(queryset).filter(past_review(now))
        return queryset


class EnglishFilter(admin.SimpleListFilter):
    """The published rows that English readers see in Chinese, wholly or in part."""

    title = "英文"
    parameter_name = "english"

    def lookups(self, request, model_admin):
        return [("missing", "已发布，英文不全")]

    def queryset(self, request, queryset):
        if self.value() == "missing":
            return queryset.filter(pk__in=untranslated(queryset.model).values("pk"))
        return queryset
