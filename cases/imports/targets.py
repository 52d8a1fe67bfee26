"""Which record each row of a cohort becomes: the model, what tells rows of a person apart, what a row may change."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model

from cases.models import CaseEvent, CategoryBasis, LevelPeriod, Order, Responsibility, WhereaboutsPeriod


@dataclass(frozen=True, slots=True)
class Target:
    """`key` names the columns that, with the person, say which stored row a row speaks of; `values` what it may change.

    `kept` are the values of which an empty cell takes nothing away.
    """

    file: str
    model: type[Model]
    key: tuple[str, ...]
    values: tuple[str, ...] = ()
    kept: frozenset[str] = frozenset()

    @property
    def table(self) -> str:
        return self.model._meta.db_table


TARGETS = (
    Target(
        "responsibilities", Responsibility, ("started_on",), ("area_id", "lead_agency_id", "lead_team_id", "ended_on")
    ),
    Target("categories", CategoryBasis, ("category", "basis", "started_on"), ("ended_on",)),
    Target("levels", LevelPeriod, ("started_on",), ("level", "ended_on")),
    Target("whereabouts", WhereaboutsPeriod, ("started_on",), ("status", "ended_on")),
    Target(
        "orders",
        Order,
        ("order_type", "made_on"),
        ("ends_on", "foreign_travel_restriction", "court", "applicant", "ended_on", "end_reason"),
        frozenset({"foreign_travel_restriction", "court", "applicant", "end_reason"}),
    ),
    Target("events", CaseEvent, ("event_type", "occurred_on")),
)
