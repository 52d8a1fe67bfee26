"""Whereabouts, levels and bases of categories: recorded, ended. The rules decide; overlaps are told in sentences."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.choices import BASIS_CATEGORY, Basis, Category
from cases.models import CategoryBasis, LevelPeriod, Nominal, WhereaboutsPeriod
from cases.rules.category import Held
from cases.rules.level import LevelHeld, levels_fit
from cases.services.acts import changed, hold
from cases.services.placing import end_period, put_in_place
from pagekit.dates import long_date


@transaction.atomic
def record_whereabouts(
    *,
    actor: User,
    nominal: Nominal,
    status: str,
    started_on: datetime.date,
    ended_on: datetime.date | None = None,
    ends_previous: bool = False,
) -> WhereaboutsPeriod:
    """Where a person is from a day. Raises DomainError when they are recorded elsewhere then."""
    nominal = hold(nominal.pk)
    row = WhereaboutsPeriod(nominal=nominal, status=status, started_on=started_on, ended_on=ended_on)
    put_in_place(row, ends_previous=ends_previous, text="status")
    changed(actor=actor, nominal=nominal, part="whereabouts", code=status, started_on=started_on.isoformat())
    return row


@transaction.atomic
def set_level(
    *,
    actor: User,
    nominal: Nominal,
    level: int,
    route: str,
    started_on: datetime.date,
    rationale: str,
    ended_on: datetime.date | None = None,
    ends_previous: bool = False,
) -> LevelPeriod:
    """A level decided by `actor`. Raises DomainError at an overlap, and for Level 1 on a day of Category 3."""
    nominal = hold(nominal.pk)
    row = LevelPeriod(nominal=nominal, level=level, started_on=started_on, ended_on=ended_on)
    row.decided_by, row.route, row.rationale = actor, route, rationale
    _require_fit([LevelHeld(level, started_on, ended_on)], _bases(nominal), field="level")
    put_in_place(row, ends_previous=ends_previous, text="level")
    changed(actor=actor, nominal=nominal, part="level", code=level, started_on=started_on.isoformat())
    return row


@transaction.atomic
def end_level(*, actor: User, nominal: Nominal, ended_on: datetime.date, end_rationale: str) -> LevelPeriod:
    """The level in force ends and no other follows. Raises DomainError when there is none."""
    nominal = hold(nominal.pk)
    row = LevelPeriod.objects.filter(nominal=nominal).order_by("-started_on").first()
    if row is None:
        raise DomainError(_("No level is recorded."))
    end_period(row, ended_on)
    row.ended_by, row.end_rationale = actor, end_rationale
    row.save(update_fields=["ended_by", "end_rationale"])
    changed(actor=actor, nominal=nominal, part="level", code=row.level, ended_on=ended_on.isoformat())
    return row


@transaction.atomic
def add_basis(
    *,
    actor: User,
    nominal: Nominal,
    basis: str,
    started_on: datetime.date,
    ended_on: datetime.date | None = None,
) -> CategoryBasis:
    """A legal basis, with the category it brings. Several may hold at once, the same one only once."""
    nominal = hold(nominal.pk)
    if ended_on is not None and ended_on <= started_on:
        raise DomainError(_("The end must be after the start."), field="ended_on")
    category = BASIS_CATEGORY[Basis(basis)][0]
    row = CategoryBasis(nominal=nominal, category=category, basis=basis, started_on=started_on, ended_on=ended_on)
    _refuse_same_basis(row)
    if category == Category.THREE:
        _require_fit(_levels(nominal, started_on), [*_bases(nominal), _held(row)], field="basis")
    row.save(force_insert=True)
    changed(actor=actor, nominal=nominal, part="category basis", code=basis, started_on=started_on.isoformat())
    return row


@transaction.atomic
def end_basis(
    *, actor: User, nominal: Nominal, basis_id: int, ended_on: datetime.date, end_reason: str
) -> CategoryBasis:
    """A basis ends, for a recorded reason. Raises DomainError when Category 3 would be left beside Level 1."""
    nominal = hold(nominal.pk)
    row = CategoryBasis.objects.get(pk=basis_id, nominal=nominal)
    end_period(row, ended_on)
    row.end_reason = end_reason
    row.save(update_fields=["end_reason"])
    _require_fit(_levels(nominal, ended_on), _bases(nominal), field="ended_on")
    changed(actor=actor, nominal=nominal, part="category basis", code=row.basis, ended_on=ended_on.isoformat())
    return row


def _held(row: CategoryBasis) -> Held:
    return Held(row.category, row.basis, row.started_on, row.ended_on)


def _bases(nominal: Nominal) -> list[Held]:
    return [_held(row) for row in nominal.category_bases.all()]


def _levels(nominal: Nominal, since: datetime.date) -> list[LevelHeld]:
    """The levels that hold on or after a day, from that day on."""
    return [
        LevelHeld(row.level, max(row.started_on, since), row.ended_on)
        for row in nominal.levels.all()
        if row.ended_on is None or row.ended_on > since
    ]


def _require_fit(levels: list[LevelHeld], bases: list[Held], *, field: str) -> None:
    answer = levels_fit(levels, bases)
    if not answer.outcome:
        day = long_date(answer.facts[0].started_on)
        words = {"sentence": answer.sentence, "day": day}
        raise DomainError(_("%(sentence)s On %(day)s it would be Level 1.") % words, field=field)


def _refuse_same_basis(row: CategoryBasis) -> None:
    same = CategoryBasis.objects.filter(nominal=row.nominal, basis=row.basis).order_by("started_on")
    for other in same:
        ends_before = other.ended_on is not None and other.ended_on <= row.started_on
        starts_after = row.ended_on is not None and row.ended_on <= other.started_on
        if not ends_before and not starts_after:
            words = {"day": long_date(other.started_on)}
            raise DomainError(_("This basis is already recorded from %(day)s.") % words, field="started_on")
