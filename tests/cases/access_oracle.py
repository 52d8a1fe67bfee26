"""Who may do what with whom, worked out a second time: slowly, row by row, in plain Python.

Written from the words of the access rules and not from the door's code. Reads every row once and asks nothing more of
the database.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from agencies.models import Membership, User
from agencies.roles import ROLE_CAPABILITIES, Capability
from cases.models import Exclusion, Involvement, Nominal, Restriction, RestrictionMember

MAY_CHANGE_BECAUSE = {"leads", "area_unit"}
NEEDS_CHANGE = {
    "change_nominal",
    "manage_access",
    "decide_referrals",
    "move_level",
    "countersign_reviews",
    "allocate_nominals",
    "offer_transfers",
    "score_reviews",
}
LOOKS_ALONE_BECAUSE = {"transferred_out", "staying"}
WITHOUT_A_DUTY = {
    "victim_liaison",
    "approved_premises",
    "domestic_abuse_service",
    "substance_misuse",
    "service_police",
    "cps",
    "third_sector",
}
ON_A_NOMINAL = [
    Capability.VIEW_NOMINAL,
    Capability.CHANGE_NOMINAL,
    Capability.MANAGE_ACCESS,
    Capability.VIEW_ACCESS_LOG,
    Capability.EXPORT_NOMINALS,
    Capability.REFER_NOMINAL,
    Capability.DECIDE_REFERRALS,
    Capability.MOVE_LEVEL,
    Capability.COUNTERSIGN_REVIEWS,
    Capability.SCORE_REVIEWS,
    Capability.ALLOCATE_NOMINALS,
    Capability.OFFER_TRANSFERS,
]


def holds(row: Any, day: datetime.date) -> bool:
    """Whether a dated row holds a day: from its start, up to and not including its end."""
    return row.started_on <= day and (row.ended_on is None or day < row.ended_on)


@dataclass
class Oracle:
    """Everything that decides, as it is stored."""

    day: datetime.date
    memberships: list[Membership] = field(
        default_factory=lambda: list(Membership.objects.select_related("user", "team__agency"))
    )
    involvements: list[Involvement] = field(default_factory=lambda: list(Involvement.objects.all()))
    exclusions: list[Exclusion] = field(default_factory=lambda: list(Exclusion.objects.all()))
    restrictions: list[Restriction] = field(default_factory=lambda: list(Restriction.objects.all()))
    listed: list[RestrictionMember] = field(default_factory=lambda: list(RestrictionMember.objects.all()))

    def may(self, user: User, nominal: Nominal, capability: str) -> bool:
        """Whether the user has the capability on the nominal that day."""
        if not user.is_active:
            return False
        places = [one for one in self.memberships if one.user_id == user.pk and self._is_open(one)]
        if self._is_excluded(user, nominal, {one.team_id for one in places}) or self._is_kept_out(user, nominal):
            return False
        for place in places:
            if capability not in ROLE_CAPABILITIES[place.role]:  # type: ignore[index]
                continue
            if capability == "refer_nominal" and place.team.agency.kind in WITHOUT_A_DUTY:
                continue
            for reason in self.involvements:
                right = (reason.nominal_id, reason.team_id) == (nominal.pk, place.team_id) and holds(reason, self.day)
                if capability == "refer_nominal" and reason.reason in LOOKS_ALONE_BECAUSE:
                    continue
                if right and (capability not in NEEDS_CHANGE or reason.reason in MAY_CHANGE_BECAUSE):
                    return True
        return False

    def _is_open(self, place: Membership) -> bool:
        return holds(place, self.day) and place.team.is_active

    def _is_excluded(self, user: User, nominal: Nominal, teams: set[Any]) -> bool:
        mine = [one for one in self.exclusions if one.nominal_id == nominal.pk and holds(one, self.day)]
        return any(one.user_id == user.pk or one.team_id in teams for one in mine)

    def _is_kept_out(self, user: User, nominal: Nominal) -> bool:
        for one in self.restrictions:
            if one.nominal_id == nominal.pk and holds(one, self.day):
                members = {member.user_id for member in self.listed if member.restriction_id == one.pk}
                return user.pk not in members
        return False

    def seen_by(self, user: User, nominals: Iterable[Nominal], capability: str) -> set[Any]:
        return {one.pk for one in nominals if self.may(user, one, capability)}
