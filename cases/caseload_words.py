"""Caseloads as pages show them: each figure with the list it counts, and the months of a trend."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.models import Team
from cases.caseload import Caseload, first_days
from cases.choices import Level, RoshLevel
from cases.practice import Limit


@dataclass(frozen=True)
class Bucket:
    """A part of a caseload: its place in the counts, its words with and without its group's, and its filter."""

    group: str
    key: int | None
    text: str | Promise
    short: str | Promise
    asked: str


#: By level, then by highest risk, the highest first. Each says which filter of the list of nominals counts the same.
BUCKETS: tuple[Bucket, ...] = (
    *(Bucket("level", level.value, level.label, str(level.value), str(level.value)) for level in Level),
    Bucket("level", None, _("No level"), _("None"), "none"),
    *(
        Bucket("rosh", place, RoshLevel(code).label, RoshLevel(code).label, code)
        for place, code in reversed([*enumerate(RoshLevel.values, 1)])
    ),
    Bucket("rosh", None, _("Not assessed"), _("Not assessed"), "none"),
)


@dataclass(frozen=True)
class Figure:
    """How many, of which part, and their list; nowhere to go when there is nobody."""

    group: str
    text: str | Promise
    value: int
    href: str


@dataclass(frozen=True)
class Figures:
    """One line of a team's caseloads. `above`: by how many people it is above the limit; `months`: its trend."""

    key: uuid.UUID | None
    name: str
    is_gone: bool
    total: Figure
    above: int
    parts: list[Figure]
    months: list[int]
    a_year_ago: int | None


def rosh_words(place: int | None) -> str:
    """A level of risk of serious harm by its place (`rosh_now`); empty where it was not assessed."""
    return str(RoshLevel(RoshLevel.values[place - 1]).label) if place else ""


def figures_of(one: Caseload, team: Team, allowed: Limit | None, trends: dict[uuid.UUID, list[int]]) -> Figures:
    key = one.manager.pk if one.manager else None
    months = trends.get(key, []) if key else []
    return Figures(
        key=key,
        name=str(one.manager or ""),
        is_gone=one.is_gone,
        total=Figure("", "", one.total, _list_of(one, team)),
        above=one.above(allowed),
        parts=[_figure(one, team, bucket) for bucket in BUCKETS],
        months=months if any(months) else [],
        a_year_ago=months[0] if months else None,
    )


def columns_of(one: Caseload, team: Team) -> dict[str, list[dict[str, Any]]]:
    """The parts of a caseload as `components/stacked_bar.html` takes them, by level and by risk."""
    figures = [_figure(one, team, bucket) for bucket in BUCKETS]
    return {
        group: [{"text": one.text, "value": one.value, "href": one.href} for one in figures if one.group == group]
        for group in ("level", "rosh")
    }


def _figure(one: Caseload, team: Team, bucket: Bucket) -> Figure:
    counts = one.by_level if bucket.group == "level" else one.by_rosh
    number = counts.get(bucket.key, 0)
    return Figure(
        bucket.group, bucket.text, number, _list_of(one, team, **{bucket.group: bucket.asked}) if number else ""
    )


def _list_of(one: Caseload, team: Team, **more: str) -> str:
    """The address of the list of exactly these people."""
    manager = str(one.manager.pk) if one.manager else "none"
    asked = {"team": str(team.pk), "manager": manager, **more, "filtered": "1"}
    return f"{reverse('cases:nominals')}?{urlencode(asked)}"


def trend_of(numbers: list[int], on: datetime.date) -> list[dict[str, Any]]:
    """The months of a trend as `components/trend.html` takes them; empty when nobody was managed in any."""
    if not any(numbers):
        return []
    names = (formats.date_format(day, "M Y") for day in first_days(on))
    return [{"text": name, "value": number} for name, number in zip(names, numbers, strict=True)]
