"""Who may see the annual tables of which area, and who may open a figure to the people behind it.

The tables hold no person: a role that gives "see the annual tables" in a team of the area is enough. The people behind
a figure are for those whose role also shows people's records there, and each of them still comes through
`cases.access`: this module opens no record.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from agencies.audit import record
from agencies.choices import AuditAction, AuditOutcome
from agencies.models import Area
from agencies.roles import Capability
from agencies.standing import require_capability, standing_of
from cases.access import Someone
from reporting.years import ReportingYear


def areas_with_tables(user: Someone) -> QuerySet[Area]:
    """The areas whose tables the user may see."""
    return Area.objects.filter(pk__in=standing_of(user).area_codes(Capability.VIEW_TABLES))


def area_or_404(user: Someone, area_code: str, action: AuditAction) -> Area:
    """The area, if the user may see its tables. Leaves an event when refused.

    Raises PermissionDenied for a role that sees no tables at all, Http404 for another's area, as for none.
    """
    require_capability(user, Capability.VIEW_TABLES, action)
    area = areas_with_tables(user).filter(pk=area_code).first()
    if area is None:
        refuse(action, "not the reader's area", subject_reference=area_code)
        raise Http404
    return area


def may_open_figures(user: Someone, area: Area) -> bool:
    """Whether figures lead to people: not for the strategic management board and lay advisers."""
    return area.pk in standing_of(user).area_codes(Capability.VIEW_NOMINAL)


def require_people(user: Someone, area: Area, year: ReportingYear) -> None:
    """Raise PermissionDenied, leaving an event, unless figures lead to people for this user."""
    if not may_open_figures(user, area):
        refuse(AuditAction.LIST, "no names for this role", subject_reference=reference_of(area, year))
        raise PermissionDenied


def reference_of(area: Area, year: ReportingYear) -> str:
    """What the audit calls a set of tables: E23000016 2022/23."""
    return f"{area.pk} {year.label}"


def refuse(action: AuditAction, rule: str, **subject: Any) -> None:
    record(action, rule=rule, outcome=AuditOutcome.REFUSED, subject_type="annual_tables", **subject)
