"""Which area is responsible and which team leads, from a day. Who may see the person follows at once."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import Area, Team, User
from agencies.roles import Capability
from cases.choices import Level, RescreenTrigger, TransferState
from cases.models import LevelPeriod, Nominal, Responsibility, Transfer
from cases.services.acts import changed, hold
from cases.services.involvement import follow_responsibilities
from cases.services.placing import end_period, put_in_place
from cases.services.rescreening import prompt_to_rescreen
from pagekit.dates import long_date


@transaction.atomic
def change_responsibility(
    *,
    actor: User,
    nominal: Nominal,
    area: Area,
    lead_team: Team,
    started_on: datetime.date,
    rule: str = Capability.CHANGE_NOMINAL,
) -> Responsibility:
    """From a day another area is responsible or another team leads; what holds then ends that day.

    `rule` is the capability that let the actor do it.

    Raises DomainError when nothing would change, when the team is closed, or when a later change is recorded.
    """
    nominal = hold(nominal.pk)
    _refuse_closed(lead_team)
    _refuse_same(nominal, area, lead_team, started_on)
    row = Responsibility(
        nominal=nominal, area=area, lead_agency_id=lead_team.agency_id, lead_team=lead_team, started_on=started_on
    )
    before = put_in_place(row, ends_previous=True, text="lead_team")
    if before is not None and before.area_id != area.pk:
        prompt_to_rescreen(nominal, RescreenTrigger.TRANSFER, started_on)
    follow_responsibilities([nominal.pk])
    changed(
        actor=actor,
        nominal=nominal,
        part="responsibility",
        rule=rule,
        area=area.pk,
        team=str(lead_team.pk),
        started_on=started_on.isoformat(),
    )
    return row


@transaction.atomic
def end_responsibility(*, actor: User, nominal: Nominal, ended_on: datetime.date) -> Responsibility:
    """From a day no area manages the person, and the teams that led and oversaw lose the record with it.

    Raises DomainError at Level 2 or 3, from which only a meeting or its chair leads out, and while another area is to
    take over: then an area would wait for somebody whom nobody manages.
    """
    nominal = hold(nominal.pk)
    _refuse_above_level_one(nominal, ended_on)
    _refuse_during_transfer(nominal)
    row = Responsibility.objects.filter(nominal=nominal).order_by("-started_on").first()
    if row is None:
        raise DomainError(_("No area is recorded as responsible."))
    end_period(row, ended_on)
    follow_responsibilities([nominal.pk])
    changed(actor=actor, nominal=nominal, part="responsibility", area=row.area_id, ended_on=ended_on.isoformat())
    return row


def _refuse_above_level_one(nominal: Nominal, ended_on: datetime.date) -> None:
    """A level that holds on the day of the end or would begin after it."""
    levels = LevelPeriod.objects.filter(nominal=nominal, level__gte=Level.TWO).exclude(ended_on__lte=ended_on)
    if (held := levels.order_by("started_on").first()) is not None:
        sentence = _(
            "%(level)s holds: a meeting, or its chair, decides the way out. Record it under “Reviews and level”."
        )
        raise DomainError(sentence % {"level": held.get_level_display()})


def _refuse_during_transfer(nominal: Nominal) -> None:
    """An offer without an answer, or a move whose day is still to come."""
    transfers = Transfer.objects.filter(nominal=nominal).select_related("to_area").order_by("moves_on")
    if (offer := transfers.filter(state=TransferState.OFFERED).first()) is not None:
        raise DomainError(_("An offer to %(area)s is open. Withdraw it first.") % {"area": offer.to_area})
    move = transfers.filter(state=TransferState.ACCEPTED, moves_on__gt=timezone.localdate()).first()
    if move is not None:
        words = {"area": move.to_area, "day": long_date(move.moves_on)}
        raise DomainError(_("%(area)s is responsible from %(day)s. Call the move off first.") % words)


def _refuse_closed(team: Team) -> None:
    if not team.is_active:
        raise DomainError(_("This team is closed. Choose another."), field="lead_team")


def _refuse_same(nominal: Nominal, area: Area, team: Team, on: datetime.date) -> None:
    same = Responsibility.objects.in_force(on).filter(nominal=nominal, area=area, lead_team=team)
    if same.exists():
        raise DomainError(_("%(team)s already leads here on that day.") % {"team": team}, field="lead_team")
