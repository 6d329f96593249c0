"""Filters of the list of notices: by what is computed, and the rows that lines of the start page count."""

from django.contrib import admin
from django.utils import timezone

from notices.models import ValidityPeriod
from notices.todo import ending_soon, unconfirmed


class ValidityFilter(admin.SimpleListFilter):
    title = "效力"
    parameter_name = "validity"

    def lookups(self, request, model_admin):
        return ValidityPeriod.State.choices

    def queryset(self, request, queryset):
        return queryset.in_state(self.value(), timezone.localdate()) if self.value() else queryset


class EndingFilter(admin.SimpleListFilter):
    title = "快到期"
    parameter_name = "ends"

    def lookups(self, request, model_admin):
        return [("soon", "三个月内失效")]

    def queryset(self, request, queryset):
        return ending_soon(queryset.published(), timezone.localdate()) if self.value() == "soon" else queryset


class RelevanceFilter(admin.SimpleListFilter):
    title = "关联性"
    parameter_name = "relevance"

    def lookups(self, request, model_admin):
        return [("unconfirmed", "待确认")]

    def queryset(self, request, queryset):
        return unconfirmed(queryset.exclude(status="archived")) if self.value() == "unconfirmed" else queryset
