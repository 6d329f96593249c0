"""The rules of amounts, over plain values: by table and by property."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from policies.evaluation import Group, Terms, Total, evaluate, in_words, totals

DEMO = json.loads(
    (Path(__file__).resolve().parents[2] / "fixtures/policies/demo.json").read_text(encoding="utf-8")
)
TEN = {
    1: 1_000_000,
    2: 300_000,
    3: 10_000,
    4: 100_000,
    5: 30_000,
    6: 10_000,
    7: 200_000,
    8: 100_000,
    9: 50_000,
    10: 20_000,
}
WAN = 10_000


def award_of_the_demo(pk):
    fields = next(row["fields"] for row in DEMO if (row["model"], row["pk"]) == ("policies.award", pk))
    return Terms(
        id=pk,
        amount=Decimal(fields["amount"]),
        is_capped=fields["rule"] == "capped",
        rate=fields["rate"] and Decimal(fields["rate"]),
        is_competitive=fields["is_competitive"],
        base=fields.get("base", ""),
    )


def only(pk, base=None):
    lines = evaluate([award_of_the_demo(pk)], {pk}, {} if base is None else {pk: Decimal(base)})
    assert len(lines) == 1
    return lines[0]


@pytest.mark.parametrize(("pk", "yuan"), TEN.items())
def test_the_ten_awards_of_industrial_innovation_are_certain_and_exact(pk, yuan):
    line = only(pk)
    assert (line.group, line.amount, line.missing) == (Group.CERTAIN, Decimal(yuan), "")


def test_all_ten_together_are_182_wan():
    lines = evaluate(map(award_of_the_demo, TEN), set(TEN), {})
    assert totals(lines) == {
        Group.CERTAIN: Total(10, Decimal(1_820_000)),
        Group.POSSIBLE: Total(0, None),
        Group.MISSING: Total(0, None),
    }


@pytest.mark.parametrize(
    ("base", "yuan", "formula"),
    [
        (0, 0, "0 元 × 10% = 0 元，不超过上限 1,000 万元"),
        (3_000 * WAN, 300 * WAN, "3,000 万元 × 10% = 300 万元，不超过上限 1,000 万元"),
        (10_000 * WAN, 1_000 * WAN, "1 亿元 × 10% = 1,000 万元，不超过上限 1,000 万元"),
        (20_000 * WAN, 1_000 * WAN, "2 亿元 × 10% = 2,000 万元，超过上限，按 1,000 万元 计"),
    ],
)
def test_article_2_is_ten_percent_capped_at_1000_wan(base, yuan, formula):
    line = only(12, base)
    assert (line.group, line.amount, line.formula) == (Group.POSSIBLE, Decimal(yuan), formula)


def test_article_2_without_its_base_names_the_figure_and_gives_no_sum():
    line = only(12)
    assert (line.group, line.amount) == (Group.MISSING, None)
    assert line.missing == "项目当年实际新增固定资产投资额"
    assert line.formula == "项目当年实际新增固定资产投资额 × 10%，最高 1,000 万元"


def test_article_6_is_at_most_1000_wan_and_only_possible():
    line = only(21)
    assert (line.group, line.amount, line.formula) == (
        Group.POSSIBLE,
        Decimal(1_000 * WAN),
        "原文只写最高 1,000 万元",
    )


def test_a_fixed_sum_that_is_competed_for_is_only_possible():
    assert (only(13).group, only(13).amount) == (Group.POSSIBLE, Decimal(200_000))


def test_lines_stand_certain_possible_missing_and_what_was_not_chosen_is_left_out():
    awards = [award_of_the_demo(pk) for pk in (12, 21, 4, 5)]
    lines = evaluate(awards, {12, 21, 4, 777}, {})
    assert [line.award for line in lines] == [4, 21, 12]


def test_sums_in_english_words():
    with translation.override("en"):
        assert in_words(Decimal(3_000_000)) == "RMB\u00a03 million"
        assert in_words(Decimal(100_000)) == "RMB\u00a0100,000"


yuan = st.decimals(min_value=0, max_value=10**15, places=2)
sums = st.decimals(min_value=1, max_value=10**12, places=2)
rates = st.decimals(min_value="0.01", max_value=100, places=2)
terms = st.builds(
    Terms,
    id=st.just(1),
    amount=sums,
    is_capped=st.booleans(),
    rate=st.none() | rates,
    is_competitive=st.booleans(),
)


@given(terms, yuan)
def test_never_above_the_cap(award, base):
    (line,) = evaluate([award], {1}, {1: base})
    assert 0 <= line.amount <= award.amount


@given(terms, yuan, yuan)
def test_a_larger_base_never_gives_less(award, one, other):
    small, large = sorted((one, other))
    (less,), (more,) = evaluate([award], {1}, {1: small}), evaluate([award], {1}, {1: large})
    assert less.amount <= more.amount


@given(sums, rates, st.booleans(), st.booleans())
def test_an_unknown_base_never_yields_a_sum(amount, rate, is_capped, is_competitive):
    lines = evaluate([Terms(1, amount, is_capped, rate, is_competitive)], {1}, {2: Decimal(5)})
    assert (lines[0].group, lines[0].amount) == (Group.MISSING, None)
    assert lines[0].missing
    assert totals(lines)[Group.MISSING] == Total(1, None)


@given(st.lists(terms, max_size=6), yuan)
def test_only_fixed_sums_without_competition_are_certain(awards, base):
    awards = [Terms(n, a.amount, a.is_capped, a.rate, a.is_competitive) for n, a in enumerate(awards)]
    lines = evaluate(awards, set(range(6)), {0: base, 3: base})
    assert sorted(line.award for line in lines) == list(range(len(awards)))
    for line in lines:
        award = awards[line.award]
        is_fixed = not award.is_competitive and not award.is_capped and award.rate is None
        assert (line.group is Group.CERTAIN) == is_fixed
