"""The histories of a nominal as tables of a page: what, from when, until when, whether it holds today."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from cases.levels import who_decided
from cases.models import Nominal

Cell = str | dict[str, Any]


@dataclass(frozen=True)
class HistoryTable:
    """As `components/table.html` takes it. `holds` says whether any row holds today."""

    columns: list[dict[str, str]]
    rows: list[list[Cell]] = field(default_factory=list)
    holds: bool = False


def state_on(row: Any, on: datetime.date) -> dict[str, Any]:
    """Whether a period holds, is over or lies ahead, as a tag."""
    if row.started_on > on:
        return {"text": _("Ahead"), "tag": "blue"}
    if row.ended_on is not None and row.ended_on <= on:
        return {"text": _("Ended"), "tag": "grey"}
    return {"text": _("Today"), "tag": "green"}


def _periods(rows: Iterable[Any], on: datetime.date, **columns: Any) -> HistoryTable:
    """A table of periods; each of `columns` is a heading with what it says of a row."""
    headings = [heading for heading, _says in columns.values()] + [_("From"), _("Until"), _("Holds")]
    table = []
    holds = False
    for row in rows:
        state = state_on(row, on)
        holds = holds or state["tag"] == "green"
        told = [says(row) for _heading, says in columns.values()]
        until = {"date": row.ended_on} if row.ended_on else _("Open")
        table.append([*told, {"date": row.started_on}, until, state])
    return HistoryTable([{"text": heading} for heading in headings], table, holds)


def category_table(bases: Iterable[Any], on: datetime.date) -> HistoryTable:
    return _periods(
        bases,
        on,
        category=(_("Category"), lambda row: row.get_category_display()),
        basis=(_("Basis"), lambda row: row.get_basis_display()),
    )


def level_table(nominal: Nominal, on: datetime.date) -> HistoryTable:
    return _periods(
        nominal.levels.select_related("decided_by"),
        on,
        level=(_("Level"), lambda row: row.get_level_display()),
        rationale=(_("Rationale"), lambda row: row.rationale or _("Not recorded")),
        by=(_("Decided by"), who_decided),
    )


def whereabouts_table(nominal: Nominal, on: datetime.date) -> HistoryTable:
    where = (_("Whereabouts"), lambda row: row.get_status_display())
    return _periods(nominal.whereabouts.all(), on, where=where)


def responsibility_table(nominal: Nominal, on: datetime.date) -> HistoryTable:
    return _periods(
        nominal.responsibilities.select_related("area", "lead_agency", "lead_team"),
        on,
        area=(_("Area"), lambda row: str(row.area)),
        agency=(_("Lead agency"), lambda row: str(row.lead_agency)),
        team=(_("Lead team"), lambda row: str(row.lead_team)),
    )


def allocation_table(nominal: Nominal, on: datetime.date) -> HistoryTable:
    return _periods(
        nominal.allocations.select_related("offender_manager", "team"),
        on,
        manager=(_("Offender manager"), lambda row: str(row.offender_manager)),
        team=(_("Team"), lambda row: str(row.team)),
        reason=(_("Why it ended"), lambda row: row.get_end_reason_display() if row.ended_on else _("Has not ended")),
    )


def event_table(nominal: Nominal) -> HistoryTable:
    rows: list[list[Cell]] = [[one.get_event_type_display(), {"date": one.occurred_on}] for one in nominal.events.all()]
    return HistoryTable([{"text": _("What happened")}, {"text": _("On")}], rows)
