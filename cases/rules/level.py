"""Which level may stand beside which category: nobody in Category 3 is managed at Level 1."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.choices import Category, Level
from cases.rules.answers import Answer, Fact
from cases.rules.category import Held, category_on, days_of_change

PROVISION = "CJA 2003 s.325(2)(b)"


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
