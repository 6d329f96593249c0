"""What a visitor may know of locked columns: in how many rows each is filled, and how recent they are."""

from django.db.models import Count, Max, Q
from django.utils.translation import gettext_lazy as _

from zones.locks import BehindTheLock, LockedGroup

# Pairs, no dict: a translated word is another key in another language.
ENTERPRISE_COLUMNS = (
    (_("年产值"), Q(annual_output__isnull=False)),
    (_("员工数"), Q(workforce__isnull=False)),
    (_("配套需求"), ~Q(needs_zh_hans="")),
    (_("可供产品与服务"), ~Q(supplies_zh_hans="")),
)
FUND_COLUMNS = (
    (_("基金规模"), Q(size__isnull=False)),
    (_("单笔投资"), Q(ticket_min__isnull=False) | Q(ticket_max__isnull=False)),
    (_("期限"), ~Q(term_zh_hans="")),
    (_("对接方式"), ~Q(contact_zh_hans="")),
)


def behind_locked_columns(rows, columns) -> BehindTheLock | None:
    """The summary of published rows' locked columns (one query), or None where all of them are empty."""
    any_filled = Q()
    for _label, filled in columns:
        any_filled |= filled
    counted = rows.aggregate(
        **{f"filled_{number}": Count("pk", filter=filled) for number, (_label, filled) in enumerate(columns)},
        newest=Max("as_of", filter=any_filled),
        samples=Count("pk", filter=any_filled & Q(source__kind="sample")),
    )
    groups = [
        LockedGroup(label, counted[f"filled_{number}"]) for number, (label, _filled) in enumerate(columns)
    ]
    groups = [group for group in groups if group.count]
    if not groups:
        return None
    return BehindTheLock(
        groups, sum(group.count for group in groups), counted["newest"] or "", bool(counted["samples"])
    )
