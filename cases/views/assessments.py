"""Assessments by tools: the latest of each, what was before behind it; recorded, made again, corrected, removed."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily

from cases import sections
from cases.choices import PracticeName
from cases.forms.risk import AssessmentForm, ChangeAssessmentForm
from cases.models import Assessment, Nominal
from cases.practice import Limit, limits_by_band
from cases.services import assessments
from cases.views.page import actor_of, fetch, form_view, sent
from cases.views.risk_parts import CHANGE, Kind, add_page, correct_page, fetch_risk, remove_page, row_of, stored
from pagekit.dates import long_date

KIND = Kind(Assessment, assessments.FIELDS, "assessments")


def _listed(asked: sections.Asked) -> dict[str, Any]:
    fetch_risk(asked.nominal)
    rows = list(asked.nominal.assessments.all())
    by_tool: dict[str, list[Assessment]] = {}
    for row in rows:
        by_tool.setdefault(row.tool.casefold(), []).append(row)
    area = getattr(asked.nominal, "area_now", None)
    limits = limits_by_band(PracticeName.ASSESSMENT_INTERVAL, asked.on, area=area) if rows else {}
    latest = [_latest(held, limits, asked.on) for held in by_tool.values()]
    return {"latest": latest, "earlier": [row for held in by_tool.values() for row in held[1:]]}


def _latest(held: list[Assessment], limits: dict[str, Limit], on: datetime.date) -> dict[str, Any]:
    """The latest by a tool, with where the interval is set from which its next day follows."""
    row = held[0]
    interval = limits.get(row.tool) or limits.get("")
    follows = interval is not None and row.next_due_on == interval.after(row.assessed_on)
    return {
        "row": row,
        "number": len(held),
        "is_late": row.next_due_on is not None and row.next_due_on < on,
        "authority": interval.authority if follows and interval else "",
    }


sections.register(
    sections.Section("risk", "assessments", _lazily("Assessments"), "cases/risk/_assessments.html", _listed, place=40)
)


def _tools(nominal: Nominal) -> list[str]:
    return list(nominal.assessments.order_by().values_list("tool", flat=True).distinct())


@form_view
def record_assessment(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    return _record(request, nominal, {})


@form_view
def assess_again(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """A new assessment by the tool of an earlier one."""
    nominal, row = row_of(request, KIND, pk, part)
    return _record(request, nominal, {"tool": row.tool, "tool_version": row.tool_version})


def _record(request: HttpRequest, nominal: Nominal, initial: dict[str, Any]) -> HttpResponse:
    actor = actor_of(request)
    initial = {"assessor": actor.get_full_name(), **initial}
    form = AssessmentForm(sent(request), initial=initial, known=_tools(nominal))
    return add_page(
        request, KIND, nominal, form,
        lambda: assessments.record_assessment(actor=actor, nominal=nominal, values=form.values()),
        (_("Record an assessment"), _("Assessment recorded.")),
    )  # fmt: skip


@form_view
def correct_assessment(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal, row = row_of(request, KIND, pk, part)
    form = ChangeAssessmentForm(sent(request), initial=stored(KIND, row), known=_tools(nominal))
    return correct_page(
        request, KIND, nominal, form,
        lambda: assessments.correct_assessment(
            actor=actor_of(request), assessment=row, version=form.cleaned_data["version"], values=form.values()
        ),
        (_("Correct an assessment"), _("Assessment corrected.")),
    )  # fmt: skip


@form_view
def remove_assessment(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal, row = row_of(request, KIND, pk, part)
    words = {"tool": row.tool, "day": long_date(row.assessed_on)}
    question = (
        _("Remove “%(tool)s” of %(day)s? Only if it was recorded by mistake. The change history keeps it.") % words
    )
    return remove_page(
        request, KIND, nominal,
        lambda: assessments.remove_assessment(actor=actor_of(request), assessment=row),
        (_("Remove an assessment"), _("Assessment removed."), question),
        _("Remove"),
    )  # fmt: skip
