"""The badge of validity: one word, an icon, and how many days are left."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import validity
from .models import ValidityPeriod
from .validity import Period, State, Validity

LOOKS = {  # tone of the badge, and its icon
    State.IN_FORCE: ("ok", "check"),
    State.AMENDED: ("part", "info"),
    State.PROPOSED: ("part", "warning"),
    State.PARTLY: ("part", "minus"),
    State.PENDING: ("past", "calendar"),
    State.LAPSED: ("past", "cross"),
    State.REPEALED: ("past", "cross"),
    State.UNSTATED: ("past", "question"),
}


@dataclass(frozen=True)
class Badge:
    """One word for the state, an icon, the days that are left, and whether the implementation period is over."""

    state: State
    days_left: int | None
    ends_partly: bool  # after those days only a part is no longer in force
    is_completed: bool

    @property
    def label(self) -> str:
        """Stands by itself, so it says of what nothing is stated."""
        is_unstated = self.state == State.UNSTATED
        return _("效力未注明") if is_unstated else str(ValidityPeriod.State(self.state.value).label)

    @property
    def tone(self) -> str:
        return LOOKS[self.state][0]

    @property
    def icon(self) -> str:
        return LOOKS[self.state][1]

    @property
    def is_over(self) -> bool:
        return self.state in validity.OVER

    @property
    def countdown(self) -> str:
        if self.days_left is None:
            return ""
        if self.ends_partly:
            words = ngettext("还有 %(n)s 天部分失效", "还有 %(n)s 天部分失效", self.days_left)
        else:
            words = ngettext("还有 %(n)s 天失效", "还有 %(n)s 天失效", self.days_left)
        return words % {"n": self.days_left}


def badge_on(notice, as_of: date) -> Badge | None:
    """From the stored periods of a row read with_periods(); None where none were written yet."""
    rows = sorted(notice.known_periods or [], key=lambda row: row["begins_on"])
    day = as_of.isoformat()
    found = [row for row in rows if row["state"] != ValidityPeriod.State.COMPLETED and row["ends_on"] >= day]
    if not found:
        return None
    is_completed = any(
        row["state"] == ValidityPeriod.State.COMPLETED and row["begins_on"] <= day for row in rows
    )
    period, following = [*map(_period, found[:2]), None][:2]
    return _badge(period, following, as_of, is_completed)


def _period(row) -> Period:
    return Period(
        State(row["state"]), date.fromisoformat(row["begins_on"]), date.fromisoformat(row["ends_on"])
    )


def badge_of(found: Validity) -> Badge:
    return _badge(found.period, found.next, found.as_of, found.is_completed)


def _badge(period, following, as_of, is_completed) -> Badge:
    left = validity.days_left(period, following, as_of)
    return Badge(period.state, left, bool(following) and following.state == State.PARTLY, is_completed)
