"""The law's lists: loaded with every installation, read, brought in from a file that is checked first."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from agencies.models import AuditEvent
from cases.choices import Schedule
from cases.models import QualifyingOffence
from cases.qualifying.notation import UnknownCondition, read_thresholds, write_thresholds
from cases.qualifying.reading import COLUMNS, read_file
from cases.qualifying.reference import OFFENCES_FILE
from tests.personas import People

pytestmark = pytest.mark.django_db
D = datetime.date
HEADING = ",".join(COLUMNS)
GOOD = "new-1,Invented offence,Invented Act 2030 s.1,cja_sch15_1,custody_12,2030-01-01,,Invented Act 2030 Sch. 1"


def browser_of(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def send(client: Client, *lines: str) -> str:
    """Where a sent file leads."""
    file = SimpleUploadedFile("lists.csv", "\n".join((HEADING, *lines)).encode(), "text/csv")
    answer = client.post(reverse("cases:bring_in_lists"), {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def test_an_installation_begins_with_the_lists() -> None:
    assert QualifyingOffence.objects.count() == len(read_file(OFFENCES_FILE.read_bytes()).rows)
    strangling = QualifyingOffence.objects.get(code="sca2015-75a")
    assert strangling.effective_from == D(2022, 6, 7)
    assert QualifyingOffence.objects.get(code="sca2015-76").effective_from == D(2025, 2, 3)
    assert set(QualifyingOffence.objects.values_list("schedule", flat=True)) == set(Schedule.values)


def test_every_entry_names_its_authority() -> None:
    assert not QualifyingOffence.objects.filter(authority="").exists()


def test_thresholds_are_read_as_they_are_written() -> None:
    text = "age_18 and victim_under_18 or custody_12"
    assert read_thresholds(text) == [["age_18", "victim_under_18"], ["custody_12"]]
    assert write_thresholds(read_thresholds(text)) == text
    with pytest.raises(UnknownCondition):
        read_thresholds("age_18 and moonlight")


def test_the_lists_are_narrowed_by_list_and_day(people: People) -> None:
    client = browser_of(people.offender_manager)
    address = reverse("cases:law_lists")
    asked = {"schedule": "cja_sch15_1", "words": "coercive", "on": "2025-02-03"}
    assert "Controlling or coercive" in client.get(address, asked).content.decode()
    assert "No entry fits" in client.get(address, asked | {"on": "2025-02-02"}).content.decode()


def test_what_is_downloaded_can_be_brought_in_again_and_changes_nothing(people: People) -> None:
    client = browser_of(people.coordinator)
    content = client.get(reverse("cases:download_lists")).content.decode()
    lines = content.splitlines()
    assert lines[0] == HEADING
    text = client.get(send(client, *lines[1:])).content.decode()
    assert f"{QualifyingOffence.objects.count()}" in text
    assert "To be added" in text
    read = read_file(content.encode())
    assert not read.faults
    assert len(read.rows) == QualifyingOffence.objects.count()


def test_a_file_is_stored_only_after_its_check_was_confirmed(people: People) -> None:
    client = browser_of(people.administrator)
    address = send(client, GOOD)
    assert "To be added" in client.get(address).content.decode()
    assert not QualifyingOffence.objects.filter(code="new-1").exists()
    assert client.post(address).status_code == 302
    assert QualifyingOffence.objects.get(code="new-1").thresholds == [["custody_12"]]
    assert AuditEvent.objects.filter(action="import", actor=people.administrator, detail__added=1).count() == 2
    assert client.get(address).status_code == 302


def test_every_fault_is_told_with_its_line_and_nothing_is_stored(people: People) -> None:
    client = browser_of(people.administrator)
    faulty = "new-2,,Act,nowhere,moonlight,1 May,,x"
    address = send(client, GOOD, faulty, GOOD)
    text = client.get(address).content.decode()
    for sentence in (
        "title is empty", "nowhere is none of the lists", "moonlight", "effective_from is no date", "stand on line 2"
    ):  # fmt: skip
        assert sentence in text
    client.post(address)
    assert not QualifyingOffence.objects.filter(code__startswith="new-").exists()


def test_a_known_entry_is_brought_up_to_date_and_none_removed(people: People) -> None:
    before = QualifyingOffence.objects.count()
    client = browser_of(people.administrator)
    changed = "sca2015-75a,Strangulation,SCA 2015 s.75A,cja_sch15_1,,2022-06-07,2040-01-01,A later Act"
    client.post(send(client, changed))
    row = QualifyingOffence.objects.get(code="sca2015-75a")
    assert (row.title, row.effective_to, row.authority) == ("Strangulation", D(2040, 1, 1), "A later Act")
    assert QualifyingOffence.objects.count() == before


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"a,b\n1,2\n", b'code,"title\n'])
def test_a_file_that_is_no_such_table_is_refused_in_words(content: bytes) -> None:
    assert [fault.line for fault in read_file(content).faults] == [1]


def test_only_who_brings_in_cohorts_brings_in_lists(people: People) -> None:
    address = reverse("cases:bring_in_lists")
    assert browser_of(people.offender_manager).get(address).status_code == 403
    assert browser_of(people.coordinator).get(address).status_code == 200
    assert browser_of(people.smb_member).get(reverse("cases:law_lists")).status_code == 403
