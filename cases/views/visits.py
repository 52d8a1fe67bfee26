"""Home visits: when the next is due and why, each visit made or tried; recorded, corrected, removed."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily

from cases import sections
from cases.forms.risk import ChangeVisitForm, VisitForm
from cases.models import HomeVisit
from cases.services import visits
from cases.views.page import actor_of, fetch, form_view, sent
from cases.views.risk_parts import CHANGE, Kind, add_page, correct_page, fetch_risk, remove_page, row_of, stored
from cases.visit_schedule import Schedule, schedule_of
from cases.why import facts_in_words
from pagekit.dates import long_date

KIND = Kind(HomeVisit, visits.FIELDS, "visits")
#: So many stand on the tab; those before unfold.
SHOWN = 3


def _listed(asked: sections.Asked) -> dict[str, Any]:
    fetch_risk(asked.nominal)
    rows = list(asked.nominal.home_visits.all())
    schedule = schedule_of(asked.nominal, rows, asked.on)
    return {
        "rows": rows[:SHOWN],
        "earlier": rows[SHOWN:],
        "schedule": schedule,
        "is_late": schedule.due_on is not None and schedule.due_on < asked.on,
        "is_unknown": not schedule.band.is_known,
        "facts": _facts(schedule),
        "provision": _provision(schedule),
    }


def _facts(schedule: Schedule) -> list[str]:
    facts = facts_in_words(schedule.band.facts)
    if schedule.interval:
        facts.append(_("Interval: %(length)s") % {"length": schedule.interval.words})
    if schedule.runs_from:
        facts.append(_("Counted from %(day)s") % {"day": long_date(schedule.runs_from)})
    return facts


def _provision(schedule: Schedule) -> str:
    if schedule.interval is None:
        return ""
    words = {"where": schedule.interval.authority, "day": long_date(schedule.interval.effective_from)}
    return _("Where it is set: %(where)s, from %(day)s") % words


sections.register(
    sections.Section("risk", "visits", _lazily("Home visits"), "cases/risk/_visits.html", _listed, place=30)
)


@form_view
def record_visit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    actor = actor_of(request)
    form = VisitForm(sent(request), initial={"officers": actor.get_full_name()})
    return add_page(
        request, KIND, nominal, form,
        lambda: visits.record_visit(actor=actor, nominal=nominal, values=form.values()),
        (_("Record a home visit"), _("Home visit recorded.")),
    )  # fmt: skip


@form_view
def correct_visit(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal, row = row_of(request, KIND, pk, part)
    form = ChangeVisitForm(sent(request), initial=stored(KIND, row))
    return correct_page(
        request, KIND, nominal, form,
        lambda: visits.correct_visit(
            actor=actor_of(request), visit=row, version=form.cleaned_data["version"], values=form.values()
        ),
        (_("Correct a home visit"), _("Home visit corrected.")),
    )  # fmt: skip


@form_view
def remove_visit(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal, row = row_of(request, KIND, pk, part)
    words = {"day": long_date(row.visited_on)}
    question = (
        _("Remove the visit of %(day)s? Only if it was recorded by mistake. The change history keeps it.") % words
    )
    return remove_page(
        request, KIND, nominal,
        lambda: visits.remove_visit(actor=actor_of(request), visit=row),
        (_("Remove a home visit"), _("Home visit removed."), question),
        _("Remove"),
    )  # fmt: skip
