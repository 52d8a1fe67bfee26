"""Which category counts on a day, and why: the first of 4, 1, 2, 3 that has a basis in force."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.choices import BASIS_CATEGORY, CATEGORY_PRECEDENCE, Basis, Category
from cases.rules.answers import Answer, Fact


@dataclass(frozen=True)
class Held:
    """A basis of a category, in force from `started_on` up to, and not including, `ended_on`."""

    category: int
    basis: str
    started_on: datetime.date
    ended_on: datetime.date | None = None

    def holds(self, day: datetime.date) -> bool:
        return self.started_on <= day and (self.ended_on is None or day < self.ended_on)

    @property
    def fact(self) -> Fact:
        words = {"category": Category(self.category).label, "basis": Basis(self.basis).label}
        return Fact(_("%(category)s: %(basis)s") % words, self.started_on, self.ended_on)


def in_order(held: Iterable[Held]) -> list[Held]:
    """As they count: 4, 1, 2, 3, the oldest of each first."""
    return sorted(held, key=lambda one: (CATEGORY_PRECEDENCE.index(Category(one.category)), one.started_on))


def category_on(held: Iterable[Held], day: datetime.date) -> int | None:
    """The category that counts on a day; None when no basis is in force."""
    return next((one.category for one in in_order(held) if one.holds(day)), None)


def counting_category(held: Sequence[Held], day: datetime.date) -> Answer[int]:
    """The category that counts on a day, every basis in force that day, and the provision of the one that counts."""
    counting = in_order(one for one in held if one.holds(day))
    if not counting:
        ended = tuple(one.fact for one in in_order(held) if not one.holds(day))
        return Answer(None, _("No category can be given: no basis is in force."), ended)
    first = counting[0]
    facts = tuple(one.fact for one in counting)
    return Answer(first.category, _sentence(first, counting), facts, BASIS_CATEGORY[Basis(first.basis)][1])


def _sentence(first: Held, counting: list[Held]) -> str:
    label = Category(first.category).label
    if len({one.category for one in counting}) == 1:
        return _("%(category)s, the only category with a basis in force.") % {"category": label}
    return _("%(category)s: of the categories in force the first of 4, 1, 2, 3 counts.") % {"category": label}


def days_of_change(
    held: Iterable[Held], started_on: datetime.date, ended_on: datetime.date | None
) -> Iterator[datetime.date]:
    """The days of a half-open span on which the category that counts may be another than the day before."""
    yield started_on
    for one in held:
        for day in (one.started_on, one.ended_on):
            if day is not None and started_on < day and (ended_on is None or day < ended_on):
                yield day
