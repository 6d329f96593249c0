"""Rows of a model as rows of a table."""

from publishing.models import Publishable

from .columns import Column, TableField
from .relations import has_field
from .resource import KIND, STATUS, UPDATED

CHUNK = 500


def table_of(model, columns: list[Column], rows):
    """(column names, iterator of rows of values): the columns of the import, then what only an export tells."""
    fields = [TableField(column) for column in columns]
    extra = extras(model)
    several = [field.attribute for field in fields if field.column.is_many]
    related = ["source"] if has_field(model, "source") else []
    found = (
        rows.select_related(*related).prefetch_related(*several)
        if related
        else rows.prefetch_related(*several)
    )
    headers = [field.column_name for field in fields] + list(extra)
    values = (
        [field.export(row) for field in fields] + [value_of(row) for value_of in extra.values()]
        for row in found.iterator(chunk_size=CHUNK)
    )
    return headers, values


def extras(model) -> dict:
    """Column name → what it says of a row."""
    found = {}
    if has_field(model, "source"):
        found[KIND] = lambda row: str(row.source.get_kind_display())
    if issubclass(model, Publishable):
        found[STATUS] = lambda row: row.get_status_display()
        found[UPDATED] = lambda row: row.updated_at
    return found
