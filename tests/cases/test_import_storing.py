"""What a cohort without faults becomes; and again, and changed, and against what was stored since."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from agencies.choices import AgencyKind
from agencies.teams import standard_team
from cases.choices import InvolvementReason
from cases.models import (
    CaseEvent,
    CategoryBasis,
    Involvement,
    LevelPeriod,
    Nominal,
    NominalGroupPermission,
    Order,
    Responsibility,
    WhereaboutsPeriod,
)
from cases.services.grant_check import differences
from tests.cases.cohort_folders import Folder
from tests.personas import make_team

pytestmark = pytest.mark.django_db

WEST_MERCIA, GLOUCESTERSHIRE, LONDON, DYFED_POWYS = "E23000016", "E23000037", "E23000001", "W15000004"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "cohort")


def nominal(reference: str) -> Nominal:
    return Nominal.objects.get(source_reference=reference)


def days(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def snapshot() -> dict[str, list[Any]]:
    """Every row of every table that an import may write, history and grants included."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_name LIKE 'cases_%%' AND table_name NOT LIKE 'cases_cohort%%'"
        )
        tables = sorted(name for (name,) in cursor.fetchall())
        kept = {}
        for table in tables:
            cursor.execute(f"SELECT * FROM {table} ORDER BY 1")
            kept[table] = cursor.fetchall()
    return kept


# --- the first time ---------------------------------------------------------------------------------------------------


def test_a_person_is_stored_as_the_file_has_them(folder: Folder) -> None:
    outcome = folder.run()
    assert outcome.is_stored
    assert outcome.area_code == WEST_MERCIA
    one = nominal("R1")
    assert (one.family_name, one.given_names, one.date_of_birth) == ("Thistledown", "Aster", days("1970-02-03"))
    assert (one.sex, one.ethnicity, one.pnc_id, one.crn) == ("male", "W1", "1990/0000001B", "X000001")
    assert (one.noms_number, one.visor_ref, one.died_on) == ("A1234BC", "V0000001", None)
    assert one.source_area_id == WEST_MERCIA
    assert one.reference.startswith("M-")


def test_what_is_not_known_of_a_person_stays_not_known(folder: Folder) -> None:
    folder.run()
    two = nominal("R2")
    assert (two.given_names, two.date_of_birth, two.sex, two.ethnicity, two.pnc_id) == ("", None, "not_known", "NS", "")


def test_histories_are_stored_with_their_days(folder: Folder) -> None:
    folder.run()
    one = nominal("R1")
    assert list(LevelPeriod.objects.filter(nominal=one).values_list("level", "started_on", "ended_on")) == [
        (2, days("2016-01-01"), None),
        (1, days("2015-01-01"), days("2016-01-01")),
    ]
    assert CategoryBasis.objects.filter(nominal=one).count() == 2
    assert WhereaboutsPeriod.objects.filter(nominal=one, status="prison", ended_on="2016-06-01").exists()
    assert CaseEvent.objects.get(nominal=one).occurred_on == days("2017-03-04")
    order = Order.objects.get(nominal=one)
    assert (order.foreign_travel_restriction, order.court, order.ends_on) == (
        True,
        "Elderwick Crown Court",
        days("2025-01-01"),
    )


def test_the_lead_agency_means_its_standard_team_in_the_area(folder: Folder) -> None:
    folder.run()
    now = Responsibility.objects.get(nominal=nominal("R1"), ended_on=None)
    assert now.lead_team == standard_team(WEST_MERCIA, AgencyKind.PROBATION)
    assert now.lead_agency == now.lead_team.agency


def test_access_follows_for_the_lead_team_and_the_unit_of_the_responsible_area(folder: Folder) -> None:
    folder.run()
    unit = standard_team(GLOUCESTERSHIRE, AgencyKind.MAPPA_UNIT)
    trust = standard_team(GLOUCESTERSHIRE, AgencyKind.HEALTH)
    reasons = Involvement.objects.filter(nominal=nominal("R2")).values_list("team", "reason")
    assert set(reasons) == {(unit.pk, InvolvementReason.AREA_UNIT), (trust.pk, InvolvementReason.LEADS)}
    held = NominalGroupPermission.objects.filter(content_object=nominal("R2"))
    assert set(held.values_list("group", flat=True)) == {unit.group_id, trust.group_id}
    assert not differences()


def test_a_lead_that_ended_gives_no_access_today(folder: Folder) -> None:
    folder.run()
    police = standard_team(WEST_MERCIA, AgencyKind.POLICE)
    assert Involvement.objects.filter(nominal=nominal("R1"), team=police).exists()
    assert not NominalGroupPermission.objects.filter(content_object=nominal("R1"), group=police.group_id).exists()


def test_every_row_leaves_its_history(folder: Folder) -> None:
    folder.run()
    kept = snapshot()
    assert len(kept["cases_levelperiodhistory"]) == 3
    assert len(kept["cases_nominalhistory"]) == 2
    assert len(kept["cases_involvementhistory"]) == 6


def test_columns_may_stand_in_any_order_with_spaces_and_a_byte_order_mark(folder: Folder) -> None:
    path = folder.write() / "levels.csv"
    path.write_text("\ufefflevel , ended_on,started_on,nominal_ref\r\n 2,,2016-01-01 ,R1\r\n\r\n", encoding="utf-8")
    del folder.lines["levels"]
    assert folder.run().is_stored
    assert LevelPeriod.objects.get().level == 2


def test_quoted_and_unusual_names_come_through_unchanged(folder: Folder) -> None:
    folder.set("nominals", 3, '"R,2","O\'Brackenbury, the \\ ""younger""",Zoë Ångström 李,,,,,,,,')
    for file in ("responsibilities", "categories", "levels", "whereabouts"):
        folder.set(file, 4, folder.lines[file][3].replace("R2", '"R,2"'))
    assert folder.run().is_stored
    one = nominal("R,2")
    assert one.family_name == 'O\'Brackenbury, the \\ "younger"'
    assert one.given_names == "Zoë Ångström 李"


def test_a_police_force_inside_a_larger_area_is_known_by_its_own_code(folder: Folder) -> None:
    folder.lines["responsibilities"][1:] = ["R1,E23000034,police,2015-01-01,", f"R2,{LONDON},police,2015-01-01,"]
    outcome = folder.run()
    assert outcome.area_code == LONDON
    assert set(Responsibility.objects.values_list("area", flat=True)) == {LONDON}


def test_a_local_health_board_may_lead_in_wales(folder: Folder) -> None:
    folder.lines["responsibilities"][1:] = [f"R1,{DYFED_POWYS},local_health_board,2015-01-01,"]
    assert folder.run().is_stored


def test_periods_that_only_touch_do_not_overlap(folder: Folder) -> None:
    assert folder.add("levels", "R1,3,2014-01-01,2015-01-01").run().is_stored


def test_the_same_basis_may_hold_twice_at_once(folder: Folder) -> None:
    folder.add("categories", "R2,2,hospital_order,2020-01-01,")
    assert folder.run().is_stored
    assert CategoryBasis.objects.filter(nominal=nominal("R2")).count() == 2


def test_a_cohort_of_nobody_is_no_fault(folder: Folder) -> None:
    for rows in folder.lines.values():
        rows[1:] = []
    outcome = folder.run()
    assert not outcome.faults
    assert not outcome.has_changes


def test_the_sender_can_be_named(folder: Folder) -> None:
    assert folder.run(area_code=LONDON).area_code == LONDON
    assert nominal("R1").source_area_id == LONDON


def test_of_two_areas_named_equally_often_the_first_is_the_sender(folder: Folder) -> None:
    folder.lines["responsibilities"][1:] = [f"R2,{LONDON},police,2015-01-01,", f"R1,{WEST_MERCIA},police,2015-01-01,"]
    assert folder.run().area_code == LONDON


def test_the_same_reference_of_two_senders_is_two_people(folder: Folder) -> None:
    folder.run()
    folder.run(area_code=LONDON)
    assert Nominal.objects.filter(source_reference="R1").count() == 2


def test_a_check_stores_nothing_and_counts_what_it_would(folder: Folder) -> None:
    before = snapshot()
    outcome = folder.run(dry_run=True)
    assert not outcome.is_stored
    assert (outcome.counts["nominals"].new, outcome.counts["levels"].new) == (2, 3)
    assert snapshot() == before


# --- again ------------------------------------------------------------------------------------------------------------


def test_a_second_time_changes_nothing_at_all(folder: Folder) -> None:
    folder.run()
    before = snapshot()
    outcome = folder.run()
    assert outcome.is_stored
    assert not outcome.has_changes
    assert snapshot() == before


def test_new_people_and_rows_are_added_and_the_rest_left_alone(folder: Folder) -> None:
    folder.run()
    folder.add("nominals", "R3,Larkrise,,,,,,,,,").add("events", "R3,sfo_charged,2021-01-01")
    folder.add("responsibilities", "R3,E23000016,police,2021-01-01,")
    outcome = folder.run()
    new = {name: count.new for name, count in outcome.counts.items() if count.new or count.changed}
    assert new == {"nominals": 1, "events": 1, "responsibilities": 1}
    assert not differences()


def test_a_period_that_has_ended_since_is_ended_and_its_successor_added(folder: Folder) -> None:
    folder.run()
    key = LevelPeriod.objects.get(nominal=nominal("R2")).pk
    outcome = folder.set("levels", 4, "R2,1,2019-05-05,2024-01-01").add("levels", "R2,2,2024-01-01,").run()
    assert (outcome.counts["levels"].new, outcome.counts["levels"].changed) == (1, 1)
    assert LevelPeriod.objects.get(pk=key).ended_on == days("2024-01-01")


def test_a_corrected_value_is_corrected_in_place(folder: Folder) -> None:
    folder.run()
    outcome = folder.set("levels", 4, "R2,3,2019-05-05,").run()
    assert (outcome.counts["levels"].new, outcome.counts["levels"].changed) == (0, 1)
    assert LevelPeriod.objects.get(nominal=nominal("R2")).level == 3


def test_a_corrected_person_is_corrected_and_an_open_form_learns_of_it(folder: Folder) -> None:
    folder.run()
    folder.set("nominals", 3, "R2,Brackenburgh,Bryony,1985-06-07,,,,,,,").run()
    two = nominal("R2")
    assert (two.family_name, two.given_names, two.version) == ("Brackenburgh", "Bryony", 2)


def test_an_empty_cell_takes_nothing_away_from_a_person(folder: Folder) -> None:
    folder.run()
    outcome = folder.set("nominals", 2, "R1,Thistledown,,,,,,,,,").run()
    assert not outcome.has_changes
    assert nominal("R1").pnc_id == "1990/0000001B"


def test_an_order_that_ended_is_ended_and_its_court_kept(folder: Folder) -> None:
    folder.run()
    folder.set("orders", 2, "R1,shpo,2015-01-01,2025-01-01,,,,2022-02-02,discharged").run()
    order = Order.objects.get()
    assert (order.ended_on, order.end_reason, order.court) == (
        days("2022-02-02"),
        "discharged",
        "Elderwick Crown Court",
    )
    assert order.foreign_travel_restriction is True


def test_of_two_orders_of_one_kind_and_day_only_the_changed_one_changes(folder: Folder) -> None:
    folder.add("orders", "R1,shpo,2015-01-01,2030-01-01,no,Fernhollow Crown Court,police,,").run()
    folder.set("orders", 3, "R1,shpo,2015-01-01,2031-01-01,no,Fernhollow Crown Court,police,,")
    outcome = folder.run()
    assert (outcome.counts["orders"].new, outcome.counts["orders"].changed) == (0, 1)
    assert set(Order.objects.values_list("ends_on", flat=True)) == {days("2025-01-01"), days("2031-01-01")}
    assert not folder.run().has_changes


def test_a_person_who_moves_area_moves_access(folder: Folder) -> None:
    folder.run()
    folder.set("responsibilities", 4, "R2,E23000037,health,2019-05-05,2022-01-01")
    folder.add("responsibilities", "R2,E23000016,police,2022-01-01,").run()
    held = NominalGroupPermission.objects.filter(content_object=nominal("R2")).values_list("group", flat=True)
    teams = [standard_team(WEST_MERCIA, kind).group_id for kind in (AgencyKind.POLICE, AgencyKind.MAPPA_UNIT)]
    assert set(held) == set(teams)
    assert not differences()


def test_a_lead_team_chosen_since_is_kept_while_the_agency_stays_the_same(folder: Folder) -> None:
    folder.run()
    duty = Responsibility.objects.get(nominal=nominal("R2"))
    duty.lead_team = make_team("Ward nine", kind=AgencyKind.HEALTH, area_code=GLOUCESTERSHIRE)
    duty.save()
    assert not folder.run().has_changes
    folder.set("responsibilities", 4, "R2,E23000037,health,2019-05-05,2030-01-01").run()
    duty.refresh_from_db()
    assert (duty.lead_team.name, duty.ended_on) == ("Ward nine", days("2030-01-01"))


def test_what_is_stored_and_no_longer_in_the_files_stays(folder: Folder) -> None:
    folder.run()
    folder.lines["events"][1:] = []
    assert not folder.run().has_changes
    assert CaseEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("file", "row"),
    [
        ("levels", "R2,1,2019-05-06,"),
        ("whereabouts", "R2,mha_hospital,2019-06-01,2020-01-01"),
        ("responsibilities", "R2,E23000037,health,2018-01-01,2019-06-01"),
    ],
)
def test_a_period_that_overlaps_a_stored_one_is_a_fault_that_tells_nothing_of_it(
    folder: Folder, file: str, row: str
) -> None:
    folder.run()
    before = snapshot()
    fault = folder.set(file, 4, row).only_fault()
    assert (fault.file, fault.line, fault.column, fault.value) == (f"{file}.csv", 4, "started_on", row.split(",")[-2])
    assert "2019-05-05" not in fault.sentence
    assert snapshot() == before


# --- worth a look -----------------------------------------------------------------------------------------------------


def test_what_may_surprise_is_told_and_refuses_nothing(folder: Folder) -> None:
    folder.set("nominals", 2, folder.lines["nominals"][1] + "2016-01-01")
    folder.set("nominals", 3, "R2,Brackenbury,,,,,1990/0000001B,,,,").add("nominals", "R3,Larkrise,,,,,,,,,")
    folder.add("events", "R2,sfo_charged,2150-01-01")
    (folder.write() / "notes.csv").write_text("a,b\n")
    outcome = folder.run()
    assert outcome.is_stored
    assert outcome.notices == [
        "notes.csv is not part of the format and was left out.",
        "1 person has no responsibility, so no team sees them (nominals.csv, line 4).",
        "1 event lies in the future (events.csv, line 3).",
        "1 event comes after the person’s death (events.csv, line 2).",
        "1 value of pnc_id is given for several people (nominals.csv, line 3).",
    ]
