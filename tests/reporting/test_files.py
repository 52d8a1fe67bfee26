"""Files hold the figures and no formula, whatever somebody called an area or a release."""

import csv
import io

import openpyxl
import pytest

from agencies.models import Area
from reporting.coverage import area_named
from reporting.definitions import TABLES
from reporting.models import Population
from reporting.render.csv import as_csv, harmless
from reporting.render.json import as_dict
from reporting.render.text import as_text
from reporting.render.xlsx import MARKING, as_xlsx
from reporting.tables import AnnualTables, all_cells, annual_tables
from tests.reporting.asking import WEST_MERCIA, counted

pytestmark = pytest.mark.django_db
DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")


@pytest.fixture(params=DANGEROUS)
def hostile(request: pytest.FixtureRequest) -> AnnualTables:
    """Tables in which everything that somebody can type begins like a formula."""
    usual = counted()
    Area.objects.filter(pk=WEST_MERCIA).update(name=request.param)
    Population.objects.filter(area=WEST_MERCIA).update(release=request.param)
    return annual_tables(area_named(WEST_MERCIA), usual.year, usual.rules)


def test_no_cell_of_a_spreadsheet_is_a_formula(hostile: AnnualTables) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(hostile)))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s", "n"}


def test_no_text_of_a_csv_begins_like_a_formula(hostile: AnnualTables) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(hostile).removeprefix("\ufeff"))))
    assert rows[1][0].startswith("'")
    assert not [text for row in rows for text in row if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


@pytest.mark.parametrize("text", DANGEROUS)
def test_an_apostrophe_goes_before_what_begins_like_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("value", ["West Mercia", "", "a=b", 0, 138])
def test_what_is_harmless_stays_as_it_is(value: str | int) -> None:
    assert harmless(value) == value


def test_a_spreadsheet_has_the_tables_the_notes_and_the_marking() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(counted())))
    assert book.sheetnames == ["Tables", "Notes"]
    for sheet in book:
        assert sheet["A1"].value == MARKING
        assert MARKING in sheet.oddHeader.center.text
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    for table in TABLES:
        assert any(text.startswith(table.code) for text in texts)
    assert any("mid-2021 estimate" in text for text in texts)
    assert any("counted once, at the highest level" in text for text in texts)


def test_a_csv_has_a_line_for_every_figure() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(counted()).removeprefix("\ufeff"))))
    assert len(rows) == len(list(all_cells()))
    impossible = next(row for row in rows if (row["row"], row["column"]) == ("Level 1", "Category 3"))
    assert impossible["figure"] == "not applicable"
    assert {row["area_code"] for row in rows} == {WEST_MERCIA}


def test_json_has_the_keys_of_the_definitions_and_nothing_else() -> None:
    found = as_dict(counted())
    assert list(found) == [
        "snapshot", "yearly", "notification_breach", "lifetime_notification_revoked", "sro_breach_notification",
        "shpo", "shpo_foreign_travel", "notification_order", "returned_licence", "returned_shpo", "rate_per_100000",
    ]  # fmt: skip


def test_text_of_an_empty_area_is_all_noughts() -> None:
    printed = as_text(counted(area="Dyfed-Powys"))
    assert "    Total             0           0           0      0\n" in printed
