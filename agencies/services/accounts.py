"""Accounts: switched off, switched on, renamed, freed of a lost second factor."""

import uuid

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.audit import record
from agencies.choices import AuditAction
from agencies.errors import Conflict, DomainError
from agencies.models import Membership, User
from agencies.roles import Capability
from agencies.sessions import end_sessions


def switch_off_user(*, actor: User, user_id: uuid.UUID, reason: str) -> User:
    """No more signing in, and no session left. Refuses one's own account and the last that can manage people."""
    with transaction.atomic():
        user = _locked(user_id)
        refuse_oneself(user, actor=actor)
        if not user.is_active:
            raise DomainError(_("This account is already switched off."))
        if is_last_administrator(user):
            raise DomainError(_("This is the last person who can manage accounts. Give somebody else that role first."))
        user.is_active, user.switched_off_at, user.switched_off_because = False, timezone.now(), reason
        user.save(update_fields=["is_active", "switched_off_at", "switched_off_because"])
        end_sessions([user.pk])
        _administered(user, "switched off", actor=actor, reason=reason)
    return user


def switch_on_user(*, actor: User, user_id: uuid.UUID) -> User:
    """Signing in again, with the memberships that are still in force."""
    with transaction.atomic():
        user = _locked(user_id)
        if user.is_active:
            raise DomainError(_("This account is already switched on."))
        user.is_active, user.switched_off_at, user.switched_off_because = True, None, ""
        user.switched_on_at = timezone.now()
        user.save(update_fields=["is_active", "switched_off_at", "switched_off_because", "switched_on_at"])
        _administered(user, "switched on", actor=actor)
    return user


def rename_user(*, actor: User, user_id: uuid.UUID, full_name: str, grade: str, was: tuple[str, str]) -> User:
    """Change name and rank. `was` is the name and the rank that the actor saw.

    Raises Conflict when somebody changed them in the meantime.
    """
    with transaction.atomic():
        user = _locked(user_id)
        if (user.full_name, user.grade) != was:
            changed = {str(_("Full name")): user.full_name, str(_("Rank or grade")): user.grade}
            raise Conflict(_("Somebody else changed this account while you had it open."), changed=changed)
        user.full_name, user.grade = full_name, grade
        user.save(update_fields=["full_name", "grade"])
        _administered(user, "renamed", actor=actor)
    return user


def remove_second_factor(*, actor: User, user_id: uuid.UUID, reason: str) -> User:
    """Forget a lost phone or key, and end every session: the person sets up a new one at the next sign-in."""
    with transaction.atomic():
        user = _locked(user_id)
        refuse_oneself(user, actor=actor)
        removed, _rows = Authenticator.objects.filter(user=user).delete()
        if not removed:
            raise DomainError(_("This person has no second step to remove."))
        end_sessions([user.pk])
        _administered(user, "second factor removed", actor=actor, reason=reason)
    return user


def refuse_oneself(user: User, *, actor: User) -> None:
    """Nobody administers their own account: the access they gained would be nobody else's decision."""
    if actor.pk == user.pk:
        raise DomainError(_("You cannot do this to your own account. Ask another administrator."))


def is_last_administrator(user: User) -> bool:
    """Whether nobody else who may sign in could manage accounts."""
    holders = Membership.objects.in_force(timezone.localdate()).of_active_people().giving(Capability.MANAGE_PEOPLE)
    return holders.filter(user=user).exists() and not holders.exclude(user=user).exists()


def _locked(user_id: uuid.UUID) -> User:
    return User.objects.select_for_update().get(pk=user_id)


def _administered(user: User, rule: str, *, actor: User, **detail: str) -> None:
    record(AuditAction.ADMINISTER, rule=rule, actor=actor, subject=user, subject_type="account", detail=detail)
