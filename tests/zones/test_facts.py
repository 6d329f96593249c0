from decimal import Decimal
from types import SimpleNamespace

from zones.facts import Column, Fact, facts_of
from zones.filters import in_square_metres

RANGE = (Column("low", "单笔", "yuan", "high"),)


def test_empty_fields_are_left_out():
    row = SimpleNamespace(name="", size=None, floors=0)
    assert facts_of(row, (Column("name", "名"), Column("size", "大小"), Column("floors", "层数", "层"))) == [
        Fact("层数", 0, "层")
    ]


def test_a_range_with_one_end_says_which():
    assert facts_of(SimpleNamespace(low=1, high=2), RANGE) == [Fact("单笔", 1, "yuan", 2)]
    assert facts_of(SimpleNamespace(low=1, high=1), RANGE) == [Fact("单笔", 1, "yuan")]
    assert facts_of(SimpleNamespace(low=1, high=None), RANGE) == [Fact("单笔", 1, "yuan", hedge="≥")]
    assert facts_of(SimpleNamespace(low=None, high=2), RANGE) == [Fact("单笔", 2, "yuan", hedge="≤")]
    assert facts_of(SimpleNamespace(low=None, high=None), RANGE) == []


def test_text_takes_its_unit_along():
    assert facts_of(SimpleNamespace(grid="9 × 12"), (Column("grid", "柱网", "米"),)) == [
        Fact("柱网", "9 × 12 米")
    ]


def test_areas_in_mu_and_hectares():
    assert in_square_metres(Decimal(500), "mu") == Decimal("333333.33")
    assert in_square_metres(Decimal("1.5"), "ha") == Decimal("15000.00")
