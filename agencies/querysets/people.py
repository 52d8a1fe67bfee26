"""The words in which one asks for people, their memberships and their invitations."""

from __future__ import annotations

import datetime
from functools import reduce
from operator import and_
from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Greatest

from agencies.choices import InvitationStatus
from agencies.querysets.periods import PeriodQuerySet, in_force, midnight

M = TypeVar("M", bound=models.Model)


def _named(words: str) -> Q:
    conditions = (Q(full_name__icontains=word) | Q(email__icontains=word) for word in words.split())
    return reduce(and_, conditions, Q())


class UserQuerySet(models.QuerySet[M]):
    def with_last_use(self) -> Self:
        """Adds `last_used_at`: the last sign-in, or else when the account was made or switched on again."""
        return self.annotate(
            last_used_at=Greatest(
                Coalesce(F("last_login"), F("joined_at")), Coalesce(F("switched_on_at"), F("joined_at"))
            )
        )

    def dormant_on(self, on: datetime.date) -> Self:
        """Accounts that may sign in and that nobody used for `settings.DORMANT_AFTER_DAYS` whole days before."""
        first_day = on - datetime.timedelta(days=settings.DORMANT_AFTER_DAYS)
        return self.filter(is_active=True).with_last_use().filter(last_used_at__lt=midnight(first_day))

    def matching(self, words: str) -> Self:
        """Accounts with each of these words in the name or the email address."""
        return self.filter(_named(words))

    def member_of(self, on: datetime.date, **where: object) -> Self:
        """Accounts with a membership in force that day: `role=`, `team=`, `team__area=`."""
        from agencies.models import Membership

        held = Membership.objects.in_force(on).filter(user=models.OuterRef("pk"), **where)
        return self.filter(models.Exists(held))


class MembershipQuerySet(PeriodQuerySet[M]):
    def of_active_people(self) -> Self:
        return self.filter(user__is_active=True, team__is_active=True)

    def giving(self, capability: str) -> Self:
        from agencies.choices import KIND_FACTS, StatutoryRole
        from agencies.roles import NEED_A_DUTY, roles_with

        held = self.filter(role__in=roles_with(capability))
        if capability not in NEED_A_DUTY:
            return held
        without = [kind for kind, facts in KIND_FACTS.items() if facts.role == StatutoryRole.NEITHER]
        return held.exclude(team__agency__kind__in=without)


class TeamQuerySet(models.QuerySet[M]):
    def with_member_count(self, on: datetime.date) -> Self:
        """Adds `member_count`: people who may sign in and have a membership in force that day."""
        members = Q(memberships__user__is_active=True) & in_force(on, "memberships__")
        return self.annotate(member_count=models.Count("memberships__user", filter=members, distinct=True))

    def empty(self, on: datetime.date) -> Self:
        """Open teams in which nobody is a member that day."""
        from agencies.models import Membership

        held = Membership.objects.in_force(on).of_active_people().filter(team=models.OuterRef("pk"))
        return self.filter(~models.Exists(held), is_active=True)


class InvitationQuerySet(models.QuerySet[M]):
    def matching(self, words: str) -> Self:
        """Invitations with each of these words in the name or the email address."""
        return self.filter(_named(words))

    def open(self) -> Self:
        """Neither accepted nor withdrawn; it may have expired, and can then be sent again."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def with_status(self, status: str, at: datetime.datetime) -> Self:
        """Those that stand so at an instant, as `Invitation.status` says."""
        if status == InvitationStatus.ACCEPTED:
            return self.filter(accepted_at__isnull=False)
        if status == InvitationStatus.WITHDRAWN:
            return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=False)
        expired = Q(expires_at__lte=at)
        return self.open().filter(expired if status == InvitationStatus.EXPIRED else ~expired)
