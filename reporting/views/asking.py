"""What a page of the annual tables was asked for, and whether its reader may see it."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone

from agencies.choices import AuditAction
from agencies.models import Area
from reporting.access import area_or_404, may_open_figures, reference_of
from reporting.choices import CountingRules, TravelRule, YearlyRule
from reporting.coverage import Coverage, of_area
from reporting.definitions import rules_of
from reporting.figures import Cell
from reporting.years import ReportingYear, YearOutOfRange


@dataclass(frozen=True)
class Asked:
    """An area, a year and the position of each switch. `sees_people`: figures may be opened."""

    area: Area
    year: ReportingYear
    rules: CountingRules
    sees_people: bool

    @cached_property
    def coverage(self) -> Coverage:
        return of_area(self.area)

    @property
    def reference(self) -> str:
        return reference_of(self.area, self.year)

    @property
    def switches(self) -> dict[str, str]:
        """The position of each switch, as addresses and the audit name it."""
        return {"yearly": self.rules.yearly, "shpo": self.rules.shpo}

    @property
    def query(self) -> str:
        """What an address carries so that the next page counts alike; empty for the year's own rules."""
        return "" if self.rules == rules_of(self.year.first) else f"?{urlencode(self.switches)}"

    def address(self, route: str, *parts: str) -> str:
        """Another page of these tables, counted alike."""
        return reverse(f"reporting:{route}", args=[self.area.pk, self.year.first, *parts]) + self.query

    def address_of_cell(self, cell: Cell) -> str:
        """Where the people behind a cell are listed, or an empty text for a reader who may not open figures."""
        return self.address("cell", *cell) if self.sees_people else ""


def asked(request: HttpRequest, area_code: str, year: int, action: AuditAction = AuditAction.VIEW) -> Asked:
    """What the address says. Another's area, or a year that cannot be counted: not found."""
    area = area_or_404(request.user, area_code, action)
    try:
        counted = ReportingYear(year, timezone.localdate())
    except YearOutOfRange as error:
        raise Http404(str(error)) from error
    return Asked(area, counted, _rules(request.GET, year), may_open_figures(request.user, area))


def _rules(query: QueryDict, year: int) -> CountingRules:
    """The year's own counting rules, unless the address switches one; a word that is no switch changes nothing."""
    usual = rules_of(year)
    yearly, shpo = query.get("yearly", ""), query.get("shpo", "")
    return CountingRules(
        yearly=yearly if yearly in YearlyRule.values else usual.yearly,
        shpo=shpo if shpo in TravelRule.values else usual.shpo,
    )
