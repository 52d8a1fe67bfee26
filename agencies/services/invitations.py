"""Invitations: sent, sent again, withdrawn, accepted. The link's secret is in the email alone, its digest is stored."""

import datetime
import hashlib
import secrets
import uuid
from collections.abc import Callable

import pghistory
from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.audit import record
from agencies.choices import AuditAction, InvitationStatus
from agencies.emails import send_email
from agencies.errors import DomainError
from agencies.models import Invitation, Team, User
from agencies.services.memberships import record_membership, store_membership

#: Makes the address of the page that accepts, from the link's secret.
LinkTo = Callable[[str], str]


def invite_user(
    *, actor: User | None, email: str, full_name: str, team: Team, role: str, link_to: LinkTo
) -> Invitation:
    """Send somebody a link to make their account. `actor` is None on the command line."""
    email = email.strip().lower()
    if not team.is_active:
        raise DomainError(_("This team is closed. Choose another."))
    if User.objects.filter(email__iexact=email).exists():
        raise DomainError(_("Somebody with this email address has an account. Add a membership to it."), field="email")
    invitation = Invitation(email=email, full_name=full_name, team=team, role=role, invited_by=actor)
    with transaction.atomic():
        secret = _renew(invitation)
        try:
            with transaction.atomic():
                invitation.save(force_insert=True)
        except IntegrityError:
            raise DomainError(_("This person has an invitation already. Send that again."), field="email") from None
        _send(invitation, link_to(secret))
        _administered(invitation, "invited", actor=actor)
    return invitation


def resend_invitation(*, actor: User, invitation_id: uuid.UUID, link_to: LinkTo) -> Invitation:
    """Send a new link, valid for the whole time again; the old one stops working."""
    with transaction.atomic():
        invitation = _locked_open(pk=invitation_id)
        secret = _renew(invitation)
        invitation.save(update_fields=["secret_digest", "expires_at"])
        _send(invitation, link_to(secret))
        _administered(invitation, "invited again", actor=actor)
    return invitation


def withdraw_invitation(*, actor: User, invitation_id: uuid.UUID) -> Invitation:
    with transaction.atomic():
        invitation = _locked_open(pk=invitation_id)
        invitation.withdrawn_at = timezone.now()
        invitation.save(update_fields=["withdrawn_at"])
        _administered(invitation, "invitation withdrawn", actor=actor)
    return invitation


def accept_invitation(*, secret: str, password: str) -> User:
    """Make the account and its membership. Raises DomainError unless the invitation still waits for its answer."""
    with transaction.atomic():
        invitation = _locked_open(secret_digest=digest_of(secret))
        if invitation.status(timezone.now()) != InvitationStatus.WAITING:
            raise DomainError(_("This invitation has expired. Ask for a new one."))
        user = _account(invitation, password)
        # The history of what follows names the person whom it is about.
        with pghistory.context(user=str(user.pk)):
            invitation.accepted_at = timezone.now()
            invitation.save(update_fields=["accepted_at"])
            today = timezone.localdate()
            membership = store_membership(user=user, team=invitation.team, role=invitation.role, started_on=today)
        _administered(invitation, "invitation accepted", actor=user)
        record_membership(membership, "membership by invitation", actor=user)
    return user


def find_invitation(secret: str) -> Invitation | None:
    """The invitation that a link leads to, whatever became of it."""
    return Invitation.objects.select_related("team").filter(secret_digest=digest_of(secret)).first()


def digest_of(secret: str) -> str:
    """What is stored of a secret. It is random and long: one round is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _renew(invitation: Invitation) -> str:
    secret = secrets.token_urlsafe(32)
    invitation.secret_digest = digest_of(secret)
    invitation.expires_at = timezone.now() + datetime.timedelta(days=settings.INVITATION_VALID_DAYS)
    return secret


def _locked_open(**which: object) -> Invitation:
    found = Invitation.objects.select_for_update(of=("self",)).select_related("team").filter(**which).first()
    if found is None or found.accepted_at or found.withdrawn_at:
        raise DomainError(_("This invitation was already accepted or withdrawn."))
    return found


def _account(invitation: Invitation, password: str) -> User:
    try:
        with transaction.atomic():
            user = User.objects.create_user(invitation.email, password, full_name=invitation.full_name)
    except IntegrityError:
        raise DomainError(_("Somebody with this email address has an account already. Sign in.")) from None
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _send(invitation: Invitation, link: str) -> None:
    """After all that may fail: if it cannot be sent, nothing is stored. Not by the broker, which keeps no secrets."""
    days = settings.INVITATION_VALID_DAYS
    context = {"full_name": invitation.full_name, "team": invitation.team.name, "link": link, "days": days}
    send_email("invitation", to=invitation.email, context=context)


def _administered(invitation: Invitation, rule: str, *, actor: User | None) -> None:
    detail = {"team": invitation.team.name, "role": invitation.role}
    record(AuditAction.ADMINISTER, rule=rule, actor=actor, subject=invitation, detail=detail)
