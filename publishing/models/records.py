from django.db import models


class RecordedRelations(models.Model):
    """What a record of the history knows of relations to many: {"industries": [3, 8]}, keys ascending.

    Null where it was not written down: in records of imported tables, and of the time before there was this column.
    """

    relations = models.JSONField(null=True, editable=False)

    class Meta:
        abstract = True
