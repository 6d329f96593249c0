"""From when until when a document is in force: computed from its dates, its terms and what others say of it.

Plain values in and out, no database. A term in years or months ends on the day of the same number, that day included;
where the last month has no such day, on its last day. A term in days does not count the day it begins on (Civil Code of
the PRC, articles 201 and 202). What has lapsed or was repealed stays so: only another document could change it.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .validity_facts import (
    OVER,
    STRENGTH,
    Facts,
    Link,
    LinkKind,
    Period,
    Reason,
    State,
    Stretch,
    Term,
    TermKind,
)

__all__ = [
    "OVER",
    "STRENGTH",
    "Facts",
    "Link",
    "LinkKind",
    "Period",
    "Reason",
    "State",
    "Stretch",
    "Term",
    "TermKind",
    "Validity",
    "completed",
    "days_left",
    "periods",
    "validity",
]
COUNTED_DOWN = 90  # days before a document ceases to be in force
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Claim:
    state: State
    reason: Reason


@dataclass(frozen=True)
class Validity:
    """The state on a day, its period, why, what comes after it, and the other terms that the document states."""

    as_of: date
    period: Period
    reasons: tuple[Reason, ...]
    next: Period | None
    others: tuple[Stretch, ...]  # implementation, publicity and tasks
    is_completed: bool  # its implementation period is over: a second badge, whatever the state

    @property
    def state(self) -> State:
        return self.period.state

    @property
    def days_left(self) -> int | None:
        return days_left(self.period, self.next, self.as_of)


def validity(facts: Facts, as_of: date) -> Validity:
    found = periods(facts)
    place = next(place for place, period in enumerate(found) if period.to_date >= as_of)
    after = found[place + 1] if place + 1 < len(found) else None
    completed_from = completed(facts)
    return Validity(
        as_of=as_of,
        period=found[place],
        reasons=tuple(claim.reason for claim in claims(facts, as_of)),
        next=after,
        others=tuple(stretch for stretch in stretches(facts) if stretch.term.kind != TermKind.FORCE),
        is_completed=completed_from is not None and as_of >= completed_from,
    )


def days_left(period: Period, after: Period | None, as_of: date) -> int | None:
    """Days until the document, or a part of it, ceases to be in force; None unless within COUNTED_DOWN days."""
    if period.state in OVER or after is None or after.state not in (*OVER, State.PARTLY):
        return None
    left = (after.from_date - as_of).days
    return left if left <= COUNTED_DOWN else None


def periods(facts: Facts) -> tuple[Period, ...]:
    """Every day there is, from date.min to date.max, in neighbouring periods of different states."""
    found: list[Period] = []
    for from_date, to_date in days_between(turns(facts)):
        state = claims(facts, from_date)[0].state
        if found and found[-1].state == state:
            from_date = found.pop().from_date
        found.append(Period(state, from_date, to_date))
    return tuple(found)


def completed(facts: Facts) -> date | None:
    """The first day after all stated implementation periods; None where none is stated."""
    ends = [part.to_date for part in stretches(facts) if part.term.kind == TermKind.IMPLEMENTATION]
    return after(max(ends)) if ends else None


def claims(facts: Facts, day: date) -> list[Claim]:
    """All that holds on that day, the strongest first."""
    found = [*_of_links(facts, day), *_of_force(facts, day), *_of_beginning(facts, day)]
    return sorted(found, key=lambda claim: STRENGTH[claim.state])


def _of_links(facts: Facts, day: date) -> Iterator[Claim]:
    for link in facts.links:
        if link.from_date > day:
            continue
        ends = State.PARTLY if link.articles else State.REPEALED
        state = {
            LinkKind.SUPERSEDES: ends,
            LinkKind.REPEALS: ends,
            LinkKind.PROPOSES_REPEAL: State.PROPOSED,
            LinkKind.AMENDS: State.AMENDED,
        }.get(LinkKind(link.kind))
        if state:
            yield Claim(state, Reason(link.kind, link.from_date, link.articles, link.by, link.quote))


def _of_force(facts: Facts, day: date) -> Iterator[Claim]:
    """What the terms of force come to: the whole lapses with the last of its parts, if the whole has a term at all."""
    force = force_terms(facts)
    has_end = any(not part.term.articles for part in force)
    last = max((part.to_date for part in force), default=date.max)
    for part in force:
        state = State.IN_FORCE if has_end else State.UNSTATED
        if day > part.to_date:
            state = State.LAPSED if has_end and day > last else State.PARTLY
        reason = Reason(
            "term", part.to_date, part.term.articles, quote=part.term.quote, is_over=day > part.to_date
        )
        yield Claim(state, reason)


def _of_beginning(facts: Facts, day: date) -> Iterator[Claim]:
    begin = begins(facts)
    if begin and day < begin:
        yield Claim(State.PENDING, Reason("begins", begin))
    elif all(part.term.articles for part in force_terms(facts)):  # the whole has no end
        because = "no_end" if begin else "nothing"
        yield Claim(State.UNSTATED, Reason(because, begin or _written(facts)))


def force_terms(facts: Facts) -> list[Stretch]:
    """The terms of force; a stated last day stands instead of those of the whole, and keeps their words."""
    force = [part for part in stretches(facts) if part.term.kind == TermKind.FORCE]
    if facts.lapse_date is None:
        return force
    whole = [part for part in force if not part.term.articles]
    term = whole[0].term if whole else Term(TermKind.FORCE, ends_on=facts.lapse_date)
    begin = facts.effective_date or _written(facts)
    return [
        Stretch(term, min(begin, facts.lapse_date), facts.lapse_date),
        *[part for part in force if part.term.articles],
    ]


def begins(facts: Facts) -> date | None:
    """The first day of force, where the document states one, or a term that must begin some day."""
    whole = [part.from_date for part in force_terms(facts) if not part.term.articles]
    return facts.effective_date or min(whole, default=None)


def stretches(facts: Facts) -> list[Stretch]:
    return [stretch(term, term.begins_on or facts.effective_date or _written(facts)) for term in facts.terms]


def stretch(term: Term, begin: date) -> Stretch:
    end = term.ends_on or ending(begin, term.years, term.months, term.days)
    return Stretch(term, min(begin, end), end)


def ending(begin: date, years: int = 0, months: int = 0, days: int = 0) -> date:
    """The last day of a term of that length; date.max where the calendar has no such day."""
    place = begin.month - 1 + months
    year, month = begin.year + years + place // 12, place % 12 + 1
    try:
        return date(year, month, min(begin.day, calendar.monthrange(year, month)[1])) + timedelta(days=days)
    except (OverflowError, ValueError):
        return date.max


def turns(facts: Facts) -> set[date]:
    """The days on which the state may become another."""
    found = {link.from_date for link in facts.links}
    found |= {after(part.to_date) for part in force_terms(facts)}
    begin = begins(facts)
    return found | ({begin} if begin else set())


def days_between(first_days: set[date]) -> Iterator[tuple[date, date]]:
    """All days there are, cut before each of those: (first, last) pairs."""
    firsts = sorted({date.min, *first_days})
    for first, following in zip(firsts, firsts[1:], strict=False):
        yield first, following - DAY
    yield firsts[-1], date.max


def after(day: date) -> date:
    return day + DAY if day < date.max else day


def _written(facts: Facts) -> date:
    return facts.written_date or facts.published_date
