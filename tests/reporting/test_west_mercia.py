"""West Mercia's tables of 2022/23 come out as published, and every list behind them is as long as its figure."""

import json
import uuid
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from reporting.changes import changes, year_before
from reporting.checks import checks_of, records_of
from reporting.choices import YearlyRule
from reporting.figures import Cell, listed
from reporting.tables import RATE, AnnualTables, all_cells
from tests.reporting.asking import WEST_MERCIA, command, counted

PUBLISHED = Path(__file__).parent / "data" / "west-mercia-2022-23.json"
pytestmark = pytest.mark.usefixtures("west_mercia")
ASKED = ("--area", WEST_MERCIA, "--year", "2022")


def test_the_figures_are_those_published_to_the_last_sign() -> None:
    assert command(*ASKED, "--format", "json") == PUBLISHED.read_text()


def test_the_totals_are_those_published() -> None:
    tables = counted()
    printed = {(cell.code, cell.row, cell.column): tables.words(cell) for cell in all_cells()}
    assert [printed["T1", "level_1", f"category_{number}"] for number in (1, 2, 3)] == ["1604", "284", "-"]
    assert [printed["T1", row, "total"] for row in ("level_1", "level_2", "level_3", "total")] == [
        "1888",
        "15",
        "0",
        "1903",
    ]
    assert [printed["T2", row, "total"] for row in ("level_2", "level_3", "total")] == ["65", "9", "74"]
    assert [printed["T7", "total", f"category_{number}"] for number in (1, 2, 3)] == ["16", "10", "7"]
    assert (printed["T7", "total", "total"], printed["T8", "total", "category_1"]) == ("33", "0")


def test_every_list_is_as_long_as_its_figure() -> None:
    tables = counted()
    for cell in all_cells():
        if cell != RATE:
            rows = listed(tables.coverage.area_codes, tables.year, tables.rules, cell)
            assert len(rows) == tables.figure(cell), cell


def test_each_level_counts_those_who_were_at_both_twice() -> None:
    once, twice = counted(), counted(yearly=YearlyRule.EACH_LEVEL)
    both = len(_at(twice, "level_2") & _at(twice, "level_3"))
    assert both == 2
    assert len(_at(twice, "level_2")) == len(_at(once, "level_2")) + both
    assert _at(twice, "level_3") == _at(once, "level_3")


def _at(tables: AnnualTables, row: str) -> set[uuid.UUID]:
    rows = listed(tables.coverage.area_codes, tables.year, tables.rules, Cell("T2", row, "total"))
    return {one.nominal_id for one in rows}


def test_the_checks_find_those_whose_records_are_incomplete() -> None:
    tables = counted()
    found = {check.name: check.found for check in checks_of(tables)}
    assert found == {
        "adds_up": 0,
        "in_two_cells": 0,
        "picture_in_year": 0,
        "returned_in_year": 0,
        "level_1_category_3": 0,
        "without_level": 237,
        "without_category": 157,
        "without_whereabouts": 0,
    }
    for name, number in found.items():
        assert len(records_of(name, tables.coverage, tables.year, tables.rules)) == number


def test_a_figure_that_moved_far_wants_a_comment() -> None:
    tables = counted()
    before = year_before(tables)
    assert before is not None
    moved = {(one.code, one.row): (one.before, one.now, one.signed_per_cent) for one in changes(tables, before)}
    assert moved["T2", "Level 2"] == (44, 65, "+48 %")
    assert moved["T2", "Level 3"] == (0, 9, "")
    assert ("T1", "Total") not in moved


def test_the_text_shows_every_table_with_its_notes() -> None:
    printed = command(*ASKED)
    assert "T1  MAPPA-eligible people on 31 March 2023" in printed
    assert "    Level 1        1604         284           -   1888\n" in printed
    assert "1,169,570 people aged 10 and over, mid-2021 estimate" in printed
    assert max(map(len, printed.splitlines())) <= 96


def test_a_unit_is_its_areas_taken_as_one() -> None:
    alone = json.loads(command(*ASKED, "--format", "json"))
    region = json.loads(command("--unit", "West Midlands region", "--year", "2022", "--format", "json"))
    assert region["snapshot"]["level_1"]["category_1"] > alone["snapshot"]["level_1"]["category_1"]
    assert json.loads(command("--unit", "West Mercia", "--year", "2022/23", "--format", "json")) == alone


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--area", "E99", "--year", "2022"), "There is no area “E99”"),
        (("--unit", "Nowhere", "--year", "2022"), "There is no reporting unit “Nowhere”"),
        (("--area", WEST_MERCIA, "--year", "1999"), "No tables for 1999"),
        (("--area", WEST_MERCIA, "--year", "2999"), "No tables for 2999"),
        (("--area", WEST_MERCIA, "--year", "22"), "“22” is no reporting year"),
        (("--area", WEST_MERCIA, "--year", "2022/24"), "“2022/24” is no reporting year"),
        ((*ASKED, "--format", "xlsx"), "name a file with --output"),
        ((*ASKED, "--output", "/nowhere/at/all.csv"), "/nowhere/at/all.csv cannot be written"),
    ],
)
def test_what_cannot_be_made_is_a_sentence(options: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence.replace("(", r"\(")):
        command(*options)


def test_a_file_is_written_where_it_was_asked_for(tmp_path: Path) -> None:
    for kind, begins in (("xlsx", b"PK"), ("csv", "\ufeffarea".encode()), ("json", b"{"), ("text", b"Annual tables")):
        target = tmp_path / f"tables.{kind}"
        assert command(*ASKED, "--format", kind, "--output", str(target)) == ""
        assert target.read_bytes().startswith(begins)
