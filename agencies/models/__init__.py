from agencies.models.evidence import AuditEvent
from agencies.models.organisations import Agency, Team
from agencies.models.people import Invitation, Membership, MembershipConfirmation, User
from agencies.models.places import Area, ReportingUnit

__all__ = [
    "Agency",
    "Area",
    "AuditEvent",
    "Invitation",
    "Membership",
    "MembershipConfirmation",
    "ReportingUnit",
    "Team",
    "User",
]
