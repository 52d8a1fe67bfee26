"""Bringing in a cohort on the pages: who may, what becomes of the files, what is shown of the faults."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client, TestCase
from django.urls import reverse

from agencies.choices import AuditAction, AuditOutcome, Role
from agencies.models import AuditEvent
from cases import tasks
from cases.imports import uploads
from cases.models import CohortFault, CohortImport, Nominal
from cases.services.cohorts import remove_old_faults, run_import
from tests.asking import client_of
from tests.cases.cohort_folders import Folder
from tests.cases.filling import text_of
from tests.personas import OTHER_AREA, People, make_membership, make_user

pytestmark = pytest.mark.django_db

State = CohortImport.State


@pytest.fixture(autouse=True)
def documents(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "documents"
    return tmp_path / "documents"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "cohort")


def named(name: str, content: bytes) -> io.BytesIO:
    handle = io.BytesIO(content)
    handle.name = name
    return handle


def files_of(folder: Folder) -> list[io.BytesIO]:
    return [named(path.name, path.read_bytes()) for path in sorted(folder.write().glob("*.csv"))]


def zipped(folder: Folder, inside: str = "cohort/") -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in folder.write().glob("*.csv"):
            archive.write(path, inside + path.name)
        archive.writestr(f"{inside}readme.txt", "left out")
        archive.writestr(f"__MACOSX/{inside}._nominals.csv", "left out")
    return named("cohort.zip", packed.getvalue())


def send(client: Client, files: list[io.BytesIO], what: str = "store", **more: Any) -> Any:
    """Upload; what is sent on commit, the import itself, has run when this returns."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post(reverse("cases:import_create"), {"records": files, "what": what, **more})


# --- bringing in ------------------------------------------------------------------------------------------------------


def test_an_administrator_brings_in_seven_files(people: People, folder: Folder, documents: Path) -> None:
    client = client_of(people.administrator)
    answer = send(client, files_of(folder))
    run = CohortImport.objects.get()
    assert answer["Location"] == reverse("cases:import_progress", args=[run.pk])
    assert (run.state, run.area_id, run.started_by) == (State.STORED, "E23000016", people.administrator)
    assert Nominal.objects.filter(source_reference="R1").exists()
    page = text_of(client.get(answer["Location"], follow=True))
    assert "Stored" in page
    assert "nominals.csv 2 2 0" in page


def test_a_zip_file_of_a_folder_does_as_well(people: People, folder: Folder) -> None:
    send(client_of(people.coordinator), [zipped(folder)])
    assert CohortImport.objects.get().state == State.STORED


def test_a_check_stores_nothing(people: People, folder: Folder) -> None:
    client = client_of(people.administrator)
    answer = send(client, files_of(folder), what="check")
    assert CohortImport.objects.get().state == State.CHECKED
    assert not Nominal.objects.filter(source_reference="R1").exists()
    assert "nothing was stored" in text_of(client.get(answer["Location"], follow=True))


def test_the_same_files_again_say_that_nothing_was_changed(people: People, folder: Folder) -> None:
    client = client_of(people.administrator)
    send(client, files_of(folder))
    answer = send(client, files_of(folder))
    assert "nothing was changed" in text_of(client.get(answer["Location"], follow=True))


def test_the_files_are_gone_afterwards(people: People, folder: Folder, documents: Path) -> None:
    send(client_of(people.administrator), files_of(folder))
    assert list((documents / "imports").iterdir()) == []


def test_an_import_by_page_leaves_evidence_of_its_asking_and_its_end(people: People, folder: Folder) -> None:
    send(client_of(people.administrator), files_of(folder))
    events = AuditEvent.objects.filter(action=AuditAction.IMPORT, actor=people.administrator).order_by("id")
    assert [event.detail.get("state", "asked") for event in events] == ["asked", "stored"]


def test_the_records_of_another_area_are_refused_with_a_sentence(people: People, folder: Folder) -> None:
    folder.lines["responsibilities"] = [
        row.replace("E23000016", OTHER_AREA) for row in folder.lines["responsibilities"]
    ]
    client = client_of(people.administrator)
    answer = send(client, files_of(folder))
    assert CohortImport.objects.get().state == State.REFUSED
    page = text_of(client.get(answer["Location"], follow=True))
    assert "Most rows name Gloucestershire. You can only bring in the records of your own area." in page
    assert not Nominal.objects.filter(source_reference="R1").exists()


def test_somebody_with_two_areas_chooses_and_the_choice_is_held_to(people: People, folder: Folder) -> None:
    other = make_user()
    make_membership(other, people.coordinator.memberships.get().team, Role.MAPPA_COORDINATOR)
    away = people.outsider.memberships.get().team
    make_membership(other, away, Role.MAPPA_COORDINATOR)
    client = client_of(other)
    assert send(client, files_of(folder)).status_code == 200
    send(client, files_of(folder), area=OTHER_AREA)
    assert CohortImport.objects.get().state == State.REFUSED
    send(client, files_of(folder), area="E23000016")
    assert CohortImport.objects.first().state == State.STORED  # type: ignore[union-attr]


def test_whoever_lost_the_role_meanwhile_brings_in_nothing(people: People, folder: Folder) -> None:
    name = uploads.receive(_uploaded(folder))
    run = CohortImport.objects.create(area_id="E23000016", started_by=people.offender_manager, folder=name)
    run_import(run.pk)
    run.refresh_from_db()
    assert run.state == State.REFUSED


def _uploaded(folder: Folder) -> Iterator[Any]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return (SimpleUploadedFile(path.name, path.read_bytes()) for path in folder.write().glob("*.csv"))


# --- faults -----------------------------------------------------------------------------------------------------------


def test_faults_are_shown_with_file_line_column_value_and_sentence(people: People, folder: Folder) -> None:
    client = client_of(people.administrator)
    answer = send(client, files_of(folder.set("levels", 4, "R2,9,2019-02-30,")))
    page = text_of(client.get(answer["Location"], follow=True))
    assert "levels.csv 4 level 9 This code is not known." in page
    assert "levels.csv 4 started_on 2019-02-30 There is no such day in the calendar." in page
    assert not Nominal.objects.filter(source_reference="R1").exists()


def test_a_page_shows_the_first_500_faults_and_the_file_has_all_without_formulas(
    people: People, folder: Folder
) -> None:
    folder.add("events", *(f"=R{number},sfo_charged,2020-01-01" for number in range(600)))
    client = client_of(people.administrator)
    answer = send(client, files_of(folder))
    run = CohortImport.objects.get()
    assert run.fault_count == 600
    assert "The first 500 of 600 faults." in text_of(client.get(answer["Location"], follow=True))
    download = client.get(reverse("cases:import_faults", args=[run.pk]))
    lines = b"".join(download).decode().splitlines()
    assert lines[0] == "\ufeffOFFICIAL-SENSITIVE"
    assert len(lines) == 602
    assert lines[2].startswith("events.csv,3,nominal_ref,'=R0,")


def test_the_list_of_faults_is_removed_after_a_month(people: People, folder: Folder) -> None:
    client = client_of(people.administrator)
    answer = send(client, files_of(folder.set("levels", 4, "R2,9,2019-05-05,")))
    run = CohortImport.objects.get()
    assert remove_old_faults() == 0
    run.started_at = run.started_at.replace(year=run.started_at.year - 1)
    run.save()
    assert remove_old_faults() == 1
    assert "kept for 30 days" in text_of(client.get(answer["Location"], follow=True))


def test_a_conflict_tells_a_coordinator_nothing_of_what_is_stored(people: People, folder: Folder) -> None:
    client = client_of(people.coordinator)
    send(client, files_of(folder))
    send(client, files_of(folder.set("levels", 4, "R2,1,2019-06-06,")))
    fault = CohortFault.objects.get()
    assert (fault.line, fault.value) == (4, "2019-06-06")
    assert "2019-05-05" not in fault.sentence


# --- files that cannot be read ----------------------------------------------------------------------------------------


def refusal(client: Client, *files: io.BytesIO) -> str:
    answer = send(client, list(files))
    assert answer.status_code == 200
    assert not CohortImport.objects.exists()
    return text_of(answer)


def test_no_file_at_all_is_a_sentence(people: People) -> None:
    assert "Select the files" in refusal(client_of(people.administrator))


def test_a_file_of_another_kind_is_a_sentence(people: People, documents: Path) -> None:
    page = refusal(client_of(people.administrator), named("nominals.xlsx", b"PK"))
    assert "nominals.xlsx is neither a CSV nor a ZIP file." in page
    assert list((documents / "imports").iterdir()) == []


def test_a_csv_file_of_another_name_is_a_sentence(people: People) -> None:
    page = refusal(client_of(people.administrator), named("people.csv", b"a"))
    assert "people.csv is not one of the seven files" in page


def test_a_file_given_twice_is_a_sentence(people: People) -> None:
    twice = (named("levels.csv", b"a"), named("levels.csv", b"a"))
    assert "levels.csv was given more than once." in refusal(client_of(people.administrator), *twice)


def test_every_unfit_file_is_named_at_once(people: People) -> None:
    page = refusal(client_of(people.administrator), named("a.exe", b"a"), named("b.csv", b"a"))
    assert "a.exe is neither" in page
    assert "b.csv is not one" in page


def test_a_file_that_only_calls_itself_zip_is_a_sentence(people: People) -> None:
    assert "cohort.zip is damaged" in refusal(client_of(people.administrator), named("cohort.zip", b"not a zip"))


def test_a_damaged_zip_file_is_a_sentence(people: People, folder: Folder) -> None:
    packed = bytearray(zipped(folder).getvalue())
    packed[100:130] = b"\xff" * 30
    assert "cohort.zip is damaged" in refusal(client_of(people.administrator), named("cohort.zip", bytes(packed)))


def test_a_zip_file_behind_a_password_is_a_sentence(people: People, folder: Folder) -> None:
    packed = bytearray(zipped(folder).getvalue())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = packed.find(mark)
        while place >= 0:
            packed[place + at] |= 1
            place = packed.find(mark, place + 4)
    page = refusal(client_of(people.administrator), named("cohort.zip", bytes(packed)))
    assert "protected by a password" in page


def test_a_zip_file_that_unpacks_to_gigabytes_is_stopped_on_the_way(
    people: People, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LARGEST_BYTES", 5 * 1024 * 1024)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("nominals.csv", b"0" * (20 * 1024 * 1024))
    page = refusal(client_of(people.administrator), named("bomb.zip", packed.getvalue()))
    assert "larger than 5 MB together" in page
    assert list((documents / "imports").iterdir()) == []


def test_a_zip_file_of_thousands_of_files_is_refused_before_its_list_is_read(people: People) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(6000):
            archive.writestr(f"file-{number}.csv", b"")
    page = refusal(client_of(people.administrator), named("many.zip", packed.getvalue()))
    assert "far more files than the seven" in page


def test_a_path_inside_a_zip_file_leads_nowhere_else(people: People, folder: Folder, tmp_path: Path) -> None:
    send(client_of(people.administrator), [zipped(folder, inside="../../../")])
    assert CohortImport.objects.get().state == State.STORED
    assert not (tmp_path / "nominals.csv").exists()


# --- who may ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["offender_manager", "supervisor", "panel_chair", "smb_member", "superuser"])
def test_whoever_may_not_bring_in_records_is_refused_everywhere(people: People, name: str) -> None:
    client = client_of(people[name])
    run = CohortImport.objects.create(area_id="E23000016", started_by=people.administrator, state=State.STORED)
    assert client.get(reverse("cases:imports")).status_code == 403
    assert client.get(reverse("cases:import_create")).status_code == 403
    assert client.get(reverse("cases:import", args=[run.pk])).status_code == 403
    assert AuditEvent.objects.filter(actor=people[name], outcome=AuditOutcome.REFUSED).count() == 3


def test_the_imports_of_another_area_do_not_exist(people: People) -> None:
    run = CohortImport.objects.create(area_id=OTHER_AREA, state=State.REFUSED, fault_count=1)
    client = client_of(people.administrator)
    for route in ("cases:import", "cases:import_progress", "cases:import_faults"):
        assert client.get(reverse(route, args=[run.pk])).status_code == 404
    assert str(run.pk) not in client.get(reverse("cases:imports")).content.decode()


def test_the_list_shows_who_brought_in_what(people: People, folder: Folder) -> None:
    client = client_of(people.administrator)
    send(client, files_of(folder))
    page = text_of(client.get(reverse("cases:imports")))
    assert people.administrator.get_full_name() in page
    assert "Stored" in page


# --- while it runs ----------------------------------------------------------------------------------------------------


def test_the_page_of_a_running_import_looks_again_by_itself(people: People) -> None:
    run = CohortImport.objects.create(area_id="E23000016", started_by=people.administrator, state=State.RUNNING)
    client = client_of(people.administrator)
    answer = client.get(reverse("cases:import", args=[run.pk]), follow=True)
    assert answer["Refresh"] == "3"
    assert "Look again now" in text_of(answer)
    assert "<progress" in answer.content.decode()


def test_an_import_that_a_stopped_worker_left_is_run_again(people: People, folder: Folder) -> None:
    name = uploads.receive(_uploaded(folder))
    run = CohortImport.objects.create(
        area_id="E23000016", started_by=people.administrator, folder=name, state=State.RUNNING
    )
    assert tasks.import_cohort(str(run.pk)) == State.STORED
    assert tasks.import_cohort(str(run.pk)) == State.STORED


def test_an_import_that_cannot_be_sent_is_noted_as_failed(
    people: People, folder: Folder, documents: Path, settings: LazySettings
) -> None:
    name = uploads.receive(_uploaded(folder))
    run = CohortImport.objects.create(area_id="E23000016", started_by=people.administrator, folder=name)
    tasks.abandon_import(run.pk)
    run.refresh_from_db()
    assert run.state == State.FAILED
    assert list((documents / "imports").iterdir()) == []
    page = text_of(client_of(people.administrator).get(reverse("cases:import", args=[run.pk])))
    assert "Nothing was stored. Try again" in page


def test_files_that_vanished_are_faults_and_nothing_is_stored(people: People, folder: Folder) -> None:
    name = uploads.receive(_uploaded(folder))
    uploads.discard(name)
    run = CohortImport.objects.create(area_id="E23000016", started_by=people.administrator, folder=name)
    run_import(run.pk)
    run.refresh_from_db()
    assert (run.state, run.fault_count) == (State.REFUSED, 7)
