"""Addresses of the admin that somebody typed: what cannot be there is not found, and no error."""

from django.contrib import admin
from django.core.exceptions import ValidationError


class TypedAdmin(admin.ModelAdmin):
    """Mixin: a number longer than the database's, and a value in ?zone=… that names no row."""

    def get_object(self, request, object_id, from_field=None):
        try:
            return super().get_object(request, object_id, from_field)
        except OverflowError:  # SQLite, asked for the row of a parent's table
            return None

    def get_changeform_initial_data(self, request):
        """What ?field=… fills in, less what no related row has as its key."""
        fields = [*self.opts.fields, *self.opts.many_to_many]
        related = {field.name: field for field in fields if field.is_relation}
        given = super().get_changeform_initial_data(request)
        return {
            name: value
            for name, value in given.items()
            if name not in related or are_there(related[name], value)
        }


def are_there(field, value) -> bool:
    """Whether every key of the value, one or a list, is that of a row."""
    keys = value if isinstance(value, list) else [value]
    try:
        return field.related_model._default_manager.filter(pk__in=keys).count() == len(keys)
    except (ValueError, ValidationError, OverflowError):
        return False
