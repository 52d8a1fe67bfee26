"""What a user is today: memberships in force, and the capabilities and teams that follow. Read once a request."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from agencies.audit import record
from agencies.choices import KIND_FACTS, AgencyKind, AuditAction, AuditOutcome, Role, StatutoryRole
from agencies.models import Membership, User
from agencies.roles import NEED_A_DUTY, ROLE_CAPABILITIES, Capability


@dataclass(frozen=True)
class Place:
    """One membership in force: a role in a team of an agency in an area."""

    role: Role
    team_id: uuid.UUID
    team_name: str
    group_id: int
    agency_id: uuid.UUID
    agency_kind: str
    area_code: str

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What the role gives in an agency of this kind."""
        held = ROLE_CAPABILITIES[self.role]
        has_duty = KIND_FACTS[AgencyKind(self.agency_kind)].role != StatutoryRole.NEITHER
        return held if has_duty else held - NEED_A_DUTY


@dataclass(frozen=True)
class Standing:
    """A user's places that day. Nobody has a capability without a place, a superuser included."""

    places: tuple[Place, ...] = ()
    user_id: uuid.UUID | None = None

    def can(self, capability: str) -> bool:
        return any(capability in place.capabilities for place in self.places)

    def has_role(self, *roles: str) -> bool:
        return any(place.role in roles for place in self.places)

    def group_ids(self, capability: str) -> list[int]:
        """The groups of the teams in which this user's role gives the capability."""
        return sorted({place.group_id for place in self.places if capability in place.capabilities})

    @property
    def team_ids(self) -> list[uuid.UUID]:
        return sorted({place.team_id for place in self.places})

    def area_codes(self, capability: str) -> list[str]:
        """The areas of the teams in which this user's role gives the capability."""
        return sorted({place.area_code for place in self.places if capability in place.capabilities})


def standing_of(user: User | AnonymousUser, on: datetime.date | None = None) -> Standing:
    """The user's standing; kept on the user object, which lives as long as its request. One query, the first time."""
    if not user.is_authenticated or not user.is_active:
        return Standing()
    kept = getattr(user, "_standing", None)
    if kept is None or on is not None:
        kept = Standing(_places(user, on or timezone.localdate()), user.pk)
        if on is None:
            user._standing = kept  # type: ignore[attr-defined]
    return kept


def _places(user: User, on: datetime.date) -> tuple[Place, ...]:
    rows = (
        Membership.objects.in_force(on)
        .filter(user=user, team__is_active=True)
        .order_by("started_on", "pk")
        .values_list(
            "role", "team_id", "team__name", "team__group_id", "team__agency_id", "team__agency__kind", "team__area_id"
        )
    )
    return tuple(Place(Role(row[0]), *row[1:]) for row in rows)


def require_capability(user: User | AnonymousUser, capability: Capability, action: AuditAction) -> None:
    """Raise PermissionDenied, leaving a refused event, unless one of the user's roles gives the capability."""
    if not standing_of(user).can(capability):
        record(action, rule="role", outcome=AuditOutcome.REFUSED, subject_type=capability)
        raise PermissionDenied
