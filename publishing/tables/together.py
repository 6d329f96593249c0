"""What thousands of saved rows bring with them, in few statements."""

from itertools import groupby

BATCH = 500


def write_history(model, rows, sign: str, *, user, reason: str):
    """The records of rows that were saved without them; `sign` is "+" for new rows and "~" for changed ones."""
    model.history.bulk_history_create(
        rows, batch_size=BATCH, update=sign == "~", default_user=user, default_change_reason=reason
    )


def links_of(row, name: str, keys) -> list:
    """Rows of a many-to-many table, not saved yet, that link a new row with others."""
    field = row._meta.get_field(name)
    through, here, there = field.remote_field.through, field.m2m_field_name(), field.m2m_reverse_field_name()
    return [through(**{f"{here}_id": row.pk, f"{there}_id": key}) for key in keys]


def write_links(links: list):
    for through, same in groupby(sorted(links, key=lambda link: link._meta.label), key=type):
        through._default_manager.bulk_create(same, batch_size=BATCH)
