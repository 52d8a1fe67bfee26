"""The lists of referrals, through the door: those that a unit decides on, those that one's teams write."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q, QuerySet

from agencies.models import User
from agencies.roles import Capability
from agencies.standing import standing_of
from cases.access import visible
from cases.choices import ReferralState
from cases.models import Referral

Referrals = QuerySet[Referral, Any]
_RELATED = ("nominal", "team", "area", "written_by")


def sent_to_units(user: User) -> Referrals:
    """What was sent about the people for whom the user's unit decides; what nobody has sent is nobody else's."""
    sent = Referral.objects.filter(submitted_at__isnull=False).select_related(*_RELATED)
    return visible(sent, user, Capability.DECIDE_REFERRALS)


def written_by_teams(user: User) -> Referrals:
    """What the user's teams write or wrote about people whom the user may refer."""
    ours = Referral.objects.filter(team__in=standing_of(user).team_ids).select_related(*_RELATED)
    return visible(ours, user, Capability.REFER_NOMINAL)


def to_decide(user: User) -> Referrals:
    """What waits for the unit's decision."""
    return sent_to_units(user).filter(state=ReferralState.SUBMITTED)


def to_complete(user: User) -> Referrals:
    """What the user's teams have begun or got back and not sent."""
    return written_by_teams(user).filter(state__in=(ReferralState.DRAFT, ReferralState.RETURNED))


def is_overdue(on: datetime.date) -> Q:
    """The condition that the limit of the unit, or of the team that completes it, has passed."""
    return Q(state=ReferralState.SUBMITTED, decide_by__lt=on) | Q(state=ReferralState.RETURNED, complete_by__lt=on)
