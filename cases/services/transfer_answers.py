"""The receiving area's answer to a transfer: accepted, with the team that will lead, or declined with a reason."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.choices import AgencyKind, Role
from agencies.errors import DomainError
from agencies.models import Membership, Team, User
from agencies.roles import Capability
from cases.access import sync_grants
from cases.choices import AlertKind, InvolvementReason, PracticeName, RescreenTrigger, TransferState
from cases.models import (
    Allocation,
    Exclusion,
    Involvement,
    Nominal,
    Responsibility,
    Restriction,
    RestrictionMember,
    Transfer,
)
from cases.practice import limit
from cases.services.acts import hold
from cases.services.alerts import members_of, supervisors_of, tell, those_who_manage, unit_of
from cases.services.rescreening import prompt_to_rescreen
from cases.services.responsibility import change_responsibility
from cases.services.transfers import done, refuse_change_ahead, responsible_on, unit_in

ANSWER = Capability.ANSWER_TRANSFERS


@transaction.atomic
def accept_transfer(*, actor: User, transfer: Transfer, lead_team: Team, on: datetime.date) -> Transfer:
    """The receiving area is responsible from the day offered, or from today when that day has passed.

    Raises DomainError when the offer is no longer open, or the record is closed to the team or to whoever accepts.
    """
    nominal, row = _hold_open(transfer)
    day = max(row.moves_on, on)
    here = responsible_on(nominal, on)
    refuse_change_ahead(nominal, here)
    _refuse_excluded(nominal, lead_team, row.to_area_id, on)
    _open_restriction_to(nominal, row.to_area_id, on, actor=actor)
    told = [*unit_of(nominal), *those_who_manage(nominal), *supervisors_of(nominal), row.offered_by]
    row.responsibility = change_responsibility(
        actor=actor, nominal=nominal, area=row.to_area, lead_team=lead_team, started_on=day, rule=ANSWER
    )
    row.moves_on, row.lead_team = day, lead_team
    _leave_a_view(nominal, here, lead_team, day)
    _end_allocation(nominal, lead_team, day)
    prompt_to_rescreen(nominal, RescreenTrigger.TRANSFER, day)
    _answer(row, TransferState.ACCEPTED, told, actor=actor)
    given = {"transfer": str(row.pk), "from": day.isoformat()}
    new_people = members_of(lead_team, Role.TEAM_SUPERVISOR) or members_of(lead_team)
    tell(new_people, AlertKind.ACCESS_GIVEN, nominal, source=f"transfer {row.pk}", **given)
    done(nominal, row, ANSWER, actor=actor, what="accepted")
    return row


@transaction.atomic
def decline_transfer(*, actor: User, transfer: Transfer, reason: str) -> Transfer:
    """The person stays where they are; the offering unit reads why."""
    nominal, row = _hold_open(transfer)
    row.answer_reason = reason
    _answer(row, TransferState.DECLINED, [*unit_of(nominal), row.offered_by], actor=actor)
    done(nominal, row, ANSWER, actor=actor, what="declined")
    return row


def _hold_open(transfer: Transfer) -> tuple[Nominal, Transfer]:
    nominal = hold(transfer.nominal_id)
    row = Transfer.objects.select_related("from_area", "to_area", "offered_by").get(pk=transfer.pk)
    if row.state != TransferState.OFFERED:
        raise DomainError(_("This offer is no longer open: %(state)s.") % {"state": row.get_state_display().lower()})
    return nominal, row


def _refuse_excluded(nominal: Nominal, lead_team: Team, area_code: str, on: datetime.date) -> None:
    unit = unit_in(area_code)
    teams = [team.pk for team in (lead_team, unit) if team is not None]
    if Exclusion.objects.in_force(on).filter(nominal=nominal, team__in=teams).exists():
        raise DomainError(
            _("This team is shut out of the record. Choose another, or ask the offering area."), field="lead_team"
        )


def _open_restriction_to(nominal: Nominal, area_code: str, on: datetime.date, *, actor: User) -> None:
    """Put whoever accepts on the list of a restricted record, or nobody in the new area could ever open it."""
    restriction = Restriction.objects.in_force(on).filter(nominal=nominal).first()
    if restriction is None:
        return
    if not _can_manage_access(area_code, on, actor=actor):
        sentence = _("The record is restricted to a few people. A MAPPA co-ordinator of your unit must accept it.")
        raise DomainError(sentence)
    RestrictionMember.objects.get_or_create(restriction=restriction, user=actor)


def _can_manage_access(area_code: str, on: datetime.date, *, actor: User) -> bool:
    places = Membership.objects.in_force(on).giving(Capability.MANAGE_ACCESS).filter(user=actor, team__is_active=True)
    return places.filter(team__area=area_code, team__agency__kind=AgencyKind.MAPPA_UNIT).exists()


def _leave_a_view(nominal: Nominal, here: Responsibility, lead_team: Team, day: datetime.date) -> None:
    """The unit and the lead team of the area left behind may look for a time, to hand over."""
    found = limit(PracticeName.OLD_AREA_VIEW, day, area=here.area_id)
    until = found.after(day) if found else day
    for team in {team for team in (unit_in(here.area_id), here.lead_team) if team is not None and team != lead_team}:
        held = Involvement.objects.filter(
            nominal=nominal, team=team, reason=InvolvementReason.TRANSFERRED_OUT, ended_on__gt=day
        ).first()
        if held is not None:
            held.ended_on = max(held.ended_on or until, until)
            held.save(update_fields=["ended_on"])
        elif until > day:
            Involvement.objects.create(
                nominal=nominal, team=team, reason=InvolvementReason.TRANSFERRED_OUT, started_on=day, ended_on=until
            )
    sync_grants([nominal.pk])


def _end_allocation(nominal: Nominal, lead_team: Team, day: datetime.date) -> None:
    """Whoever managed the person in the team that led does so up to the day."""
    rows = Allocation.objects.filter(nominal=nominal).exclude(team=lead_team)
    rows.filter(started_on__gte=day).delete()
    for row in rows.in_force(day):
        row.ended_on = day
        row.save(update_fields=["ended_on"])


def _answer(row: Transfer, state: TransferState, told: list[User], *, actor: User) -> None:
    row.state, row.answered_by, row.answered_at = state, actor, timezone.now()
    row.save()
    facts = {"transfer": str(row.pk), "to_area": row.to_area_id, "outcome": str(state)}
    people = [one for one in told if one.pk != actor.pk]
    tell(people, AlertKind.TRANSFER_ANSWERED, row.nominal, source=f"transfer {row.pk}", **facts)
