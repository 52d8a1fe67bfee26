"""Whose eyes the measurements look through: somebody of a lead team, of a small team and of MAPPA units."""

from django.db.models import Count

from agencies.choices import AgencyKind
from agencies.models import Membership, Team, User
from agencies.roles import Capability, roles_with
from agencies.teams import standard_team
from cases.models import NominalGroupPermission

MIDDLING_AREA, LARGEST_AREA = "E23000016", "E23000001"
SMALL = 60
#: A user and a team by the name of the standpoint.
Standpoints = dict[str, tuple[User, Team]]


def standpoints() -> Standpoints:
    """A user and a team for each standpoint. The same in every run on the same data."""
    return {
        "lead team": _somebody(standard_team(MIDDLING_AREA, AgencyKind.POLICE)),
        "small team": _somebody(_small_team()),
        "area's unit": _somebody(standard_team(MIDDLING_AREA, AgencyKind.MAPPA_UNIT)),
        "largest unit": _somebody(standard_team(LARGEST_AREA, AgencyKind.MAPPA_UNIT)),
    }


def size_of(team: Team) -> int:
    """How many people the team may see."""
    held = NominalGroupPermission.objects.filter(group=team.group_id, permission__codename="view_nominal")
    return held.count()


def _small_team() -> Team:
    """The team whose grants are nearest to sixty."""
    held = NominalGroupPermission.objects.filter(permission__codename="view_nominal")
    sizes = dict(held.values_list("group").annotate(size=Count("*")))
    nearest = min(sizes, key=lambda group: (abs(sizes[group] - SMALL), group))
    return Team.objects.get(group=nearest)


def _somebody(team: Team) -> tuple[User, Team]:
    held = Membership.objects.filter(team=team, role__in=roles_with(Capability.VIEW_NOMINAL))
    user = held.select_related("user").order_by("user__email")[0].user
    # Guardian's shortcuts look for the user's groups, which the product has no need to fill.
    user.groups.add(team.group_id)
    return user, team
