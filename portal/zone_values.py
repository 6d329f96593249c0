"""Costs and entry requirements side by side, as the zone page shows them to those who may read the values."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import CharField, F, Value

from publishing.chinese_text import chinese
from publishing.translated import in_this_language
from zones.models import CostItem, EntryRequirement

COLUMNS = (
    "subject", "group", "position", "pk", "text", "remark", "sign", "value", "value_max", "unit", "bound", "as_of",
    "source__kind",
)  # fmt: skip


@dataclass(frozen=True)
class Condition:
    """One value of either subject; reads like a Measure."""

    subject: str
    group: str
    position: int
    pk: int
    label: str
    remark: str
    sign: str
    value: Decimal
    value_max: Decimal | None
    unit: str
    bound: str
    as_of: str
    source_kind: str

    @property
    def is_sample(self) -> bool:
        return self.source_kind == "sample"


@dataclass(frozen=True)
class ConditionGroup:
    label: str
    shown: list[Condition]


@dataclass(frozen=True)
class ConditionTable:
    groups: list[ConditionGroup]
    count: int


def readable_conditions(
    zone, user, cost_rows: int = 2, entry_rows: int = 3
) -> dict[str, ConditionTable | None]:
    """{"costs": …, "entry": …} with the first rows of each group and the full count, in one query.

    None where that reader may read no value of the subject.
    """
    costs = _columns(CostItem.objects.visible_to(user).filter(zone=zone), "costs", "tier", Value("at_least"))
    entry = _columns(
        EntryRequirement.objects.visible_to(user).filter(zone=zone), "entry", "scope", F("operator")
    )
    found = sorted(map(condition, costs.union(entry, all=True)), key=lambda row: (row.position, row.pk))
    return {
        "costs": _table([row for row in found if row.subject == "costs"], CostItem.Group, cost_rows),
        "entry": _table([row for row in found if row.subject == "entry"], EntryRequirement.Group, entry_rows),
    }


def condition(row) -> Condition:
    found = dict(zip(COLUMNS, row, strict=True))
    return Condition(
        *(chinese(value) if name in ("text", "remark") else value for name, value in found.items())
    )


def _columns(rows, subject, remark, sign):
    return (
        rows.order_by()
        .annotate(
            subject=Value(subject, output_field=CharField()),
            text=in_this_language("label"),
            remark=in_this_language(remark),
            sign=sign,
        )
        .values_list(*COLUMNS)
    )


def _table(rows, groups, limit) -> ConditionTable | None:
    if not rows:
        return None
    found = [(group.label, [row for row in rows if row.group == group]) for group in groups]
    return ConditionTable(
        [ConditionGroup(label, members[:limit]) for label, members in found if members], len(rows)
    )
