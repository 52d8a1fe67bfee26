"""Every kind of fault of a cohort, each told with file, line, column, value and a sentence; nothing stored."""

from pathlib import Path

import pytest

from cases.imports.faults import Fault
from cases.models import Nominal, Responsibility
from tests.cases.cohort_folders import Folder

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "cohort")


def place(fault: Fault) -> tuple[str, int, str, str]:
    return fault.file, fault.line, fault.column, fault.value


# --- files and columns ------------------------------------------------------------------------------------------------


def test_a_missing_file_is_a_fault_of_its_own(folder: Folder) -> None:
    folder.write()
    (folder.path / "levels.csv").unlink()
    del folder.lines["levels"]
    fault = folder.only_fault()
    assert place(fault) == ("levels.csv", 0, "", "")
    assert fault.sentence == "This file is missing."


def test_missing_people_do_not_make_a_fault_of_every_row_that_names_them(folder: Folder) -> None:
    del folder.lines["nominals"]
    assert place(folder.only_fault()) == ("nominals.csv", 0, "", "")


def test_a_file_without_even_a_header_is_refused(folder: Folder) -> None:
    folder.lines["events"] = []
    assert place(folder.only_fault()) == ("events.csv", 0, "", "")


def test_a_missing_column_is_named(folder: Folder) -> None:
    folder.lines["events"] = ["nominal_ref,event_type", "R1,sfo_charged"]
    fault = folder.only_fault()
    assert place(fault) == ("events.csv", 1, "occurred_on", "")


def test_an_unknown_column_is_named(folder: Folder) -> None:
    folder.lines["levels"] = ["nominal_ref,level,started_on,ended_on,chair", "R1,1,2015-01-01,,Somebody"]
    assert place(folder.only_fault()) == ("levels.csv", 1, "chair", "")


def test_a_column_given_twice_is_named(folder: Folder) -> None:
    folder.lines["levels"] = ["nominal_ref,level,level,started_on,ended_on", "R1,1,1,2015-01-01,"]
    fault = folder.only_fault()
    assert place(fault) == ("levels.csv", 1, "level", "")
    assert "2 times" in fault.sentence


def test_a_people_file_without_its_references_makes_no_fault_of_each_row_elsewhere(folder: Folder) -> None:
    folder.set("nominals", 1, folder.lines["nominals"][0].replace("nominal_ref", "ref"))
    assert [place(fault) for fault in folder.faults()] == [
        ("nominals.csv", 1, "nominal_ref", ""),
        ("nominals.csv", 1, "ref", ""),
    ]


def test_semicolons_between_columns_are_recognised(folder: Folder) -> None:
    folder.lines["levels"] = [row.replace(",", ";") for row in folder.lines["levels"]]
    assert any("semicolons" in fault.sentence for fault in folder.faults())


def test_a_row_with_too_few_cells_is_named(folder: Folder) -> None:
    fault = folder.set("levels", 3, "R1,2,2016-01-01").only_fault()
    assert place(fault) == ("levels.csv", 3, "", "")
    assert fault.sentence == "This row has 3 cells; the header has 4."


def test_a_row_with_too_many_cells_is_named(folder: Folder) -> None:
    assert place(folder.set("levels", 3, "R1,2,2016-01-01,,").only_fault()) == ("levels.csv", 3, "", "")


def test_quotation_marks_that_do_not_match_spoil_their_own_line_only(folder: Folder) -> None:
    folder.set("nominals", 3, 'R2,"Brackenbury,,,,,,,,,').set("levels", 4, "R2,7,2019-05-05,")
    assert [place(fault)[:2] for fault in folder.faults()] == [("levels.csv", 4), ("nominals.csv", 3)]


# --- characters -------------------------------------------------------------------------------------------------------


def test_a_line_that_is_not_utf_8_is_named_with_its_column(folder: Folder) -> None:
    path = folder.write() / "nominals.csv"
    path.write_bytes(path.read_bytes().replace(b"Brackenbury", "Bräckenbury".encode("latin-1")))
    del folder.lines["nominals"]
    fault = folder.only_fault()
    assert place(fault) == ("nominals.csv", 3, "family_name", "Br\N{REPLACEMENT CHARACTER}ckenbury")
    assert fault.sentence == "This is not UTF-8 text."


def test_a_header_that_is_not_utf_8_ends_the_reading_of_its_file(folder: Folder) -> None:
    path = folder.write() / "levels.csv"
    path.write_bytes(b"\xe9" + path.read_bytes())
    del folder.lines["levels"]
    assert place(folder.only_fault()) == ("levels.csv", 1, "", "")


def test_a_file_in_utf_16_is_told_how_to_be_saved(folder: Folder) -> None:
    path = folder.write() / "levels.csv"
    path.write_text(path.read_text(), encoding="utf-16")
    del folder.lines["levels"]
    assert "Save it as UTF-8" in folder.only_fault().sentence


def test_a_nul_character_is_named(folder: Folder) -> None:
    fault = folder.set("nominals", 3, "R2,Bracken\0bury,,,,,,,,,").only_fault()
    assert place(fault)[:3] == ("nominals.csv", 3, "family_name")
    assert "U+0000" in fault.sentence


def test_a_mark_that_turns_the_reading_direction_is_named(folder: Folder) -> None:
    fault = folder.set("nominals", 3, "R2,Bracken\u202ebury,,,,,,,,,").only_fault()
    assert "U+202E" in fault.sentence


def test_a_line_of_endless_length_ends_the_reading_of_its_file(folder: Folder) -> None:
    fault = folder.add("events", "R1," + "x" * 30_000).only_fault()
    assert place(fault) == ("events.csv", 3, "", "")


# --- cells ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "line", "row", "column", "value"),
    [
        ("nominals", 3, "R2,Brackenbury,,,man,,,,,,", "sex", "man"),
        ("nominals", 3, "R2,Brackenbury,,,,W7,,,,,", "ethnicity", "W7"),
        ("responsibilities", 4, "R2,E23000037,charity,2019-05-05,", "lead_agency", "charity"),
        ("categories", 4, "R2,5,hospital_order,2019-05-05,", "category", "5"),
        ("categories", 4, "R2,2,hospital,2019-05-05,", "basis", "hospital"),
        ("levels", 4, "R2,4,2019-05-05,", "level", "4"),
        ("levels", 4, "R2,01,2019-05-05,", "level", "01"),
        ("whereabouts", 4, "R2,Prison,2019-05-05,", "status", "Prison"),
        ("orders", 2, "R1,asbo,2015-01-01,,yes,,,,", "order_type", "asbo"),
        ("orders", 2, "R1,shpo,2015-01-01,,Y,,,,", "foreign_travel_restriction", "Y"),
        ("events", 2, "R1,moved,2017-03-04", "event_type", "moved"),
    ],
)
def test_an_unknown_code_is_named(folder: Folder, file: str, line: int, row: str, column: str, value: str) -> None:
    fault = folder.set(file, line, row).only_fault()
    assert place(fault) == (f"{file}.csv", line, column, value)
    assert "not known" in fault.sentence


@pytest.mark.parametrize(
    "value",
    [
        "2019-02-30",
        "2019-13-01",
        "05/05/2019",
        "5 May 2019",
        "2019-5-5",
        "20190505",
        "2019-W05-5",
        "２０１９-05-05",
        "soon",
    ],
)
def test_what_is_no_date_is_named(folder: Folder, value: str) -> None:
    fault = folder.set("levels", 4, f"R2,1,{value},").only_fault()
    assert place(fault) == ("levels.csv", 4, "started_on", value)


@pytest.mark.parametrize("value", ["0019-05-05", "1899-12-31", "9999-12-31"])
def test_a_year_that_can_only_be_a_slip_is_named(folder: Folder, value: str) -> None:
    assert place(folder.set("levels", 4, f"R2,1,2019-05-05,{value}").faults()[0])[2:] == ("ended_on", value)


@pytest.mark.parametrize(
    ("file", "line", "row", "column"),
    [
        ("nominals", 3, ",Brackenbury,,,,,,,,,", "nominal_ref"),
        ("nominals", 3, "R2,,,,,,,,,,", "family_name"),
        ("responsibilities", 4, "R2,,health,2019-05-05,", "area_code"),
        ("responsibilities", 4, "R2,E23000037,,2019-05-05,", "lead_agency"),
        ("responsibilities", 4, "R2,E23000037,health,,", "started_on"),
        ("categories", 4, "R2,2,,2019-05-05,", "basis"),
        ("levels", 4, "R2, ,2019-05-05,", "level"),
        ("whereabouts", 4, "R2,,2019-05-05,", "status"),
        ("orders", 2, "R1,shpo,,,yes,,,,", "made_on"),
        ("events", 2, "R1,sfo_charged,", "occurred_on"),
    ],
)
def test_an_empty_cell_that_must_be_filled_is_named(
    folder: Folder, file: str, line: int, row: str, column: str
) -> None:
    assert (f"{file}.csv", line, column, "") in map(place, folder.set(file, line, row).faults())


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ("90/1B,,,,", "pnc_id"),
        ("1990/0000001b,,,,", "pnc_id"),
        (",X00001,,,", "crn"),
        (",,1234ABC,,", "noms_number"),
        (",,,1234567,", "visor_ref"),
    ],
)
def test_a_badly_formed_identifier_is_named_with_its_right_form(folder: Folder, cells: str, column: str) -> None:
    fault = folder.set("nominals", 3, f"R2,Brackenbury,,,,,{cells}").only_fault()
    assert place(fault)[:3] == ("nominals.csv", 3, column)
    assert "written like" in fault.sentence


@pytest.mark.parametrize(
    ("row", "column", "limit"),
    [
        (f"{'R' * 41},Longest,,,,,,,,,", "nominal_ref", 40),
        (f"R3,{'L' * 101},,,,,,,,,", "family_name", 100),
        (f"R3,Longest,{'L' * 151},,,,,,,,", "given_names", 150),
    ],
)
def test_a_value_too_long_to_store_is_named(folder: Folder, row: str, column: str, limit: int) -> None:
    fault = folder.add("nominals", row).only_fault()
    assert place(fault)[:3] == ("nominals.csv", 4, column)
    assert f"at most {limit}" in fault.sentence
    assert len(fault.value) <= 81


# --- rows -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "line", "row", "column", "value"),
    [
        ("responsibilities", 4, "R2,E23000037,health,2019-05-05,2019-05-05", "ended_on", "2019-05-05"),
        ("categories", 4, "R2,2,hospital_order,2019-05-05,2019-05-04", "ended_on", "2019-05-04"),
        ("levels", 4, "R2,1,2019-05-05,2018-01-01", "ended_on", "2018-01-01"),
        ("whereabouts", 4, "R2,abroad,2019-05-05,2019-05-05", "ended_on", "2019-05-05"),
        ("orders", 2, "R1,shpo,2015-01-01,2015-01-01,yes,,,,", "ends_on", "2015-01-01"),
        ("orders", 2, "R1,shpo,2015-01-01,,yes,,,2014-12-31,discharged", "ended_on", "2014-12-31"),
    ],
)
def test_an_end_on_or_before_its_start_is_named(
    folder: Folder, file: str, line: int, row: str, column: str, value: str
) -> None:
    assert place(folder.set(file, line, row).only_fault()) == (f"{file}.csv", line, column, value)


def test_a_basis_that_does_not_bring_its_category_is_named_with_the_provision(folder: Folder) -> None:
    fault = folder.set("categories", 4, "R2,1,hospital_order,2019-05-05,").only_fault()
    assert place(fault) == ("categories.csv", 4, "category", "1")
    assert "brings category 2 (CJA 2003 s.327(3)(b))" in fault.sentence


def test_an_unknown_area_is_named(folder: Folder) -> None:
    fault = folder.set("responsibilities", 4, "R2,E23000099,health,2019-05-05,").only_fault()
    assert place(fault) == ("responsibilities.csv", 4, "area_code", "E23000099")


def test_a_lead_agency_that_does_not_exist_in_that_area_is_named(folder: Folder) -> None:
    fault = folder.set("responsibilities", 4, "R2,E23000037,local_health_board,2019-05-05,").only_fault()
    assert place(fault) == ("responsibilities.csv", 4, "lead_agency", "local_health_board")


def test_a_birth_in_the_future_is_named(folder: Folder) -> None:
    fault = folder.set("nominals", 3, "R2,Brackenbury,,2150-01-01,,,,,,,").only_fault()
    assert place(fault) == ("nominals.csv", 3, "date_of_birth", "2150-01-01")


def test_a_death_before_birth_is_named(folder: Folder) -> None:
    fault = folder.set("nominals", 3, "R2,Brackenbury,,1980-01-01,,,,,,,1979-12-31").only_fault()
    assert place(fault) == ("nominals.csv", 3, "died_on", "1979-12-31")


# --- rows held against each other -------------------------------------------------------------------------------------


def test_a_reference_given_twice_is_named_with_its_first_line(folder: Folder) -> None:
    fault = folder.add("nominals", "R1,Othername,,,,,,,,,").only_fault()
    assert place(fault) == ("nominals.csv", 4, "nominal_ref", "R1")
    assert "line 2" in fault.sentence


@pytest.mark.parametrize(
    ("file", "row"),
    [
        ("responsibilities", "R9,E23000037,health,2019-05-05,"),
        ("categories", "R9,2,hospital_order,2019-05-05,"),
        ("levels", "R9,1,2019-05-05,"),
        ("whereabouts", "R9,prison,2019-05-05,"),
        ("orders", "R9,shpo,2015-01-01,,,,,,"),
        ("events", "R9,sfo_charged,2017-03-04"),
    ],
)
def test_a_reference_without_a_nominal_is_named_in_whatever_file(folder: Folder, file: str, row: str) -> None:
    line = len(folder.lines[file]) + 1
    assert place(folder.add(file, row).only_fault()) == (f"{file}.csv", line, "nominal_ref", "R9")


def test_a_nominal_with_a_fault_of_its_own_is_still_one_whom_rows_may_name(folder: Folder) -> None:
    fault = folder.set("nominals", 3, "R2,Brackenbury,,1970-02-30,,,,,,,").only_fault()
    assert fault.column == "date_of_birth"


@pytest.mark.parametrize(
    ("file", "row", "other"),
    [
        ("responsibilities", "R1,E23000016,police,2019-12-31,2020-01-01", 2),
        ("levels", "R1,3,2015-06-01,2015-07-01", 2),
        ("levels", "R1,3,2014-01-01,2015-01-02", 2),
        ("levels", "R1,3,2030-01-01,", 3),
        ("whereabouts", "R1,abroad,2015-01-01,2016-06-01", 2),
    ],
)
def test_overlapping_periods_are_named_with_both_lines(folder: Folder, file: str, row: str, other: int) -> None:
    line = len(folder.lines[file]) + 1
    fault = folder.add(file, row).only_fault()
    assert place(fault)[:3] == (f"{file}.csv", line, "started_on")
    assert f"line {other};" in fault.sentence


def test_a_short_period_inside_a_long_one_is_found_behind_a_third(folder: Folder) -> None:
    folder.lines["levels"][1:] = [
        "R1,1,2010-01-01,2030-01-01",
        "R1,2,2011-01-01,2012-01-01",
        "R1,3,2013-01-01,2014-01-01",
    ]
    assert [(fault.line, "line 2;" in fault.sentence) for fault in folder.faults()] == [(3, True), (4, True)]


@pytest.mark.parametrize("file", ["categories", "orders", "events"])
def test_a_row_that_says_the_same_twice_is_named(folder: Folder, file: str) -> None:
    again = folder.lines[file][1]
    line = len(folder.lines[file]) + 1
    fault = folder.add(file, again).only_fault()
    assert place(fault)[:2] == (f"{file}.csv", line)
    assert "line 2" in fault.sentence


def test_people_whom_no_area_is_responsible_for_need_a_sender(folder: Folder) -> None:
    folder.lines["responsibilities"][1:] = []
    assert place(folder.only_fault()) == ("responsibilities.csv", 0, "", "")


# --- all of them ----------------------------------------------------------------------------------------------------


def test_every_fault_is_listed_in_the_order_of_files_and_lines(folder: Folder) -> None:
    folder.set("nominals", 3, "R2,,,1970-02-30,robot,,,,,,").set("levels", 2, "R1,9,2015-13-01,2014-99-99")
    folder.add("events", "R8,sfo_charged,2017-03-04", "R1,returned_to_custody_licence_breach,2017-03-04")
    assert [place(fault) for fault in folder.faults()] == [
        ("events.csv", 3, "nominal_ref", "R8"),
        ("events.csv", 4, "nominal_ref", "R1"),
        ("levels.csv", 2, "ended_on", "2014-99-99"),
        ("levels.csv", 2, "level", "9"),
        ("levels.csv", 2, "started_on", "2015-13-01"),
        ("nominals.csv", 3, "date_of_birth", "1970-02-30"),
        ("nominals.csv", 3, "family_name", ""),
        ("nominals.csv", 3, "sex", "robot"),
    ]
    assert not Nominal.objects.exists()
    assert not Responsibility.objects.exists()


def test_a_fault_stands_on_one_line_whatever_its_value_holds(folder: Folder) -> None:
    fault = folder.set("nominals", 3, "R2,Bracken\vbury\x1b[2J,,,,,,,,,").only_fault()
    assert str(fault).isprintable()
    assert str(fault).startswith("nominals.csv, line 3, column family_name, value “Bracken")
