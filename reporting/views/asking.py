"""What a page of the annual tables was asked for, and whether its reader may see it."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.utils import timezone

from agencies.audit import record
from agencies.choices import AuditAction, AuditOutcome
from agencies.models import Area
from agencies.roles import Capability
from agencies.standing import require_capability, standing_of
from reporting.choices import CountingRules, TravelRule, YearlyRule
from reporting.definitions import rules_of
from reporting.tables import Coverage
from reporting.years import ReportingYear, YearOutOfRange


@dataclass(frozen=True)
class Asked:
    """An area, a year and the position of each switch. `sees_people`: figures may be opened."""

    area: Area
    year: ReportingYear
    rules: CountingRules
    sees_people: bool

    @property
    def coverage(self) -> Coverage:
        return Coverage(self.area.name, (self.area.pk,))


def asked(request: HttpRequest, area_code: str, year: int, action: AuditAction = AuditAction.VIEW) -> Asked:
    """What the address says. Another's area, or a year that cannot be counted: not found."""
    require_capability(request.user, Capability.VIEW_TABLES, action)
    standing = standing_of(request.user)
    area = Area.objects.filter(pk=area_code, pk__in=standing.area_codes(Capability.VIEW_TABLES)).first()
    if area is None:
        record(
            action,
            rule="not the reader's area",
            outcome=AuditOutcome.REFUSED,
            subject_type="annual_tables",
            subject_reference=area_code,
        )
        raise Http404
    try:
        counted = ReportingYear(year, timezone.localdate())
    except YearOutOfRange as error:
        raise Http404(str(error)) from error
    sees_people = area_code in standing.area_codes(Capability.VIEW_NOMINAL)
    return Asked(area, counted, _rules(request, year), sees_people)


def _rules(request: HttpRequest, year: int) -> CountingRules:
    """The year's own counting rules, unless the address switches one; a word that is no switch changes nothing."""
    usual = rules_of(year)
    yearly, shpo = request.GET.get("yearly", ""), request.GET.get("shpo", "")
    return CountingRules(
        yearly=yearly if yearly in YearlyRule.values else usual.yearly,
        shpo=shpo if shpo in TravelRule.values else usual.shpo,
    )
