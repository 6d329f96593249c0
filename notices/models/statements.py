from publishing.changes import content_changed
from publishing.models import ContentQuerySet


class StatementQuerySet(ContentQuerySet):
    """Rows that say something of notices, whose keys stand in the columns `tells_of`."""

    def notices(self) -> set[int]:
        columns = self.order_by().values_list(*self.model.tells_of)
        return {key for row in columns for key in row if key}

    def tell(self):
        """The notices that these rows are about have changed."""
        content_changed(self.model._meta.get_field("notice").related_model, self.notices(), self.db)

    def update(self, **fields):
        self.tell()  # before: afterwards they may be about others
        return super().update(**fields)


def statement_changes(instance, **_):
    """Receiver of pre_save and pre_delete: what the row says no longer is told to those of whom it said it."""
    if instance.pk:
        type(instance).objects.filter(pk=instance.pk).tell()
