"""Which area is responsible and which team leads, from a day. Who may see the person follows at once."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import Area, Team, User
from agencies.roles import Capability
from cases.choices import RescreenTrigger
from cases.models import Nominal, Responsibility
from cases.services.acts import changed, hold
from cases.services.involvement import follow_responsibilities
from cases.services.placing import end_period, put_in_place
from cases.services.rescreening import prompt_to_rescreen


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
    """From a day no area manages the person, and the teams that led and oversaw lose the record with it."""
    nominal = hold(nominal.pk)
    row = Responsibility.objects.filter(nominal=nominal).order_by("-started_on").first()
    if row is None:
        raise DomainError(_("No area is recorded as responsible."))
    end_period(row, ended_on)
    follow_responsibilities([nominal.pk])
    changed(actor=actor, nominal=nominal, part="responsibility", area=row.area_id, ended_on=ended_on.isoformat())
    return row


def _refuse_closed(team: Team) -> None:
    if not team.is_active:
        raise DomainError(_("This team is closed. Choose another."), field="lead_team")


def _refuse_same(nominal: Nominal, area: Area, team: Team, on: datetime.date) -> None:
    same = Responsibility.objects.in_force(on).filter(nominal=nominal, area=area, lead_team=team)
    if same.exists():
        raise DomainError(_("%(team)s already leads here on that day.") % {"team": team}, field="lead_team")
