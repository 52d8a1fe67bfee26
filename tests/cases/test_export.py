"""The list as a file: whom it holds, how it is marked, what a spreadsheet makes of it, who may fetch it until when."""

import csv
import datetime
import io
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError
from openpyxl import load_workbook

from agencies.choices import AuditAction, AuditOutcome
from agencies.models import AuditEvent, User
from cases import exports as files
from cases import stored_files, tasks
from cases.choices import AlertKind, ExportProblem, ExportState, LimitReason
from cases.models import Alert, Exclusion, ExportFile
from cases.services import exports
from tests.asking import client_of
from tests.cases.filling import errors_of, text_of
from tests.personas import LONG_AGO, SECRET_FAMILY_NAME, People, make_nominal

pytestmark = pytest.mark.django_db
EXPORT, FILES = reverse("cases:export"), reverse("cases:files")
State = ExportState


@pytest.fixture(autouse=True)
def shelves(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "exports"


def ask(user: User, *, content: str = "with", file_format: str = "csv", **asked: str) -> Any:
    """Ask for a file on the page; the task runs at once."""
    address = f"{EXPORT}?{'&'.join(f'{name}={value}' for name, value in ({'filtered': '1'} | asked).items())}"
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client_of(user).post(address, {"content": content, "file_format": file_format}, follow=True)


def fetch(user: User, export: ExportFile | None = None) -> Any:
    key = (export or ExportFile.objects.latest("asked_at")).pk
    return client_of(user).get(reverse("cases:file", args=[key]))


def bytes_of(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def rows_of(response: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(bytes_of(response).decode("utf-8-sig"))))


def download(user: User, **asked: str) -> Any:
    ask(user, **asked)
    return fetch(user)


def test_the_file_holds_the_filtered_list_and_nobody_else(people: People) -> None:
    make_nominal(people.team, family_name="Alpha", level=2)
    marking, headings, *rows = rows_of(download(people.offender_manager, level="2"))
    assert marking[0] == "OFFICIAL-SENSITIVE"
    assert "Offender Managerson" in marking[1]
    assert headings[:3] == ["Reference", "Family name", "Given names"]
    assert [row[1] for row in rows] == ["Alpha"]
    assert SECRET_FAMILY_NAME.encode() not in bytes_of(download(people.offender_manager))


def test_the_file_stands_in_the_order_of_the_list(people: People) -> None:
    for name in ("Alpha", "Zulu"):
        make_nominal(people.team, family_name=name)
    (_marking, _headings, *rows) = rows_of(download(people.offender_manager, sort="-name"))
    assert [row[1] for row in rows] == ["Zulu", "Thistlewick", "Alpha"]


def test_a_file_without_personal_data_names_nobody(people: People) -> None:
    content = bytes_of(download(people.offender_manager, content="without"))
    (_marking, headings, row) = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert headings == ["Reference", "Year of birth", "Sex", "Category", "Level", "Whereabouts", "Lead agency"]
    assert row[:2] == [people.nominal.reference, "1980"]
    for secret in ("Thistlewick", "Barnaby", "2001/0012345A", "17 May", "05-17"):
        assert secret.encode() not in content
    assert "nominals-without-names" in fetch(people.offender_manager)["Content-Disposition"]


def test_the_file_is_marked_in_its_name_and_kept_in_no_cache(people: People) -> None:
    response = download(people.offender_manager)
    day = timezone.localdate().isoformat()
    assert response["Content-Disposition"] == f'attachment; filename="OFFICIAL-SENSITIVE-nominals-{day}.csv"'
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"


STARTS = pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", " ="])


@STARTS
def test_a_name_that_looks_like_a_formula_becomes_none(people: People, start: str) -> None:
    make_nominal(people.team, family_name=f"{start}1+1", given_names="")
    (_marking, _headings, *rows) = rows_of(download(people.offender_manager))
    assert f"'{start}1+1" in [row[1] for row in rows]


@STARTS
def test_nor_does_it_in_a_workbook(people: People, start: str) -> None:
    make_nominal(people.team, family_name=f"{start}1+1", given_names="")
    sheet = load_workbook(io.BytesIO(bytes_of(download(people.offender_manager, file_format="xlsx")))).worksheets[0]
    cells = [cell for row in sheet.iter_rows(min_row=3) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert f"'{start}1+1" in [cell.value for cell in cells]


def test_the_workbook_is_marked_on_every_sheet_of_paper(people: People) -> None:
    sheet = load_workbook(io.BytesIO(bytes_of(download(people.offender_manager, file_format="xlsx")))).worksheets[0]
    assert sheet["A1"].value == "OFFICIAL-SENSITIVE"
    assert sheet.oddHeader.center.text == sheet.oddFooter.center.text == "OFFICIAL-SENSITIVE"


def test_every_reference_in_the_file_is_recorded(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "SHOWN_LIMIT", 2)
    references = {make_nominal(people.team).reference for _number in range(4)} | {people.nominal.reference}
    ask(people.offender_manager, level="1")
    events = AuditEvent.objects.filter(action=AuditAction.EXPORT, detail__has_key="part")
    assert [len(event.shown) for event in events.order_by("pk")] == [2, 2, 1]
    assert {reference for event in events for reference in event.shown} == references
    assert {event.detail["count"] for event in events} == {5}
    assert {event.actor for event in events} == {people.offender_manager}
    assert [event.detail["terms"] for event in events] == [{"level": "1"}] * 3
    fetch(people.offender_manager)
    assert AuditEvent.objects.get(action=AuditAction.DOWNLOAD).detail["count"] == 5


def test_a_role_that_may_only_look_downloads_nothing(people: People) -> None:
    assert client_of(people.panel_member).get(EXPORT).status_code == 403
    assert AuditEvent.objects.get().outcome == "refused"
    assert ask(people.panel_member).status_code == 403
    assert not ExportFile.objects.exists()
    assert "Download this list" not in client_of(people.panel_member).get(reverse("cases:nominals")).content.decode()


@pytest.mark.parametrize("somebody", ["colleague", "supervisor", "coordinator", "stranger", "system_administrator"])
def test_nobody_but_the_asker_fetches_a_file(people: People, somebody: str) -> None:
    ask(people.offender_manager)
    other = people[somebody]
    assert other is not None
    assert fetch(other).status_code in (403, 404)
    assert AuditEvent.objects.filter(action=AuditAction.DOWNLOAD).get().outcome == AuditOutcome.REFUSED
    if somebody != "system_administrator":
        assert "You asked for no file yet." in text_of(client_of(other).get(FILES))


def test_the_asker_is_told_when_it_is_ready(people: People) -> None:
    page = ask(people.offender_manager, level="1")
    assert page.redirect_chain == [(FILES, 302)]
    assert "Level: Level 1" in text_of(client_of(people.offender_manager).get(FILES))
    alert = Alert.objects.get()
    assert (alert.user, alert.kind, alert.nominal) == (people.offender_manager, AlertKind.FILE_READY, None)
    assert alert.facts == {"file": str(ExportFile.objects.get().pk), "rows": 1}


def test_whoever_lost_the_role_since_gets_no_file_made(people: People) -> None:
    with TestCase.captureOnCommitCallbacks(execute=False):
        made = exports.request_export(
            actor=people.offender_manager, asked={}, with_personal_data=True, file_format="csv", send=lambda key: None
        )
    people.offender_manager.memberships.update(ended_on=timezone.localdate())
    assert exports.make_export(made.pk) == State.FAILED
    made.refresh_from_db()
    assert (made.problem, made.stored_name) == (ExportProblem.NOT_ALLOWED, "")


def test_whoever_lost_the_role_since_fetches_nothing(people: People) -> None:
    ask(people.offender_manager)
    people.offender_manager.memberships.update(ended_on=timezone.localdate())
    assert fetch(people.offender_manager).status_code == 403


def test_whoever_may_no_longer_see_one_of_them_fetches_nothing_and_the_file_goes(people: People, shelves: Path) -> None:
    make_nominal(people.team)
    ask(people.offender_manager)
    Exclusion.objects.create(
        nominal=people.nominal,
        user=people.offender_manager,
        reason=LimitReason.KNOWS_PERSON,
        started_on=LONG_AGO,
    )
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert fetch(people.offender_manager).status_code == 302
    export = ExportFile.objects.get()
    assert (export.state, export.problem, export.people) == (State.EXPIRED, ExportProblem.NOT_YOURS, [])
    assert not [path for path in shelves.rglob("*") if path.is_file()]
    assert AuditEvent.objects.get(action=AuditAction.DOWNLOAD).rule == "withheld"
    assert "You may no longer see everybody in it." in text_of(client_of(people.offender_manager).get(FILES))
    assert fetch(people.offender_manager).status_code == 404


def test_an_excluded_person_is_in_no_file(people: People) -> None:
    Exclusion.objects.create(
        nominal=people.nominal, team=people.team, reason=LimitReason.KNOWS_PERSON, started_on=LONG_AGO
    )
    assert people.nominal.reference.encode() not in bytes_of(download(people.offender_manager))


def test_too_long_a_list_is_not_cut_but_refused(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "MOST_ROWS", 1)
    made = exports.request_export(
        actor=people.offender_manager, asked={}, with_personal_data=True, file_format="csv", send=lambda key: None
    )
    make_nominal(people.team)
    assert errors_of(ask(people.offender_manager)) == [
        "At most 1 people can be downloaded at once. Choose more filters."
    ]
    assert exports.make_export(made.pk) == State.FAILED
    made.refresh_from_db()
    assert made.problem == ExportProblem.TOO_MANY
    assert files.MOST_ROWS == 20_000


def test_a_page_without_answers_asks_for_them(people: People) -> None:
    page = client_of(people.offender_manager).post(EXPORT, {"file_format": "csv"})
    assert errors_of(page) == ["Select what the file is to hold"]
    assert "1 person whom you may see" in text_of(page)


def test_few_files_wait_at_a_time(people: People) -> None:
    for _number in range(exports.MOST_WAITING):
        exports.request_export(
            actor=people.offender_manager, asked={}, with_personal_data=True, file_format="csv", send=lambda key: None
        )
    assert errors_of(ask(people.offender_manager)) == [
        "Several of your files are still being made. Wait until they are ready."
    ]
    page = text_of(client_of(people.offender_manager).get(FILES))
    assert "A file is still being made. Check again" in page


def test_a_file_expires_and_is_removed(people: People, shelves: Path, settings: LazySettings) -> None:
    settings.EXPORT_KEPT_DAYS = 3
    ask(people.offender_manager)
    export = ExportFile.objects.get()
    assert export.expires_at.date() == (timezone.now() + datetime.timedelta(days=3)).date()
    assert stored_files.path_of("exports", export.stored_name).stat().st_mode & 0o777 == 0o600
    ExportFile.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    assert fetch(people.offender_manager).status_code == 302
    ExportFile.objects.update(state=State.READY, stored_name=export.stored_name)
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert tasks.expire_exports() == 1
    assert ExportFile.objects.get().state == State.EXPIRED
    assert not [path for path in shelves.rglob("*") if path.is_file()]
    assert "Ask again" in text_of(client_of(people.offender_manager).get(FILES))


def test_a_file_that_goes_wrong_says_so_and_leaves_nothing(
    people: People, shelves: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "tell", lambda *given, **named: 1 / 0)
    made = exports.request_export(
        actor=people.offender_manager, asked={}, with_personal_data=True, file_format="csv", send=lambda key: None
    )
    with pytest.raises(ZeroDivisionError):
        exports.make_export(made.pk)
    made.refresh_from_db()
    assert (made.state, made.problem) == (State.FAILED, ExportProblem.BROKEN)
    assert not [path for path in shelves.rglob("*") if path.is_file()]
    assert exports.make_export(made.pk) == State.FAILED


def test_a_file_whose_task_cannot_be_sent_does_not_wait_for_ever(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(key: str) -> None:
        raise OperationalError

    monkeypatch.setattr(tasks.make_export, "delay", unreachable)
    ask(people.offender_manager)
    assert ExportFile.objects.get().state == State.FAILED


def test_a_file_whose_task_was_lost_is_given_up(people: People) -> None:
    exports.request_export(
        actor=people.offender_manager, asked={}, with_personal_data=True, file_format="csv", send=lambda key: None
    )
    exports.expire_exports(timezone.now() + exports.GIVEN_UP + datetime.timedelta(minutes=1))
    assert ExportFile.objects.get().state == State.FAILED


def test_the_file_asks_as_many_questions_of_many_as_of_few(people: People) -> None:
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as questions:
            download(people.offender_manager)
        counts.append(len(questions))
        for _number in range(10):
            make_nominal(people.team)
    assert counts[0] == counts[1]
