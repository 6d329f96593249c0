"""What a visitor may know of what signing in opens: which kinds, how many, how recent. Never a value."""

from dataclasses import dataclass

from django.db.models import Count, Max


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


def behind_the_lock(rows) -> BehindTheLock | None:
    """The summary of a LockedRowsQuerySet's members-only rows (one query), or None where nothing is locked."""
    counted = (
        rows.offered_to_members()
        .order_by()
        .values("group", "source__kind")
        .annotate(count=Count("pk"), newest=Max("as_of"))
    )
    found = list(counted)
    if not found:
        return None
    groups = [
        LockedGroup(group.label, sum(row["count"] for row in found if row["group"] == group))
        for group in rows.model.Group
    ]
    return BehindTheLock(
        groups=[group for group in groups if group.count],
        count=sum(row["count"] for row in found),
        newest=max(row["newest"] for row in found),
        has_sample=any(row["source__kind"] == "sample" for row in found),
    )
