"""Finding a team from what other records name: an area and a kind of agency."""

from django.db.models import QuerySet

from agencies.models import Team


def standard_teams() -> QuerySet[Team]:
    """The one team of each kind in each area that receives what names the kind alone. London's police team is the
    Metropolitan Police's.
    """
    return Team.objects.filter(is_standard=True).select_related("agency", "area")


def standard_team(area_code: str, kind: str) -> Team:
    """The standard team of a kind of agency in an area.

    Raises Team.DoesNotExist for a kind that does not exist in the area's nation, such as a Local Health Board in Kent.
    """
    return standard_teams().get(area=area_code, agency__kind=kind)
