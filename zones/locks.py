"""What a visitor may know of what signing in opens: which kinds, how many, how recent. Never a value."""

from dataclasses import dataclass

from django.db.models import BooleanField, CharField, Count, ExpressionWrapper, Max, Q


@dataclass(frozen=True)
class LockedGroup:
    label: str
    count: int


@dataclass(frozen=True)
class BehindTheLock:
    groups: list[LockedGroup]
    count: int
    newest: str  # a partial date; "" where no row has one
    has_sample: bool


def behind_the_lock(rows, by="group") -> BehindTheLock | None:
    """The summary of a LockedRowsQuerySet's members-only rows (one query), or None where nothing is locked.

    `by` is the field that tells their groups; its choices give the labels and the order.
    """
    counted = (
        rows.offered_to_members()
        .order_by()
        .values(by, "source__kind")
        .annotate(count=Count("pk"), newest=Max("as_of"))
    )
    found = list(counted)
    if not found:
        return None
    groups = [
        LockedGroup(str(label), sum(row["count"] for row in found if row[by] == value))
        for value, label in rows.model._meta.get_field(by).choices
    ]
    return BehindTheLock(
        groups=[group for group in groups if group.count],
        count=sum(row["count"] for row in found),
        newest=max(row["newest"] for row in found),
        has_sample=any(row["source__kind"] == "sample" for row in found),
    )


def locked_columns_with_values(model, labels):
    """Annotations for a LockedColumnsQuerySet: has_<column>, whether there is a value; never the value.

    `labels` are {column: what it is called}; locked_labels() reads them off a row.
    """
    return {f"has_{column}": ExpressionWrapper(is_filled(model, column), BooleanField()) for column in labels}


def is_filled(model, column) -> Q:
    """Rows with a value in that column; a translated one counts by its Chinese, which may be NULL or empty."""
    names = {field.name for field in model._meta.get_fields()}
    column = f"{column}_zh_hans" if f"{column}_zh_hans" in names else column
    is_text = isinstance(model._meta.get_field(column), CharField)
    return Q(**{f"{column}__gt": ""}) if is_text else Q(**{f"{column}__isnull": False})


def locked_labels(row, labels) -> list[str]:
    """What stands behind the lock of a row fetched with locked_columns_with_values."""
    return [label for column, label in labels.items() if getattr(row, f"has_{column}")]
