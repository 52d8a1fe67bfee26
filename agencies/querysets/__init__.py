"""The words in which one asks for people, teams, events and dated rows. None of them decides who may see the answer."""

from agencies.querysets.evidence import AuditEventQuerySet
from agencies.querysets.people import InvitationQuerySet, MembershipQuerySet, TeamQuerySet, UserQuerySet
from agencies.querysets.periods import PeriodQuerySet, in_force

__all__ = [
    "AuditEventQuerySet",
    "InvitationQuerySet",
    "MembershipQuerySet",
    "PeriodQuerySet",
    "TeamQuerySet",
    "UserQuerySet",
    "in_force",
]
