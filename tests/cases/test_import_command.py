"""`manage.py import_cohort` and `check_grants` as somebody at a terminal has them."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from agencies.choices import AuditAction
from agencies.models import AuditEvent
from cases.access import sync_grants
from cases.models import CohortImport, Involvement, Nominal, NominalGroupPermission
from tests.cases.cohort_folders import Folder

pytestmark = pytest.mark.django_db

State = CohortImport.State
WEST_MERCIA = Path(__file__).resolve().parents[2] / "cases/data/demonstration/west-mercia-2022-23"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "cohort")


def told(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out, stderr=out)
    return out.getvalue()


def refused(command: str, *arguments: str) -> tuple[str, str]:
    """What was listed, and the sentence at the end."""
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command(command, *arguments, stdout=out, stderr=out)
    assert error.value.returncode == 1
    return out.getvalue(), str(error.value)


def test_an_import_tells_its_counts(folder: Folder) -> None:
    text = told("import_cohort", str(folder.write()))
    assert "Records of West Mercia" in text
    assert "All of it is stored." in text
    assert Nominal.objects.count() == 2


def test_away_from_a_terminal_each_step_is_one_plain_line(folder: Folder) -> None:
    text = told("import_cohort", str(folder.write()))
    assert "Reading nominals.csv" in text
    assert "\r" not in text
    assert "\x1b" not in text


def test_a_second_import_says_that_nothing_was_changed(folder: Folder) -> None:
    told("import_cohort", str(folder.write()))
    assert "nothing was changed" in told("import_cohort", str(folder.write()))


def test_a_check_says_that_nothing_was_stored(folder: Folder) -> None:
    assert "This was a check: nothing was stored." in told("import_cohort", str(folder.write()), "--dry-run")
    assert not Nominal.objects.exists()
    assert CohortImport.objects.get().state == State.CHECKED


def test_faults_stand_one_on_a_line_with_their_number_at_the_end(folder: Folder) -> None:
    folder.set("levels", 4, "R2,9,2019-02-30,").add("events", "R9,sfo_charged,2020-01-01")
    text, sentence = refused("import_cohort", str(folder.write()))
    assert [line for line in text.splitlines() if line.startswith(("events", "levels"))] == [
        "events.csv, line 3, column nominal_ref, value “R9”: No nominal with this reference is in nominals.csv.",
        "levels.csv, line 4, column level, value “9”: This code is not known. Known are: 1, 2, 3.",
        "levels.csv, line 4, column started_on, value “2019-02-30”: There is no such day in the calendar.",
    ]
    assert sentence == "3 faults. Nothing was stored."
    run = CohortImport.objects.get()
    assert (run.state, run.fault_count) == (State.REFUSED, 3)


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    assert refused("import_cohort", str(tmp_path / "nowhere"))[1].endswith("nowhere is not a folder.")


def test_a_sender_that_is_no_area_is_a_sentence(folder: Folder) -> None:
    assert "not the code of one of the 42 areas" in refused("import_cohort", str(folder.write()), "--area", "E1")[1]


def test_an_import_leaves_evidence_with_its_counts_and_without_names(folder: Folder) -> None:
    told("import_cohort", str(folder.write()))
    event = AuditEvent.objects.get(action=AuditAction.IMPORT)
    assert (event.rule, event.actor, event.detail["area"], event.detail["state"]) == (
        "command line",
        None,
        "E23000016",
        "stored",
    )
    assert event.detail["counts"]["nominals"] == {"rows": 2, "new": 2, "changed": 0}
    assert "Thistledown" not in str(event.detail)


def test_the_history_of_what_was_stored_names_the_import(folder: Folder) -> None:
    told("import_cohort", str(folder.write()))
    run = CohortImport.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT pgh_context ->> 'cohort_import' FROM cases_levelperiodhistory")
        assert cursor.fetchall() == [(str(run.pk),)]


def test_west_mercia_goes_in_whole_and_a_second_time_not_at_all() -> None:
    told("import_cohort", str(WEST_MERCIA))
    assert Nominal.objects.count() == 2587
    assert "nothing was changed" in told("import_cohort", str(WEST_MERCIA))
    assert "every reason gives its access" in told("check_grants")


def test_one_wrong_date_in_west_mercia_stores_nothing_and_is_named(tmp_path: Path) -> None:
    for path in WEST_MERCIA.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    lines = (tmp_path / "whereabouts.csv").read_text().splitlines()
    lines[1700] = ",".join([*lines[1700].split(",")[:2], "2022-02-30", ""])
    (tmp_path / "whereabouts.csv").write_text("\n".join(lines))
    text, sentence = refused("import_cohort", str(tmp_path))
    assert "whereabouts.csv, line 1701, column started_on, value “2022-02-30”" in text
    assert sentence == "1 fault. Nothing was stored."
    assert not Nominal.objects.exists()


# --- check_grants -----------------------------------------------------------------------------------------------------


def test_a_grant_without_a_reason_is_found_and_taken_away(folder: Folder) -> None:
    told("import_cohort", str(folder.write()))
    nominal = Nominal.objects.get(source_reference="R1")
    held = NominalGroupPermission.objects.filter(content_object=nominal)[0]
    other = Nominal.objects.get(source_reference="R2")
    NominalGroupPermission.objects.create(content_object=other, group=held.group, permission=held.permission)
    text, sentence = refused("check_grants")
    assert f"{other.reference}, {held.group.team.name}: " in text
    assert "without a reason" in text
    assert sentence.startswith("1 difference.")
    assert "1 difference mended." in told("check_grants", "--repair")
    assert "every reason gives its access" in told("check_grants")


def test_a_missing_grant_is_found_and_given(folder: Folder) -> None:
    told("import_cohort", str(folder.write()))
    NominalGroupPermission.objects.all().delete()
    assert "is missing although there is a reason" in refused("check_grants")[0]
    told("check_grants", "--repair")
    assert NominalGroupPermission.objects.count() == 8


def test_a_reason_that_follows_from_no_responsibility_is_found_and_removed(folder: Folder) -> None:
    told("import_cohort", str(folder.write()))
    lead = Involvement.objects.filter(reason="leads", ended_on=None)[0]
    lead.responsibility = None
    lead.save()
    sync_grants()
    text, _sentence = refused("check_grants")
    assert "follows from no responsibility" in text
    assert "is missing although a responsibility gives it" in text
    told("check_grants", "--repair")
    assert Involvement.objects.filter(reason="leads", responsibility=None).count() == 0
