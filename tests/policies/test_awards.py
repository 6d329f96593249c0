"""How the sums of a policy are laid out."""

from decimal import Decimal

import pytest
from django.utils import translation

from policies.awards import FEW, award_lines, clause_words
from policies.models import Award


def award(amount, clause="1"):
    return Award(clause=clause, beneficiary="企业", amount=Decimal(amount))


def test_a_few_awards_stand_largest_first_with_their_share_of_the_largest():
    lines = award_lines([award(10000), award(1000000), award(300000)])
    assert [(line.award.amount, line.share) for line in lines] == [(1000000, 100), (300000, 30), (10000, 1)]


def test_many_awards_stay_in_the_order_of_their_articles():
    awards = [award(1000 * number, f"第{number}条") for number in range(1, FEW + 2)]
    assert [line.award for line in award_lines(awards)] == awards


def test_the_smallest_award_still_has_a_bar():
    assert [line.share for line in award_lines([award(1), award(10**9)])] == [100, 1]


def test_no_awards_no_lines():
    assert award_lines([]) == []


@pytest.mark.parametrize(("clause", "words"), [("1", "第1款"), ("第6条", "第6条"), ("附则", "附则")])
def test_a_clause_is_written_as_documents_write_it(clause, words):
    with translation.override("zh-hans"):
        assert clause_words(clause) == words
