"""What a visitor may know of locked columns: in how many rows each is filled, and how recent they are."""

from django.db.models import Count, Max, Q
from django.utils.translation import gettext_lazy as _

from zones.locks import BehindTheLock, LockedGroup, is_filled
from zones.models import Enterprise, Fund

# Pairs, no dict: a translated word is another key in another language.
ENTERPRISE_COLUMNS = (
    (_("年产值"), is_filled(Enterprise, "annual_output")),
    (_("员工数"), is_filled(Enterprise, "workforce")),
    (_("配套需求"), is_filled(Enterprise, "needs")),
    (_("可供产品与服务"), is_filled(Enterprise, "supplies")),
)
FUND_COLUMNS = (
    (_("基金规模"), is_filled(Fund, "size")),
    (_("单笔投资"), is_filled(Fund, "ticket_min") | is_filled(Fund, "ticket_max")),
    (_("期限"), is_filled(Fund, "term")),
    (_("对接方式"), is_filled(Fund, "contact")),
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
