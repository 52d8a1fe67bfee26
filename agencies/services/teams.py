"""Teams beside the standard ones: added, renamed, closed."""

import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from agencies.audit import record
from agencies.choices import AuditAction
from agencies.errors import DomainError
from agencies.models import Agency, Area, Team, User

_NAME_TAKEN = _("This agency already has a team of that name in this area.")


def add_team(*, actor: User, agency: Agency, area: Area, name: str) -> Team:
    """A further team of an agency in an area, with a group of its own for access."""
    try:
        with transaction.atomic():
            team = Team.objects.create(agency=agency, area=area, name=name)
    except IntegrityError:
        raise DomainError(_NAME_TAKEN, field="name") from None
    _administered(team, "team added", actor=actor)
    return team


def rename_team(*, actor: User, team_id: uuid.UUID, name: str) -> Team:
    with transaction.atomic():
        team = _locked(team_id)
        team.name = name
        try:
            with transaction.atomic():
                team.save(update_fields=["name"])
        except IntegrityError:
            raise DomainError(_NAME_TAKEN, field="name") from None
        _administered(team, "team renamed", actor=actor)
    return team


def close_team(*, actor: User, team_id: uuid.UUID) -> Team:
    """Its members see nothing through it any more. What it leads stays on record and can be handed over."""
    with transaction.atomic():
        team = _locked(team_id)
        if team.is_standard:
            raise DomainError(_("An agency's standard team cannot be closed: records that name the agency go to it."))
        if not team.is_active:
            raise DomainError(_("This team is already closed."))
        _set_active(team, False, "team closed", actor=actor)
    return team


def reopen_team(*, actor: User, team_id: uuid.UUID) -> Team:
    with transaction.atomic():
        team = _locked(team_id)
        if team.is_active:
            raise DomainError(_("This team is open."))
        _set_active(team, True, "team reopened", actor=actor)
    return team


def _set_active(team: Team, is_active: bool, rule: str, *, actor: User) -> None:
    team.is_active = is_active
    team.save(update_fields=["is_active"])
    _administered(team, rule, actor=actor)


def _locked(team_id: uuid.UUID) -> Team:
    return Team.objects.select_for_update().get(pk=team_id)


def _administered(team: Team, rule: str, *, actor: User) -> None:
    record(AuditAction.ADMINISTER, rule=rule, actor=actor, subject=team, detail={"team": team.name})
