"""Any valid folder comes in whole: what is stored, written out again, is what was sent; again, nothing changes."""

import csv
import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agencies.models import Team
from cases.choices import BASIS_CATEGORY, Ethnicity, EventType, OrderType, Sex, Whereabouts
from cases.imports.format import NOMINALS, ORDERS
from cases.imports.service import import_folder
from cases.models import CaseEvent, CategoryBasis, LevelPeriod, Nominal, Order, Responsibility, WhereaboutsPeriod
from cases.services.grant_check import differences
from tests.cases.cohort_folders import LINES

pytestmark = pytest.mark.django_db

Row = tuple[str, ...]
Rows = dict[str, list[Row]]

DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2026, 1, 1)).map(str)
#: Anything that a cell may hold, as a cell holds it: no control characters, no spaces around.
TEXT = st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"), max_codepoint=0x1FFFF), max_size=30)
CELL = TEXT.map(str.strip)
NAME = CELL.filter(bool)
REFERENCES = st.lists(NAME, min_size=1, max_size=4, unique=True)
PLACES = [
    ("E23000016", "police"),
    ("E23000016", "probation"),
    ("E23000037", "health"),
    ("E23000001", "probation_nsd"),
    ("W15000004", "local_health_board"),
]


@st.composite
def one_at_a_time(draw: st.DrawFn, values: st.SearchStrategy[Row]) -> list[Row]:
    """Periods in order, with or without a gap after each, the last perhaps open."""
    days = sorted(draw(st.lists(DAYS, max_size=6, unique=True)))
    periods: list[Row] = []
    while days:
        start, *days = days
        is_open = not days or (len(days) == 1 and draw(st.booleans()))
        periods.append((*draw(values), start, "" if is_open else days[0]))
        days = [] if is_open else days[draw(st.sampled_from([0, 1])) :]
    return periods


@st.composite
def spans(draw: st.DrawFn, values: st.SearchStrategy[Row]) -> list[Row]:
    """Periods that may hold at once; none says the same as another."""
    drawn = draw(st.lists(st.tuples(values, DAYS, DAYS), max_size=4))
    return sorted({(*value, min(days), max(days) if days[0] != days[1] else "") for value, *days in drawn})


@st.composite
def folders(draw: st.DrawFn) -> Rows:
    """A valid cohort."""
    rows: Rows = {name: [] for name in LINES}
    for reference in draw(REFERENCES):
        numbers = (draw(st.sampled_from(["", "1999/1234567A"])), draw(st.sampled_from(["", "X123456"])), "", "")
        sex, ethnicity = draw(st.sampled_from(Sex.values)), draw(st.sampled_from(Ethnicity.values))
        person = (draw(NAME), draw(CELL), draw(st.just("") | DAYS), sex, ethnicity, *numbers, "")
        rows["nominals"].append((reference, *person))
        histories: dict[str, list[Row]] = {
            "responsibilities": draw(one_at_a_time(st.sampled_from(PLACES))),
            "levels": draw(one_at_a_time(st.sampled_from("123").map(lambda one: (one,)))),
            "whereabouts": draw(one_at_a_time(st.sampled_from(Whereabouts.values).map(lambda one: (one,)))),
            "categories": draw(
                spans(st.sampled_from([(str(BASIS_CATEGORY[one][0].value), one.value) for one in BASIS_CATEGORY]))
            ),
            "orders": draw(orders()),
            "events": sorted(draw(st.sets(st.tuples(st.sampled_from(EventType.values), DAYS), max_size=3))),
        }
        for name, parts in histories.items():
            rows[name] += [(reference, *part) for part in parts]
    return rows


@st.composite
def orders(draw: st.DrawFn) -> list[Row]:
    kinds = st.tuples(st.sampled_from(OrderType.values))
    made = [(kind, start, end) for kind, start, end in draw(spans(kinds))]
    return [(*one, draw(st.sampled_from(["yes", "no"])), draw(CELL), draw(CELL), "", "") for one in made]


def write(folder: Path, rows: Rows) -> None:
    for name, content in rows.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as handle:
            writer = csv.writer(handle)
            writer.writerow(LINES[name][0].split(","))
            writer.writerows(content)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def stored() -> Rows:
    """The records as the files would say them."""
    period = ("started_on", "ended_on")
    reference = "nominal__source_reference"
    wanted: dict[str, Any] = {
        "nominals": Nominal.objects.values_list("source_reference", *NOMINALS.column_names[1:]),
        "responsibilities": Responsibility.objects.values_list(reference, "area", "lead_agency__kind", *period),
        "categories": CategoryBasis.objects.values_list(reference, "category", "basis", *period),
        "levels": LevelPeriod.objects.values_list(reference, "level", *period),
        "whereabouts": WhereaboutsPeriod.objects.values_list(reference, "status", *period),
        "orders": Order.objects.values_list(reference, *ORDERS.column_names[1:]),
        "events": CaseEvent.objects.values_list(reference, "event_type", "occurred_on"),
    }
    return {name: sorted(tuple(_text(cell) for cell in row) for row in rows) for name, rows in wanted.items()}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=folders())
def test_whatever_is_valid_comes_in_whole_and_a_second_time_not_at_all(tmp_path: Path, rows: Rows) -> None:
    assert Team.objects.filter(is_standard=True).exists()
    write(tmp_path, rows)
    with transaction.atomic():
        outcome = import_folder(tmp_path, area_code="E23000016")
        assert outcome.faults == []
        assert stored() == {name: sorted(content) for name, content in rows.items()}
        assert differences() == []
        assert not import_folder(tmp_path, area_code="E23000016").has_changes
        transaction.set_rollback(True)
