"""Whereabouts, levels and bases of categories: recorded, ended. The rules decide; overlaps are told in sentences.

The end of a level and what a meeting ratifies stand in `cases.services.levels`.
"""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.choices import BASIS_CATEGORY, Basis, Category, Level, LevelRoute, RescreenTrigger, Whereabouts
from cases.models import CategoryBasis, LevelPeriod, Nominal, WhereaboutsPeriod
from cases.rules.category import Held
from cases.rules.level import LevelHeld, leaves_mappa, levels_fit, who_decides
from cases.services.acts import changed, hold
from cases.services.level_news import level_before, level_began
from cases.services.placing import end_period, put_in_place
from cases.services.rescreening import prompt_to_rescreen
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
    if _is_release(row):
        prompt_to_rescreen(nominal, RescreenTrigger.RELEASE, started_on)
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
    decision_maker: str = "",
) -> LevelPeriod:
    """A level, recorded by `actor`; `decision_maker` says in words who decided when it was somebody else.

    Raises DomainError at an overlap, when such a step is not decided by that route, for Level 1 on a day of Category 3,
    and for Level 1 where the way down is the way out of MAPPA.
    """
    nominal = hold(nominal.pk)
    row = LevelPeriod(nominal=nominal, level=level, started_on=started_on, ended_on=ended_on)
    row.decided_by, row.route, row.rationale, row.decision_maker = actor, route, rationale, decision_maker
    before = level_before(nominal, started_on)
    require_route(before, level, route)
    _require_fit([LevelHeld(level, started_on, ended_on)], bases_of(nominal), field="level")
    _refuse_step_out(nominal, before, row)
    put_in_place(row, ends_previous=ends_previous, text="level")
    level_began(row, actor=actor, before=before)
    changed(actor=actor, nominal=nominal, part="level", code=level, started_on=started_on.isoformat())
    return row


def require_route(before: int | None, after: int | None, route: str) -> None:
    """Raise DomainError when a step from one level to another is not decided in this way."""
    answer = who_decides(before, after)
    if LevelRoute(route) not in (answer.outcome or ()):
        raise DomainError(answer.sentence, field="route")


def _refuse_step_out(nominal: Nominal, before: int | None, row: LevelPeriod) -> None:
    """Nobody whom a judgement of risk alone keeps in MAPPA steps down to Level 1: they leave."""
    if row.level != Level.ONE or (before or 0) < Level.TWO:
        return
    answer = leaves_mappa(bases_of(nominal), row.started_on)
    if answer.outcome:
        words = {"sentence": answer.sentence}
        raise DomainError(_("%(sentence)s Record the exit instead.") % words, field="level")


def _is_release(row: WhereaboutsPeriod) -> bool:
    """Whether somebody comes out of prison or hospital with this period, which goes on."""
    if row.status != Whereabouts.COMMUNITY or row.ended_on is not None:
        return False
    day_before = row.started_on - datetime.timedelta(days=1)
    inside = (Whereabouts.PRISON, Whereabouts.MHA_HOSPITAL)
    return WhereaboutsPeriod.objects.in_force(day_before).filter(nominal=row.nominal, status__in=inside).exists()


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
        _require_fit(_levels(nominal, started_on), [*bases_of(nominal), _held(row)], field="basis")
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
    _require_fit(_levels(nominal, ended_on), bases_of(nominal), field="ended_on")
    changed(actor=actor, nominal=nominal, part="category basis", code=row.basis, ended_on=ended_on.isoformat())
    return row


def _held(row: CategoryBasis) -> Held:
    return Held(row.category, row.basis, row.started_on, row.ended_on)


def bases_of(nominal: Nominal) -> list[Held]:
    """Every basis of a category, as the rules take it."""
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
