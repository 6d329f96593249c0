"""The words around an input: its unit beside it, and a sentence on what belongs there."""

import re

from django.contrib import admin
from django.db import models
from unfold.widgets import UnfoldAdminTextInputWidget

UNIT = re.compile(r"(.+)（([^（）]+)）")
NUMBERS = (models.DecimalField, models.IntegerField)


class WordsAdmin(admin.options.BaseModelAdmin):
    """Mixin for admins and inlines. `helps`: {field: sentence}, where the model's help text does not say enough.

    A number called 面积（平方米） is labelled 面积, and 平方米 stands in the input.
    """

    helps: dict[str, str] = {}

    def formfield_for_dbfield(self, db_field, request, **options):
        field = super().formfield_for_dbfield(db_field, request, **options)
        if field is None:
            return None
        named = UNIT.fullmatch(str(db_field.verbose_name))
        if named and isinstance(db_field, NUMBERS) and not db_field.choices:
            field.label, unit = named.groups()
            field.widget = UnfoldAdminTextInputWidget(
                {"suffix": unit, "inputmode": "decimal", "class": "desk-number"}
            )
        original = getattr(db_field, "translated_field", db_field)
        field.help_text = self.helps.get(original.name, field.help_text)
        return field
