from django.contrib.admin.options import BaseModelAdmin
from modeltranslation.admin import TranslationStackedInline
from unfold.admin import StackedInline

LANGUAGES = {"[zh-hans]": "[中文]", "[en]": "[英文]"}  # in brackets, which the language tabs take away


class NamedLanguages(BaseModelAdmin):
    """Mixin: a translated field is labelled with the language's name, not with its code."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        for code, name in LANGUAGES.items():
            if field and code in str(field.label):
                field.label = str(field.label).replace(code, name)
        return field


class RowInline(NamedLanguages, StackedInline, TranslationStackedInline):
    """Rows that belong to the row above them and are edited with it; dragged into order."""

    extra = 0
    ordering_field = "position"
    hide_ordering_field = True
    show_change_link = False
