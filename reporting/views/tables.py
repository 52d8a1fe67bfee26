"""The annual tables of an area and year, as published, with what each figure rests on and what is to be checked."""

from django.db.models import Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.audit import holds_no_case_data, record
from agencies.choices import AuditAction
from agencies.models import Area
from agencies.roles import Capability
from agencies.standing import require_capability
from cases.models import Responsibility
from reporting.access import areas_with_tables
from reporting.changes import PER_CENT, changes, year_before
from reporting.checks import checks_of
from reporting.forms import CountingRulesForm
from reporting.render.page import drawn
from reporting.tables import annual_tables
from reporting.views.asking import asked
from reporting.views.downloads import offered
from reporting.years import ReportingYear, years_from

RECENT = 5


@require_safe
@holds_no_case_data
def choose(request: HttpRequest) -> HttpResponse:
    """The areas whose tables the reader may see, each with the years for which it has records, newest first."""
    require_capability(request.user, Capability.VIEW_TABLES, AuditAction.VIEW)
    areas = list(areas_with_tables(request.user))
    years = _years_of(areas)
    context = {"areas": [(area, years[area.pk][:RECENT], years[area.pk][RECENT:]) for area in areas]}
    return render(request, "reporting/choose.html", context)


def _years_of(areas: list[Area]) -> dict[str, list[ReportingYear]]:
    first = dict(
        Responsibility.objects.filter(area__in=areas).order_by().values_list("area").annotate(Min("started_on"))
    )
    today = timezone.localdate()
    return {area.pk: years_from(first.get(area.pk), today) for area in areas}


@require_safe
def tables(request: HttpRequest, area_code: str, year: int) -> HttpResponse:
    """T1 to T9, the counting rules and their switches, the checks before publication, the files."""
    wanted = asked(request, area_code, year)
    made = annual_tables(wanted.coverage, wanted.year, wanted.rules)
    before = year_before(made)
    record(
        AuditAction.VIEW,
        rule="role",
        subject_type="annual_tables",
        subject_reference=wanted.reference,
        detail=wanted.switches,
    )
    context = {
        "asked": wanted,
        "made": made,
        "drawn": drawn(made, wanted.address_of_cell),
        "switches": CountingRulesForm(wanted.switches),
        "checks": [(one, wanted.address("check", one.name)) for one in checks_of(made)],
        "before": before,
        "changes": changes(made, before) if before else [],
        "per_cent": PER_CENT,
        "downloads": offered(wanted),
        "earlier": wanted.year.before,
        "later": _later(wanted.year),
    }
    return render(request, "reporting/tables.html", context)


def _later(year: ReportingYear) -> ReportingYear | None:
    return ReportingYear(year.first + 1, year.counted_on) if year.is_over else None
