"""Users, what they are in which team, and how they came in."""

from __future__ import annotations

import datetime
import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.choices import InvitationStatus, Role
from agencies.history import tracked, tracked_without
from agencies.models.organisations import Team
from agencies.models.periods import Period
from agencies.querysets import InvitationQuerySet, MembershipQuerySet, UserQuerySet


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username or "")

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A technician of the installation: sees no nominal by being one."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


@tracked_without("password", "last_login")
class User(AbstractBaseUser, PermissionsMixin):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("email address"), unique=True)
    full_name = models.CharField(_("full name"), max_length=120)
    grade = models.CharField(_("rank or grade"), max_length=60, blank=True)
    is_active = models.BooleanField(_("can sign in"), default=True)
    is_staff = models.BooleanField(_("can open the reference data admin"), default=False)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now)
    switched_off_at = models.DateTimeField(_("switched off"), null=True, blank=True)
    switched_off_because = models.CharField(_("reason for switching off"), max_length=200, blank=True)
    switched_on_at = models.DateTimeField(_("switched on again"), null=True, blank=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        ordering = ["full_name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="agencies_user_email_any_case")]

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name


@tracked
class Membership(Period):
    """What a user is in a team, and for how long."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=30, choices=Role)

    objects = MembershipQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["-started_on"]
        constraints = [
            *Period.Meta.constraints,
            ExclusionConstraint(
                name="agencies_membership_once_at_a_time",
                expressions=[
                    (F("user"), RangeOperators.EQUAL),
                    (F("team"), RangeOperators.EQUAL),
                    (F("role"), RangeOperators.EQUAL),
                    (
                        Func(F("started_on"), F("ended_on"), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("This person already has this role in this team at that time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.team}"


@tracked_without("secret_digest")
class Invitation(models.Model):
    """A link that lets one person make their account. Only a digest of its secret is kept.

    Without `invited_by` it was made on the command line, as the first administrator's is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("email address"))
    full_name = models.CharField(_("full name"), max_length=120)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(_("role"), max_length=30, choices=Role)
    secret_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations_sent"
    )
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="agencies_invitation_one_open",
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                violation_error_message=_("This person has an invitation already. Send it again instead."),
            )
        ]

    def __str__(self) -> str:
        return self.email

    def status(self, at: datetime.datetime) -> InvitationStatus:
        """Where it stands at an instant."""
        if self.accepted_at:
            return InvitationStatus.ACCEPTED
        if self.withdrawn_at:
            return InvitationStatus.WITHDRAWN
        return InvitationStatus.EXPIRED if self.expires_at <= at else InvitationStatus.WAITING


@tracked
class MembershipConfirmation(models.Model):
    """A supervisor's answer, each quarter, whether a member still needs the account."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="confirmations")
    quarter_started_on = models.DateField(_("quarter from"))
    is_still_needed = models.BooleanField(_("is still needed"))
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="confirmations_given")
    confirmed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "quarter_started_on"], name="agencies_confirmed_once_a_quarter"
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership} {self.quarter_started_on}"
