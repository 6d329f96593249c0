"""Rows of another table as one column of a query, where a query of their own would only cost."""

from django.db.models import Aggregate, JSONField


class JsonRows(Aggregate):
    """The rows of a group as one JSON array."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, function="JSONB_AGG", **extra)
