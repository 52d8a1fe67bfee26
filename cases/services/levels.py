"""The end of a level, the exit from MAPPA, and the meeting that ratifies what its chair decided."""

import datetime
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.choices import Category, Level, LevelRoute
from cases.levels import ChairsDecision, to_ratify
from cases.models import CategoryBasis, LevelPeriod, Nominal
from cases.rules.level import leaves_mappa
from cases.services.acts import changed, hold
from cases.services.category_end import Consideration, end_category
from cases.services.histories import bases_of, require_route
from cases.services.level_news import tell_of_level
from cases.services.placing import end_period
from pagekit.dates import long_date


@transaction.atomic
def end_level(
    *,
    actor: User,
    nominal: Nominal,
    ended_on: datetime.date,
    end_rationale: str,
    route: str = LevelRoute.LEAD_AGENCY,
    decision_maker: str = "",
) -> LevelPeriod:
    """The latest level ends and no other follows.

    Raises DomainError when there is none, when its end is not decided by that route, and at Level 2 or 3 while a
    category keeps the person in MAPPA: then a lower level is set instead.
    """
    nominal = hold(nominal.pk)
    row = _latest(nominal)
    require_route(row.level, None, route)
    if row.level >= Level.TWO:
        _refuse_while_a_category_holds(nominal, ended_on)
    end_period(row, ended_on)
    _sign_end(row, end_rationale, route, decision_maker, actor=actor)
    tell_of_level(nominal, actor=actor, before=row.level, after=None, period=row)
    changed(actor=actor, nominal=nominal, part="level", code=row.level, ended_on=ended_on.isoformat())
    return row


@transaction.atomic
def exit_mappa(
    *,
    actor: User,
    nominal: Nominal,
    ended_on: datetime.date,
    end_rationale: str,
    route: str,
    decision_maker: str,
    on: datetime.date,
) -> LevelPeriod:
    """A meeting, or its chair, finds that somebody whom a judgement of risk alone keeps in MAPPA no longer needs
    Level 2 or 3: level and category end together.

    Raises DomainError when anything else keeps them in MAPPA that day, or no category does.
    """
    nominal = hold(nominal.pk)
    row = _latest(nominal)
    require_route(row.level, None, route)
    answer = leaves_mappa(bases_of(nominal), ended_on)
    if not answer.outcome:
        raise DomainError(answer.sentence, field="ended_on")
    for basis in nominal.category_bases.in_force(ended_on):
        _end_basis(nominal, basis, ended_on, end_rationale, actor=actor, on=on)
    row.refresh_from_db()
    if row.ended_on != ended_on:
        raise DomainError(_("No level holds on that day."), field="ended_on")
    _sign_end(row, end_rationale, route, decision_maker, actor=actor)
    changed(actor=actor, nominal=nominal, part="exit", code=row.level, ended_on=ended_on.isoformat())
    return row


def _end_basis(
    nominal: Nominal, basis: CategoryBasis, ended_on: datetime.date, why: str, *, actor: User, on: datetime.date
) -> None:
    """The decision that no meetings are needed says of itself that Category 3 does not follow."""
    considered = None if basis.category == Category.THREE else Consideration(False, why)
    end_category(
        actor=actor,
        nominal=nominal,
        basis_id=basis.pk,
        ended_on=ended_on,
        end_reason=_("No longer needs Level 2 or 3"),
        consideration=considered,
        on=on,
        by_panel=True,
    )


@transaction.atomic
def ratify_levels(
    *, actor: User, nominal: Nominal, decisions: Collection[str], ratified_on: datetime.date
) -> list[LevelPeriod]:
    """The meeting of a day stands by what its chair decided before. `decisions` are keys of `to_ratify`.

    Raises DomainError when one was ratified already, and for a meeting before the decision.
    """
    nominal = hold(nominal.pk)
    waiting = {one.key: one for one in to_ratify(nominal.levels.all())}
    if not set(decisions) <= set(waiting):
        raise DomainError(_("One of these no longer waits: somebody recorded the meeting."), field="decisions")
    chosen = [waiting[key] for key in decisions]
    for one in chosen:
        _ratify(one, ratified_on)
    days = ratified_on.isoformat()
    changed(actor=actor, nominal=nominal, part="ratification", decisions=list(decisions), ratified_on=days)
    return [one.period for one in chosen]


def _ratify(decision: ChairsDecision, ratified_on: datetime.date) -> None:
    if ratified_on < decision.decided_on:
        words = {"day": long_date(decision.decided_on)}
        raise DomainError(_("The chair decided on %(day)s: the meeting comes after.") % words, field="ratified_on")
    field = "end_ratified_on" if decision.is_end else "ratified_on"
    setattr(decision.period, field, ratified_on)
    decision.period.save(update_fields=[field])


def _refuse_while_a_category_holds(nominal: Nominal, ended_on: datetime.date) -> None:
    answer = leaves_mappa(bases_of(nominal), ended_on)
    if answer.outcome is not None:
        words = {"sentence": answer.sentence}
        instead = (
            _("%(sentence)s Record the exit instead.") if answer.outcome else _("%(sentence)s Set Level 1 instead.")
        )
        raise DomainError(instead % words)


def _latest(nominal: Nominal) -> LevelPeriod:
    row = LevelPeriod.objects.filter(nominal=nominal).order_by("-started_on").first()
    if row is None:
        raise DomainError(_("No level is recorded."))
    return row


def _sign_end(row: LevelPeriod, why: str, route: str, decision_maker: str, *, actor: User) -> None:
    row.ended_by, row.end_rationale, row.end_route, row.end_decision_maker = actor, why, route, decision_maker
    row.save(update_fields=["ended_by", "end_rationale", "end_route", "end_decision_maker"])
