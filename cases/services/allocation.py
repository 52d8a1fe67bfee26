"""Says who manages whom: one person from the record, or many people of a team at once with one message to each side.

Refuses whom the team does not lead and whom the colleague may not see, each by reference; the others go through.
"""

from __future__ import annotations

import datetime
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit import SHOWN_LIMIT, record
from agencies.choices import AuditAction
from agencies.errors import DomainError
from agencies.models import Team, User
from agencies.roles import Capability
from cases.access import visible
from cases.caseload import managers_of, people_of
from cases.choices import AlertKind, AllocationEnd
from cases.clocks import refresh
from cases.models import Allocation, Nominal
from cases.services.acts import hold
from cases.services.alerts import tell

#: So many people are given to a colleague at once.
MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Plan:
    """What giving these people to a colleague comes to.

    `going` change hands; `theirs` are managed by the colleague already; `refused` holds a sentence for each reference
    that cannot go. `from_whom` counts the people who go by the manager they leave.
    """

    going: list[Nominal]
    theirs: list[Nominal]
    refused: dict[str, str]
    from_whom: Counter[uuid.UUID]


def plan_allocation(people: Iterable[Nominal], team: Team, manager: User, on: datetime.date) -> Plan:
    """Who can be given to a colleague in a team that day, and why not the others. Three queries."""
    people = list(people)
    rows: dict[str, list[uuid.UUID]] = {"pk__in": [one.pk for one in people]}
    led = set(people_of(team.pk, on).filter(**rows).values_list("pk", flat=True))
    may_see = visible(Nominal.objects.filter(**rows), manager, Capability.CHANGE_NOMINAL)
    seen = set(may_see.values_list("pk", flat=True))
    held = Allocation.objects.in_force(on).filter(nominal__in=people)
    now = dict(held.values_list("nominal", "offender_manager"))
    plan = Plan([], [], {}, Counter())
    for one in people:
        if one.pk not in led:
            plan.refused[one.reference] = _("%(team)s does not lead here.") % {"team": team}
        elif one.pk not in seen:
            plan.refused[one.reference] = _("%(who)s may not see this record.") % {"who": manager.get_full_name()}
        elif now.get(one.pk) == manager.pk:
            plan.theirs.append(one)
        else:
            plan.going.append(one)
            plan.from_whom.update({now[one.pk]: 1} if one.pk in now else {})
    return plan


@transaction.atomic
def allocate_people(*, actor: User, people: Iterable[Nominal], team: Team, manager: User) -> Plan:
    """From today a colleague manages these people, as far as they can; whoever managed them no longer does.

    One message tells the colleague how many, and one each of those who managed them. Raises DomainError when the
    colleague is not in the team, or too many are chosen.
    """
    on = timezone.localdate()
    chosen = [one.pk for one in people]
    _refuse_whom_the_team_does_not_know(team, manager, on)
    if len(chosen) > MOST_AT_ONCE:
        raise DomainError(_("Choose at most %(most)d people at once.") % {"most": MOST_AT_ONCE})
    # Held in one order, so that two supervisors at once wait for each other and neither for both.
    held = list(Nominal.objects.filter(pk__in=chosen).order_by("pk").select_for_update())
    plan = plan_allocation(held, team, manager, on)
    _move(plan.going, team, manager, on, actor=actor)
    _tell_both_sides(plan, team, manager, actor=actor)
    return plan


@transaction.atomic
def allocate_nominal(*, actor: User, nominal: Nominal, manager: User, team: Team) -> None:
    """From today a colleague manages one person. Raises DomainError when that cannot be, or is so already."""
    on = timezone.localdate()
    nominal = hold(nominal.pk)
    _refuse_whom_the_team_does_not_know(team, manager, on)
    plan = plan_allocation([nominal], team, manager, on)
    for sentence in plan.refused.values():
        raise DomainError(sentence, field="manager")
    if plan.theirs:
        words = {"who": manager.get_full_name()}
        raise DomainError(_("%(who)s already manages this person.") % words, field="manager")
    _move(plan.going, team, manager, on, actor=actor)
    _tell_both_sides(plan, team, manager, actor=actor)


def _refuse_whom_the_team_does_not_know(team: Team, manager: User, on: datetime.date) -> None:
    if not managers_of(team.pk, on).filter(pk=manager.pk).exists():
        words = {"who": manager.get_full_name(), "team": team}
        raise DomainError(_("%(who)s is not in %(team)s, or may change no records there.") % words, field="manager")


def _move(people: list[Nominal], team: Team, manager: User, on: datetime.date, *, actor: User) -> None:
    """Set-based: what began today held for no whole day and goes, what held before ends, what is new is added."""
    keys = [one.pk for one in people]
    before = Allocation.objects.filter(nominal__in=keys)
    before.filter(started_on__gte=on).delete()
    before.in_force(on).update(ended_on=on, end_reason=AllocationEnd.REALLOCATED)
    given = {"offender_manager": manager, "team": team, "started_on": on, "allocated_by": actor}
    Allocation.objects.bulk_create(Allocation(nominal=one, **given) for one in people)
    refresh(keys)
    _leave_evidence(people, team, manager, actor=actor)


def _leave_evidence(people: list[Nominal], team: Team, manager: User, *, actor: User) -> None:
    """One event for as many people as one event can name; about one person alone, it is theirs."""
    rule = Capability.ALLOCATE_NOMINALS.value
    detail = {"part": "allocation", "manager": str(manager.pk), "team": str(team.pk)}
    if len(people) == 1:
        record(AuditAction.CHANGE, rule=rule, actor=actor, subject=people[0], detail=detail)
        return
    references = [one.reference for one in people]
    for start in range(0, len(references), SHOWN_LIMIT):
        shown = references[start : start + SHOWN_LIMIT]
        record(AuditAction.CHANGE, rule=rule, actor=actor, shown=shown, detail={**detail, "count": len(people)})


def _tell_both_sides(plan: Plan, team: Team, manager: User, *, actor: User) -> None:
    """One message each: how many, never who. Nobody is told what they did themselves."""
    number = len(plan.going)
    about = plan.going[0] if number == 1 else None
    if number and manager.pk != actor.pk:
        tell([manager], AlertKind.ALLOCATED, about, count=number, team=str(team.pk))
    for one in User.objects.filter(pk__in=plan.from_whom, is_active=True).exclude(pk=actor.pk):
        tell([one], AlertKind.REALLOCATED, about, count=plan.from_whom[one.pk], team=str(team.pk))
