"""Who is what in which team, and from when to when."""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.audit import record
from agencies.choices import AuditAction, Role
from agencies.errors import DomainError
from agencies.models import Membership, Team, User
from agencies.roles import ROLE_CAPABILITIES, Capability
from agencies.services.accounts import is_last_administrator, refuse_oneself

_ALREADY = _("This person already has this role in this team at that time.")


def add_membership(*, actor: User, user: User, team: Team, role: str, started_on: datetime.date) -> Membership:
    """Make somebody a member. Refuses a closed team, oneself, and the same role in the same team twice at a time."""
    refuse_oneself(user, actor=actor)
    membership = store_membership(user=user, team=team, role=role, started_on=started_on)
    record_membership(membership, "membership added", actor=actor)
    return membership


def store_membership(*, user: User, team: Team, role: str, started_on: datetime.date) -> Membership:
    """Store a membership that may hold, without the question who asks; the caller records it."""
    if not team.is_active:
        raise DomainError(_("This team is closed. Choose another."))
    membership = Membership(user=user, team=team, role=role, started_on=started_on)
    try:
        with transaction.atomic():
            membership.full_clean()
            membership.save()
    except (ValidationError, IntegrityError):
        raise DomainError(_ALREADY, field="role") from None
    return membership


def end_membership(*, actor: User, membership_id: uuid.UUID, on: datetime.date | None = None) -> Membership:
    """End a membership on a day, today when none is given: that day it is no longer in force.

    One that began that very day never held and is taken away; its history stays.
    """
    with transaction.atomic():
        membership = Membership.objects.select_for_update().select_related("user", "team").get(pk=membership_id)
        refuse_oneself(membership.user, actor=actor)
        _refuse_last_administrator(membership)
        stop_membership(membership, on or timezone.localdate())
        record_membership(membership, "membership ended", actor=actor)
    return membership


def stop_membership(membership: Membership, on: datetime.date) -> None:
    """Store the end; the caller has locked the row and records it."""
    if membership.ended_on is not None and membership.ended_on <= on:
        raise DomainError(_("This membership has already ended."))
    if membership.started_on >= on and not membership.confirmations.exists():
        Membership.objects.filter(pk=membership.pk).delete()
        return
    membership.ended_on = max(on, membership.started_on + datetime.timedelta(days=1))
    membership.save(update_fields=["ended_on"])


def record_membership(membership: Membership, rule: str, *, actor: User) -> None:
    """Evidence of a change of membership: about the member's account, with team and role."""
    detail = {"team": membership.team.name, "team_id": str(membership.team_id), "role": membership.role}
    subject = {"subject": membership.user, "subject_type": "account"}
    record(AuditAction.ADMINISTER, rule=rule, actor=actor, detail=detail, **subject)  # type: ignore[arg-type]


def _refuse_last_administrator(membership: Membership) -> None:
    if Capability.MANAGE_PEOPLE in ROLE_CAPABILITIES[Role(membership.role)] and is_last_administrator(membership.user):
        raise DomainError(_("This is the last person who can manage accounts. Give somebody else that role first."))
