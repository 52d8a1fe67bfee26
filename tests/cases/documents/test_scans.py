"""What a scan decides: what is given out, what is shut away and who is told, what is tried again, what is swept."""

import datetime
import os
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from cases import stored_files, tasks
from cases.choices import AlertKind, ScanState
from cases.documents import photo_of
from cases.models import Alert, DocumentVersion
from cases.services import scans
from cases.stored_files import DOCUMENTS, QUARANTINE
from mappa.schedule import SCHEDULE
from tests.asking import client_of
from tests.cases.documents.test_scanner import EICAR, clamd, listening
from tests.cases.filling import text_of
from tests.files import PDF, make_document, named, png
from tests.personas import People

pytestmark = pytest.mark.django_db
UNREACHABLE = "tcp://127.0.0.1:1"


@pytest.fixture(autouse=True)
def shelves(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def scanner(settings: LazySettings) -> Iterator[None]:
    with listening(clamd) as settings.CLAMD_URL:
        yield


def uploaded(people: People, content: bytes = PDF, **values: Any) -> DocumentVersion:
    return make_document(people.nominal, people.offender_manager, content, **values).versions.get()


def state_of(version: DocumentVersion) -> str:
    version.refresh_from_db()
    return version.scan_state


def fetched(people: People, version: DocumentVersion) -> Any:
    path = reverse("cases:download_document", args=[people.nominal.pk, version.pk])
    return client_of(people.offender_manager).get(path)


def test_without_a_scanner_a_file_says_so_and_is_given_out(people: People) -> None:
    version = uploaded(people)
    assert version.scan_state == ScanState.NOT_SCANNED
    page = client_of(people.offender_manager).get(reverse("cases:documents", args=[people.nominal.pk]))
    assert "Not scanned: no scanner is configured" in text_of(page)
    assert fetched(people, version).status_code == 200


def test_a_file_is_not_given_out_before_it_was_scanned(people: People, scanner: None) -> None:
    version = uploaded(people)
    assert version.scan_state == ScanState.WAITING
    answer = fetched(people, version)
    assert answer.status_code == 302
    page = client_of(people.offender_manager).get(answer["Location"])
    assert "Waiting for its virus scan" in text_of(page)
    assert scans.scan_version(version.pk) == ScanState.CLEAN
    assert fetched(people, version).status_code == 200


def test_an_upload_has_its_scan_sent_when_it_is_stored(people: People, scanner: None) -> None:
    path = reverse("cases:add_document", args=[people.nominal.pk])
    data = {"document_type": "report", "marking": "official", "file": named(PDF)}
    with TestCase.captureOnCommitCallbacks(execute=True):
        page = client_of(people.offender_manager).post(path, data, follow=True)
    assert "It can be downloaded when its virus scan is done" in text_of(page)
    assert DocumentVersion.objects.get().scan_state == ScanState.CLEAN


def test_what_was_stored_without_a_scanner_waits_once_there_is_one(people: People, settings: LazySettings) -> None:
    version = uploaded(people)
    settings.CLAMD_URL = UNREACHABLE
    assert fetched(people, version).status_code == 302
    with listening(clamd) as settings.CLAMD_URL:
        scans.scan_again(lambda key: scans.scan_version(key))
    assert state_of(version) == ScanState.CLEAN


def test_an_infected_file_is_shut_away_and_whoever_uploaded_it_is_told(people: People, scanner: None) -> None:
    version = uploaded(people, EICAR)
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert scans.scan_version(version.pk) == ScanState.INFECTED
    assert not stored_files.path_of(DOCUMENTS, version.stored_name).exists()
    assert stored_files.path_of(QUARANTINE, version.stored_name).exists()
    alert = Alert.objects.get()
    assert (alert.user, alert.kind, alert.nominal) == (people.offender_manager, AlertKind.VIRUS_FOUND, people.nominal)
    assert alert.facts == {"document": str(version.document_id), "version": 1}
    assert fetched(people, version).status_code == 302
    assert scans.scan_version(version.pk) == ScanState.INFECTED  # asked again, nothing changes
    assert Alert.objects.count() == 1


def test_an_infected_photograph_is_never_shown(people: People, settings: LazySettings) -> None:
    version = uploaded(people, png(), document_type="photo")
    DocumentVersion.objects.filter(pk=version.pk).update(scan_state=ScanState.INFECTED)
    assert photo_of(people.nominal, people.offender_manager) is None
    path = reverse("cases:photo", args=[people.nominal.pk, version.pk])
    assert client_of(people.offender_manager).get(path).status_code == 404


def test_a_scan_that_failed_is_tried_again(people: People, settings: LazySettings) -> None:
    settings.CLAMD_URL = UNREACHABLE
    version = uploaded(people)
    assert scans.scan_version(version.pk) == ScanState.FAILED
    assert fetched(people, version).status_code == 302
    with listening(clamd) as settings.CLAMD_URL:
        tasks.scan_documents_again()
    assert state_of(version) == ScanState.CLEAN


def test_a_scan_whose_task_was_lost_is_sent_again_after_a_while(people: People, settings: LazySettings) -> None:
    settings.CLAMD_URL = UNREACHABLE
    uploaded(people)
    sent: list[uuid.UUID] = []
    assert scans.scan_again(sent.append) == 0
    assert scans.scan_again(sent.append, timezone.now() + datetime.timedelta(minutes=6)) == 1


def test_what_waits_learns_that_nothing_scans_here(people: People, settings: LazySettings) -> None:
    settings.CLAMD_URL = UNREACHABLE
    version = uploaded(people)
    settings.CLAMD_URL = ""
    scans.scan_version(version.pk)
    assert state_of(version) == ScanState.NOT_SCANNED


def test_files_that_nothing_names_are_swept_and_the_others_stay(people: People, shelves: Path) -> None:
    version = uploaded(people)
    kept = stored_files.path_of(DOCUMENTS, version.stored_name)
    orphan = stored_files.path_of(DOCUMENTS, stored_files.keep(DOCUMENTS, [b"orphan"]).name)
    torn = orphan.with_suffix(".part")
    torn.write_bytes(b"half")
    young = stored_files.path_of(DOCUMENTS, stored_files.keep(DOCUMENTS, [b"young"]).name)
    for path in (kept, orphan, torn):
        os.utime(path, (time.time() - 7200, time.time() - 7200))
    assert tasks.sweep_files() == 2
    assert (kept.exists(), orphan.exists(), torn.exists(), young.exists()) == (True, False, False, True)


def test_an_infected_file_left_in_its_place_is_shut_away_by_the_sweep(people: People) -> None:
    version = uploaded(people)
    DocumentVersion.objects.filter(pk=version.pk).update(scan_state=ScanState.INFECTED)
    scans.sweep_files()
    assert stored_files.path_of(QUARANTINE, version.stored_name).exists()


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 47, "A" * 48, ""])
def test_no_other_name_leads_to_a_file(name: str) -> None:
    with pytest.raises(ValueError, match="stored file"):
        stored_files.path_of(DOCUMENTS, name)


def test_a_file_that_cannot_be_written_whole_leaves_nothing(shelves: Path) -> None:
    def breaks() -> Iterator[bytes]:
        yield b"half"
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk"):
        stored_files.keep(DOCUMENTS, breaks())
    assert not [path for path in (shelves / DOCUMENTS).rglob("*") if path.is_file()]


def test_the_schedule_drives_scans_files_and_sweeps() -> None:
    driven = {entry["task"] for entry in SCHEDULE.values()}
    assert driven >= {
        "cases.tasks.scan_documents_again",
        "cases.tasks.expire_exports",
        "cases.tasks.sweep_files",
    }
