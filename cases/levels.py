"""What is read of a person's levels: the one that holds, how it was decided, what a meeting has still to ratify."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agencies.models import User
from cases.choices import Level, LevelRoute, PracticeName
from cases.models import LevelPeriod, Nominal
from cases.practice import limit_for
from cases.rules.level import BY_PANEL
from pagekit.dates import long_date


@dataclass(frozen=True)
class ChairsDecision:
    """What a chair decided between meetings: a level, or (`is_end`) the end of one."""

    key: str
    period: LevelPeriod
    decided_on: datetime.date
    is_end: bool

    @property
    def words(self) -> str:
        words = {"level": self.period.get_level_display(), "day": long_date(self.decided_on)}
        return _("%(level)s ends on %(day)s") % words if self.is_end else _("%(level)s from %(day)s") % words

    @property
    def level(self) -> int:
        """The level whose next meeting is to ratify: never below 2."""
        return max(self.period.level, Level.TWO)


def to_ratify(periods: Iterable[LevelPeriod]) -> list[ChairsDecision]:
    """The chair's decisions, among all levels of a person, that no meeting has ratified, the oldest first.

    What a meeting decided of the level later settles them too. The clock of the same name says it in SQL.
    """
    periods = sorted(periods, key=lambda one: one.started_on)
    found = [
        ChairsDecision(f"start-{one.pk}", one, one.started_on, is_end=False)
        for one in periods
        if one.route == LevelRoute.CHAIR and one.ratified_on is None
    ]
    found += [
        ChairsDecision(f"end-{one.pk}", one, one.ended_on, is_end=True)
        for one in periods
        if one.end_route == LevelRoute.CHAIR and one.end_ratified_on is None and one.ended_on is not None
    ]
    return [one for one in found if not any(_decided_by_meeting_after(period, one.decided_on) for period in periods)]


def _decided_by_meeting_after(period: LevelPeriod, day: datetime.date) -> bool:
    began = period.route == LevelRoute.MEETING and period.started_on > day
    ended = period.end_route == LevelRoute.MEETING and period.ended_on is not None and period.ended_on > day
    return began or ended


def ratify_by(nominal: Nominal, decisions: Iterable[ChairsDecision], on: datetime.date) -> dict[str, datetime.date]:
    """The day by which the next meeting is to be held, by the key of the decision: as for a review of that level."""
    waiting = list(decisions)
    levels = {one.level for one in waiting}
    limits = {level: limit_for(nominal, PracticeName.REVIEW_INTERVAL, on, level=level) for level in levels}
    return {one.key: found.after(one.decided_on) for one in waiting if (found := limits[one.level])}


def in_force(nominal: Nominal, on: datetime.date) -> LevelPeriod | None:
    """The level that holds a day, with who recorded it."""
    return nominal.levels.in_force(on).select_related("decided_by").first()


def how_decided(route: str) -> str:
    """A route in words; whether a chair's decision was ratified is said beside it. Empty for none."""
    if route == LevelRoute.CHAIR:
        return _("Chair between meetings")
    return str(LevelRoute(route).label) if route else ""


def who_decided(period: LevelPeriod) -> str:
    """The decision-maker in words, with who recorded it where that is somebody else; empty when neither is known."""
    return _who(period.route, period.decision_maker, period.decided_by)


def who_ended(period: LevelPeriod) -> str:
    """As `who_decided`, of the end."""
    return _who(period.end_route, period.end_decision_maker, period.ended_by)


def _who(route: str, decision_maker: str, recorded_by: User | None) -> str:
    if recorded_by is None:
        return decision_maker
    words = {"decision_maker": decision_maker, "who": recorded_by}
    if decision_maker:
        return _("%(decision_maker)s, recorded by %(who)s") % words
    return _("recorded by %(who)s") % words if route in BY_PANEL else str(recorded_by)
