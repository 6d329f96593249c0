"""What the rule of validity is asked and what it answers, as plain values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """The strongest comes first: of all that holds on a day, it is what the document is called."""

    REPEALED = "repealed"
    LAPSED = "lapsed"
    PENDING = "pending"
    PARTLY = "partly"
    PROPOSED = "proposed"
    AMENDED = "amended"
    IN_FORCE = "in_force"
    UNSTATED = "unstated"


STRENGTH = {state: place for place, state in enumerate(State)}
OVER = (State.REPEALED, State.LAPSED)  # not in force any more


class TermKind(StrEnum):
    FORCE = "force"
    IMPLEMENTATION = "implementation"
    PUBLICITY = "publicity"
    TASKS = "tasks"


class LinkKind(StrEnum):
    SUPERSEDES = "supersedes"
    AMENDS = "amends"
    REPEALS = "repeals"
    PROPOSES_REPEAL = "proposes_repeal"
    INTERPRETS = "interprets"


@dataclass(frozen=True)
class Term:
    """A stretch of time that the document states: a length from its beginning, or its last day. No articles: all of it."""

    kind: str
    articles: str = ""
    begins_on: date | None = None
    years: int = 0
    months: int = 0
    days: int = 0
    ends_on: date | None = None
    quote: str = ""


@dataclass(frozen=True)
class Link:
    """What a document says of this one, from that day on. `by` is its key, for whoever prints the reason."""

    kind: str
    from_date: date
    articles: str = ""
    by: int | None = None
    quote: str = ""


@dataclass(frozen=True)
class Facts:
    """All that the state of one document depends on; `links` are those that point at it."""

    published_date: date
    written_date: date | None = None
    effective_date: date | None = None
    lapse_date: date | None = None  # last day of force of the whole
    terms: tuple[Term, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Reason:
    """Why: `because` is the kind of a link, or "term", "begins", "no_end" (only a beginning is stated) or "nothing".

    `day` is from when, of a term until when.
    """

    because: str
    day: date
    articles: str = ""
    by: int | None = None
    quote: str = ""
    is_over: bool = False


@dataclass(frozen=True)
class Period:
    """Days of one state, both ends included; date.min and date.max where there is no end."""

    state: State
    from_date: date
    to_date: date


@dataclass(frozen=True)
class Stretch:
    """A stated term with its days worked out."""

    term: Term
    from_date: date
    to_date: date
