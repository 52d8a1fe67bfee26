"""Which level may stand beside which category, who decides that a level changes, when the way down is the way out."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.choices import Basis, Category, Level, LevelRoute
from cases.rules.answers import Answer, Fact
from cases.rules.category import Held, category_on, days_of_change, in_order

PROVISION = "CJA 2003 s.325(2)(b)"
GUIDANCE = "MAPPA guidance: Levels 2 and 3 are entered, moved and left by a meeting, or by its chair until the next one"
STAYS = "MAPPA guidance: whom a sentence or an order keeps in MAPPA is managed at Level 1 when meetings add nothing"
WAY_OUT = "MAPPA guidance: Category 3 is managed at Level 2 or 3 alone; whoever no longer needs it leaves MAPPA"

#: A meeting decides, or its chair between meetings, whom the next meeting ratifies.
BY_PANEL = (LevelRoute.MEETING, LevelRoute.CHAIR)
#: Bases that rest on a judgement of risk and not on a sentence or an order: they end when that judgement changes.
DISCRETIONARY = frozenset({Basis.OTHER_DANGEROUS, Basis.TERRORISM_RISK})


@dataclass(frozen=True)
class LevelHeld:
    """A level, in force from `started_on` up to, and not including, `ended_on`."""

    level: int
    started_on: datetime.date
    ended_on: datetime.date | None = None


def levels_fit(levels: Iterable[LevelHeld], bases: Sequence[Held]) -> Answer[bool]:
    """Whether on no day Level 1 stands beside Category 3. The fact is the first day on which it would."""
    for one in sorted(levels, key=lambda held: held.started_on):
        if one.level == Level.ONE and (day := _first_in_three(one, bases)) is not None:
            return Answer(
                False,
                _("A person in Category 3 is managed at Level 2 or Level 3."),
                (Fact(_("Level 1 and Category 3 on the same day"), day),),
                PROVISION,
            )
    return Answer(True, _("The level may stand beside the category."), provision=PROVISION)


def _first_in_three(one: LevelHeld, bases: Sequence[Held]) -> datetime.date | None:
    days = sorted(days_of_change(bases, one.started_on, one.ended_on))
    return next((day for day in days if category_on(bases, day) == Category.THREE), None)


def who_decides(before: int | None, after: int | None) -> Answer[tuple[LevelRoute, ...]]:
    """The ways in which a step from one level to another may be decided. None: no level."""
    facts = (
        Fact(_("Before: %(level)s") % {"level": _words(before)}),
        Fact(_("After: %(level)s") % {"level": _words(after)}),
    )
    if max(before or 0, after or 0) < Level.TWO:
        routes = (LevelRoute.LEAD_AGENCY, *BY_PANEL)
        return Answer(routes, _("Level 1 is decided by the lead agency's screening."), facts, GUIDANCE)
    sentence = _("Only a meeting, or its chair between meetings, moves somebody to, between or from Levels 2 and 3.")
    if (after or 0) > (before or 0):
        return Answer((*BY_PANEL, LevelRoute.REFERRAL), sentence, facts, GUIDANCE)
    return Answer(BY_PANEL, sentence, facts, GUIDANCE)


def leaves_mappa(bases: Iterable[Held], day: datetime.date) -> Answer[bool]:
    """Whether somebody who no longer needs Level 2 or 3 leaves MAPPA that day, and does not step down to Level 1.

    Unknown when no basis is in force.
    """
    held = in_order(one for one in bases if one.holds(day))
    facts = tuple(one.fact for one in held)
    if not held:
        return Answer(None, _("It cannot be said: no category has a basis in force."), facts, WAY_OUT)
    if all(one.basis in DISCRETIONARY for one in held):
        sentence = _("Only a judgement of risk keeps the person in MAPPA: the way down from Level 2 or 3 is out of it.")
        return Answer(True, sentence, facts, WAY_OUT)
    return Answer(False, _("The person stays in MAPPA: below Level 2 they are managed at Level 1."), facts, STAYS)


def _words(level: int | None) -> str:
    return str(Level(level).label) if level else _("no level")
