"""The end of a category, with its reason. Without another category the person leaves MAPPA: the level ends too."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.choices import Category, Level
from cases.models import CategoryBasis, LevelPeriod, Nominal
from cases.rules.level import DISCRETIONARY
from cases.services.acts import changed, hold
from cases.services.eligibility import record_consideration
from cases.services.histories import end_basis
from cases.services.level_news import tell_of_level
from pagekit.dates import long_date


@dataclass(frozen=True)
class Consideration:
    """Whether Category 3 is to follow, and why."""

    applies: bool
    reason: str


@transaction.atomic
def end_category(
    *,
    actor: User,
    nominal: Nominal,
    basis_id: int,
    ended_on: datetime.date,
    end_reason: str,
    consideration: Consideration | None,
    on: datetime.date,
    by_panel: bool = False,
) -> CategoryBasis:
    """End a basis on a day, the first on which it no longer holds. When no other holds that day the level ends with it:
    for Category 3 that is the way out of MAPPA.

    Raises DomainError when the days cannot be, when Category 1, 2 or 4 ends with no other behind it and nobody
    considered Category 3, and when a judgement of risk alone keeps somebody at Level 2 or 3: that exit is decided by a
    meeting or its chair (`by_panel`) and recorded with the level.
    """
    nominal = hold(nominal.pk)
    row = nominal.category_bases.get(pk=basis_id)
    others = nominal.category_bases.in_force(ended_on).exclude(pk=row.pk).exists()
    if not others and not by_panel:
        _refuse_exit_without_panel(nominal, row, ended_on)
    if not others and row.category != Category.THREE:
        _require_considered(row, consideration)
    row = end_basis(actor=actor, nominal=nominal, basis_id=row.pk, ended_on=ended_on, end_reason=end_reason)
    if consideration is not None and row.category != Category.THREE:
        record_consideration(
            nominal, row, actor=actor, applies=consideration.applies, reason=consideration.reason, on=on
        )
    if not others:
        _end_level(nominal, ended_on, end_reason, actor=actor)
    return row


def _refuse_exit_without_panel(nominal: Nominal, row: CategoryBasis, ended_on: datetime.date) -> None:
    level = nominal.levels.in_force(ended_on).filter(level__gte=Level.TWO).first()
    if row.basis in DISCRETIONARY and level is not None:
        sentence = _("%(level)s holds: a meeting, or its chair, decides the exit. Record it under “Reviews and level”.")
        raise DomainError(sentence % {"level": level.get_level_display()}, field="basis")


def _require_considered(row: CategoryBasis, consideration: Consideration | None) -> None:
    answered = row.screenings.filter(answer__asked="category_end").exists()
    if consideration is None and not answered:
        raise DomainError(
            _("Say whether Category 3 is to follow: no other category holds after this."), field="applies"
        )


def _end_level(nominal: Nominal, ended_on: datetime.date, rationale: str, *, actor: User) -> None:
    """The level in force that day ends on it; one decided for a later day stands in the way."""
    open_ones = LevelPeriod.objects.filter(nominal=nominal).order_by("started_on")
    later = open_ones.filter(started_on__gte=ended_on).first()
    if later is not None:
        words = {"level": later.get_level_display(), "day": long_date(later.started_on)}
        raise DomainError(
            _("%(level)s is recorded from %(day)s, when no category would hold. Correct the level first.") % words,
            field="ended_on",
        )
    level = open_ones.in_force(ended_on).first()
    if level is None:
        return
    level.ended_on, level.end_rationale, level.ended_by = ended_on, rationale, actor
    level.save(update_fields=["ended_on", "end_rationale", "ended_by"])
    tell_of_level(nominal, actor=actor, before=level.level, after=None, period=level)
    changed(actor=actor, nominal=nominal, part="level", code=level.level, ended_on=ended_on.isoformat())
