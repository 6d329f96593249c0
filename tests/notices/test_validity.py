"""When a document is in force, over plain values: by table and by property."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.validity import (
    OVER,
    STRENGTH,
    Facts,
    Link,
    LinkKind,
    State,
    Term,
    TermKind,
    completed,
    ending,
    periods,
    validity,
)

DAY = timedelta(days=1)
WRITTEN = date(2022, 6, 27)
PUBLISHED = date(2022, 7, 1)
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
ARTICLES = st.sampled_from(["", "", "6", "8-10"])


def facts(*terms, links=(), written=WRITTEN, **dates):
    return Facts(PUBLISHED, written_date=written, terms=terms, links=tuple(links), **dates)


def force(**length):
    return Term(TermKind.FORCE, **length)


def spelled(found):
    return [(period.state.value, period.from_date, period.to_date) for period in periods(found)]


@pytest.mark.parametrize(
    ("begin", "length", "last"),
    [
        (date(2022, 6, 27), {"years": 3}, date(2025, 6, 27)),
        (date(2022, 6, 27), {"years": 5}, date(2027, 6, 27)),
        (date(2024, 2, 29), {"years": 1}, date(2025, 2, 28)),
        (date(2024, 2, 29), {"years": 4}, date(2028, 2, 29)),
        (date(2023, 8, 31), {"months": 6}, date(2024, 2, 29)),
        (date(2023, 12, 15), {"months": 1}, date(2024, 1, 15)),
        (date(2021, 3, 4), {"days": 30}, date(2021, 4, 3)),
        (date(2024, 1, 30), {"years": 1, "months": 1, "days": 1}, date(2025, 3, 1)),
        (date(2024, 1, 1), {"years": 20000}, date.max),
        (date(2024, 1, 1), {"days": 9_000_000}, date.max),
    ],
)
def test_a_term_ends_on_the_same_calendar_day(begin, length, last):
    assert ending(begin, **length) == last


def test_three_years_for_the_whole_and_five_for_one_article():
    found = facts(force(years=3), force(years=5, articles="6"), effective_date=WRITTEN)
    assert spelled(found) == [
        ("pending", date.min, date(2022, 6, 26)),
        ("in_force", date(2022, 6, 27), date(2025, 6, 27)),
        ("partly", date(2025, 6, 28), date(2027, 6, 27)),
        ("lapsed", date(2027, 6, 28), date.max),
    ]


def test_an_article_that_ends_earlier_leaves_the_rest_in_force():
    found = facts(force(years=3), force(years=1, articles="6"))
    assert [state for state, _first, _last in spelled(found)] == ["pending", "in_force", "partly", "lapsed"]


def test_a_beginning_without_an_end_states_no_validity():
    found = facts(effective_date=date(2022, 7, 1))
    assert spelled(found) == [
        ("pending", date.min, date(2022, 6, 30)),
        ("unstated", date(2022, 7, 1), date.max),
    ]
    assert [reason.because for reason in validity(found, date(2023, 1, 1)).reasons] == ["no_end"]


def test_nothing_stated_is_unstated_on_every_day():
    assert spelled(facts()) == [("unstated", date.min, date.max)]
    assert [reason.because for reason in validity(facts(), WRITTEN).reasons] == ["nothing"]


def test_a_stated_last_day_goes_before_the_length_of_the_term():
    found = facts(force(years=3, quote="有效期3年"), lapse_date=date(2024, 1, 31))
    assert spelled(found)[1] == ("in_force", WRITTEN, date(2024, 1, 31))
    assert validity(found, date(2024, 1, 31)).reasons[0].quote == "有效期3年"


def test_an_implementation_period_is_a_second_badge_only():
    found = facts(Term(TermKind.IMPLEMENTATION, ends_on=date(2023, 12, 31)))
    assert spelled(found) == [("unstated", date.min, date.max)]
    last, first = validity(found, date(2023, 12, 31)), validity(found, date(2024, 1, 1))
    assert [last.is_completed, first.is_completed] == [False, True]
    assert [last.state, first.state] == [State.UNSTATED, State.UNSTATED]


@pytest.mark.parametrize(
    ("kind", "articles", "state"),
    [
        (LinkKind.REPEALS, "", "repealed"),
        (LinkKind.SUPERSEDES, "", "repealed"),
        (LinkKind.REPEALS, "6", "partly"),
        (LinkKind.SUPERSEDES, "6", "partly"),
        (LinkKind.AMENDS, "", "amended"),
        (LinkKind.AMENDS, "6", "amended"),
        (LinkKind.PROPOSES_REPEAL, "", "proposed"),
        (LinkKind.INTERPRETS, "", "in_force"),
    ],
)
def test_what_another_document_says(kind, articles, state):
    link = Link(kind, date(2023, 5, 1), articles, by=9, quote="原话")
    found = facts(force(years=3), links=[link])
    assert validity(found, date(2023, 4, 30)).state == "in_force"
    now = validity(found, date(2023, 5, 1))
    assert now.state == state
    if kind != LinkKind.INTERPRETS:
        assert (now.reasons[0].because, now.reasons[0].by, now.reasons[0].quote) == (kind, 9, "原话")


def test_a_proposal_to_repeal_says_so_and_leaves_the_term_running():
    found = facts(force(years=3), links=[Link(LinkKind.PROPOSES_REPEAL, date(2023, 5, 1))])
    assert spelled(found)[-2:] == [
        ("proposed", date(2023, 5, 1), date(2025, 6, 27)),
        ("lapsed", date(2025, 6, 28), date.max),
    ]
    assert [reason.because for reason in validity(found, date(2024, 1, 1)).reasons] == [
        "proposes_repeal",
        "term",
    ]


@pytest.mark.parametrize(
    ("as_of", "left"),
    [
        (date(2025, 3, 29), None),
        (date(2025, 3, 30), 90),
        (date(2025, 6, 27), 1),
        (date(2025, 6, 28), None),
        (date(2022, 6, 1), None),
    ],
)
def test_the_last_ninety_days_are_counted_down(as_of, left):
    assert validity(facts(force(years=3)), as_of).days_left == left


def test_what_is_over_is_not_counted_down_to_its_repeal():
    found = facts(force(years=1), links=[Link(LinkKind.REPEALS, date(2024, 1, 1))])
    assert validity(found, date(2023, 12, 31)).days_left is None


TERMS = st.builds(
    Term,
    kind=st.sampled_from(TermKind),
    articles=ARTICLES,
    begins_on=st.none() | DAYS,
    years=st.integers(0, 10),
    months=st.integers(0, 24),
    days=st.integers(0, 90),
    ends_on=st.none() | DAYS,
)
LINKS = st.builds(Link, kind=st.sampled_from(LinkKind), from_date=DAYS, articles=ARTICLES)
FACTS = st.builds(
    Facts,
    published_date=DAYS,
    written_date=st.none() | DAYS,
    effective_date=st.none() | DAYS,
    lapse_date=st.none() | DAYS,
    terms=st.lists(TERMS, max_size=4).map(tuple),
    links=st.lists(LINKS, max_size=4).map(tuple),
)


@given(FACTS)
def test_every_day_has_exactly_one_state(found):
    parts = periods(found)
    assert parts[0].from_date == date.min
    assert parts[-1].to_date == date.max
    for before, after in zip(parts, parts[1:], strict=False):
        assert before.to_date + DAY == after.from_date
        assert before.state != after.state


@given(FACTS, DAYS)
def test_the_state_of_a_day_is_that_of_its_period_and_has_a_reason(found, day):
    now = validity(found, day)
    assert now.period in periods(found)
    assert now.period.from_date <= day <= now.period.to_date
    assert now.reasons


@given(FACTS)
def test_what_has_lapsed_or_was_repealed_never_comes_back(found):
    states = [period.state for period in periods(found)]
    over = next((place for place, state in enumerate(states) if state in OVER), len(states))
    assert all(state in OVER for state in states[over:])
    assert State.LAPSED not in states[states.index(State.REPEALED) :] if State.REPEALED in states else True


@given(FACTS, LINKS, DAYS)
def test_another_document_never_makes_it_stronger(found, link, day):
    with_link = Facts(**{**found.__dict__, "links": (*found.links, link)})
    assert STRENGTH[validity(with_link, day).state] <= STRENGTH[validity(found, day).state]


@given(FACTS, st.lists(TERMS.filter(lambda term: term.kind != TermKind.FORCE), max_size=3), DAYS)
def test_other_terms_never_touch_the_state(found, others, day):
    more = Facts(**{**found.__dict__, "terms": (*found.terms, *others)})
    assert periods(more) == periods(found)
    first = completed(more)
    assert validity(more, day).is_completed == (first is not None and day >= first)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(1, 100))
def test_years_keep_month_and_day_but_for_29_february(begin, years):
    last = ending(begin, years=years)
    assert last.year == begin.year + years
    if (begin.month, begin.day) == (2, 29):
        assert (last.month, last.day) in [(2, 28), (2, 29)]
    else:
        assert (last.month, last.day) == (begin.month, begin.day)
