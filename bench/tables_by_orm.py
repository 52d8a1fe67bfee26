"""The annual tables of one area counted with Django's ORM, one query for each cell: the obvious way to write them."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from cases.choices import Whereabouts
from cases.models import CaseEvent, CategoryBasis, LevelPeriod, Nominal, Order, Responsibility
from reporting.definitions import EVENT_RULES, MEETING_LEVELS, ORDER_RULES
from reporting.years import ReportingYear

Counts = dict[tuple[str, int, int], int]


def count(area: str, year: ReportingYear) -> Counts:
    """T1 and T3 to T8 by table, line and column. T2 is left out: no one query of the ORM answers a cell of it."""
    cells = _snapshot(area, year) | _events(area, year) | _orders(area, year)
    return {cell: number for cell, number in cells.items() if number}


def _snapshot(area: str, year: ReportingYear) -> Counts:
    day = year.picture_on
    return {
        ("T1", level, category): Nominal.objects.in_category(category, day)
        .at_level(level, day)
        .with_whereabouts(Whereabouts.COMMUNITY, day)
        .managed(day, area=area)
        .alive(day)
        .count()
        for level in (1, 2, 3)
        for category in (1, 2, 3)
    }


def _on(day: str, **also: Any) -> dict[str, Any]:
    """What picks the period of the row's nominal that holds the row's day, closed ones included by the caller."""
    return {"nominal": OuterRef("nominal"), "started_on__lte": OuterRef(day), **also}


def _not_ended(day: str) -> Q:
    return Q(ended_on__isnull=True) | Q(ended_on__gt=OuterRef(day))


def _dated(rows: Any, day: str, area: str) -> Any:
    """Rows while the area was responsible and the person alive, with level and category of the day."""
    duty = Responsibility.objects.filter(_not_ended(day), **_on(day, area=area))
    level = LevelPeriod.objects.filter(_not_ended(day), **_on(day)).values("level")[:1]
    category = CategoryBasis.objects.filter(_not_ended(day), **_on(day)).first_to_count().values("category")[:1]
    dead = Nominal.objects.filter(pk=OuterRef("nominal"), died_on__lte=OuterRef(day))
    return rows.filter(Exists(duty), ~Exists(dead)).annotate(
        level_then=Subquery(level), category_then=Subquery(category)
    )


def _events(area: str, year: ReportingYear) -> Counts:
    found: Counts = {}
    for code, rule in EVENT_RULES.items():
        rows = CaseEvent.objects.filter(
            event_type__in=rule.kinds, occurred_on__gte=year.started_on, occurred_on__lt=year.ended_on
        )
        rows = _dated(rows, "occurred_on", area).exclude(category_then=4)
        if rule.category:
            rows = rows.filter(category_then=rule.category)
        if not rule.by_level:
            found[code, 0, 0] = rows.values("nominal").distinct().count()
            continue
        for level in MEETING_LEVELS:
            for category in (1, 2, 3):
                found[code, level.value, category] = _people_at(rows, level, category)
    return found


def _people_at(rows: Any, level: int, category: int) -> int:
    """People in a cell: of their events the one at the highest level, then the latest, falls there."""
    chosen = rows.filter(level_then__gte=2, category_then__isnull=False)
    mine = chosen.filter(nominal=OuterRef("nominal")).order_by("-level_then", "-occurred_on", "-pk").values("pk")[:1]
    return chosen.filter(pk=Subquery(mine), level_then=level, category_then=category).count()


def _orders(area: str, year: ReportingYear) -> Counts:
    found: Counts = {}
    for line, rule in ORDER_RULES.items():
        rows = Order.objects.filter(order_type=rule.kind, made_on__gte=year.started_on, made_on__lt=year.ended_on)
        if rule.restricting_travel_only:
            rows = rows.filter(foreign_travel_restriction=True)
        found["T5", line, 0] = _dated(rows, "made_on", area).filter(category_then=1).count()
    return found
