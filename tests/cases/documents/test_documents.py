"""Documents on the pages: uploaded, kept in versions, given out with evidence, withdrawn; and what is refused."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import TestCase
from django.urls import reverse

from agencies.choices import AuditAction, AuditOutcome
from agencies.errors import DomainError
from agencies.models import AuditEvent
from cases import stored_files
from cases.choices import DocumentType, ScanState
from cases.documents import photo_of
from cases.models import Document, DocumentVersion
from cases.services import documents as service
from cases.services.versions import version_of
from cases.stored_files import DOCUMENTS
from cases.timeline import Kind, moments_of
from tests.asking import client_of
from tests.cases.filling import boxes, errors_of, text_of
from tests.files import PDF, TEXT, WORD, make_document, named, office_file, png, sent_file
from tests.personas import People

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def shelves(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "documents"


def at(name: str, people: People, *more: Any) -> str:
    return reverse(f"cases:{name}", args=[people.nominal.pk, *more])


def upload(people: People, content: bytes = PDF, name: str = "Pre-sentence report.pdf", **fields: Any) -> Any:
    answers = {"document_type": "report", "title": "", "marking": "official_sensitive", **boxes("dated_on", DAY)}
    data = answers | {"file": sent_file(content, name)} | fields
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client_of(people.offender_manager).post(at("add_document", people), data, follow=True)


def test_an_uploaded_file_is_listed_and_comes_back_as_it_was(people: People, shelves: Path) -> None:
    page = upload(people)
    assert "Document stored." in text_of(page)
    assert "Pre-sentence report" in text_of(page)
    version = DocumentVersion.objects.get()
    assert (version.number, version.size, version.original_name) == (1, len(PDF), "Pre-sentence report.pdf")
    stored = stored_files.path_of(DOCUMENTS, version.stored_name)
    assert stored.parent.parent == shelves
    assert "report" not in str(stored.relative_to(shelves.parent / "documents"))
    assert (stored.stat().st_mode & 0o777, stored.read_bytes()) == (0o600, PDF)

    response: Any = client_of(people.colleague).get(at("download_document", people, version.pk))
    assert b"".join(response.streaming_content) == PDF
    name = f"OFFICIAL-SENSITIVE-{people.nominal.reference}-pre-sentence-report-v1.pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_every_download_is_on_record_with_document_and_version(people: People) -> None:
    document = make_document(people.nominal, people.offender_manager)
    version = document.versions.get()
    client_of(people.panel_member).get(at("download_document", people, version.pk))
    event = AuditEvent.objects.get(action=AuditAction.DOWNLOAD)
    assert (event.actor, event.subject_id, event.rule) == (people.panel_member, people.nominal.pk, "invited")
    assert event.detail["part_id"] == str(version.pk)
    assert (event.detail["document"], event.detail["version"]) == (str(document.pk), 1)
    client_of(people.stranger).get(at("download_document", people, version.pk))
    refused = AuditEvent.objects.get(action=AuditAction.DOWNLOAD, outcome=AuditOutcome.REFUSED)
    assert (refused.actor, refused.rule) == (people.stranger, "no grant")
    looked = text_of(client_of(people.supervisor).get(at("audit", people)))
    assert "Downloaded Document" in looked


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "empty.pdf", "The file is empty."),
        (office_file("x.macroEnabled.main+xml"), "list.docx", "This file holds macros"),
        (office_file("text/plain"), "all.zip", "This is an archive of files."),
        (b"x" * (1024 * 1024 + 1), "long.txt", "The file is larger than 1 MB."),
    ],
)
def test_what_may_not_be_kept_is_refused_beside_the_field(
    people: People, shelves: Path, settings: LazySettings, content: bytes, name: str, sentence: str
) -> None:
    settings.DOCUMENT_MAX_MB = 1
    page = upload(people, content, name, title="Kept as typed")
    assert any(line.startswith(sentence) for line in errors_of(page))
    assert "Kept as typed" in page.content.decode()
    assert not Document.objects.exists()
    assert not list(shelves.glob("*/*"))


def test_whoever_has_something_else_to_mend_is_told_to_choose_the_file_again(people: People) -> None:
    page = upload(people, document_type="")
    assert errors_of(page) == [
        "Select the file again: the browser does not keep it",
        "Select the type of document",
    ]


def test_the_name_of_a_file_says_nothing_of_what_it_is(people: People) -> None:
    upload(people, PDF, "..\\..\\photo\x07.jpg", title="Letter")
    version = DocumentVersion.objects.get()
    assert (version.original_name, version.content_type) == ("photo.jpg", "application/pdf")
    response = client_of(people.offender_manager).get(at("download_document", people, version.pk))
    assert response["Content-Disposition"].endswith('-letter-v1.pdf"')


@pytest.mark.parametrize("title", ['a"; filename="evil.exe', "../../etc/passwd", "\r\nSet-Cookie: x=1", "Źródło", "…"])
def test_a_title_cannot_forge_the_name_of_a_download(people: People, title: str) -> None:
    version = make_document(people.nominal, people.offender_manager, title=title).versions.get()
    response = client_of(people.offender_manager).get(at("download_document", people, version.pk))
    name = response["Content-Disposition"].removeprefix('attachment; filename="').removesuffix('"')
    assert name.endswith("-v1.pdf")
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._")


def test_the_same_file_is_not_kept_twice(people: People) -> None:
    upload(people, title="First")
    page = upload(people, title="Second")
    assert errors_of(page) == ["The same file is already here: “First”, version 1."]
    assert DocumentVersion.objects.count() == 1


def test_a_new_version_leaves_the_earlier_ones_to_be_had(people: People) -> None:
    document = make_document(people.nominal, people.offender_manager, title="Licence")
    path = at("add_document_version", people, document.pk)
    page = client_of(people.offender_manager).post(path, {"file": sent_file(WORD, "licence.docx")}, follow=True)
    assert "Version 1" in text_of(page)
    assert [version.number for version in document.versions.all()] == [2, 1]
    for version, content in zip(document.versions.all(), (WORD, PDF), strict=True):
        response: Any = client_of(people.colleague).get(at("download_document", people, version.pk))
        assert b"".join(response.streaming_content) == content


def test_when_the_rows_cannot_be_stored_the_file_is_gone_too(
    people: People, shelves: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(**held: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(service, "changed", fails)
    with pytest.raises(RuntimeError):
        make_document(people.nominal, people.offender_manager)
    assert not list(shelves.glob("*/*"))
    assert not Document.objects.exists()


def test_a_correction_is_kept_and_overtaken_by_nobody_unseen(people: People) -> None:
    document = make_document(people.nominal, people.offender_manager, title="Raport")
    path = at("change_document", people, document.pk)
    answers = {"document_type": "report", "title": "Report", "marking": "official", **boxes("dated_on", DAY)}
    first = answers | {"version": version_of(document)}
    assert "Document corrected." in text_of(client_of(people.colleague).post(path, first, follow=True))
    late = client_of(people.offender_manager).post(path, first | {"title": "Rapport"})
    assert "changed this while you had it open" in text_of(late)
    assert "Rapport" in late.content.decode()
    document.refresh_from_db()
    assert (document.title, document.marking) == ("Report", "official")
    assert "Raport" in text_of(client_of(people.offender_manager).get(at("changes", people)))


def test_a_withdrawn_document_is_kept_and_no_longer_listed(people: People) -> None:
    document = make_document(people.nominal, people.offender_manager, title="About somebody else")
    path = at("withdraw_document", people, document.pk)
    assert errors_of(client_of(people.colleague).post(path, {"reason": ""})) == ["Enter why it is withdrawn"]
    page = client_of(people.colleague).post(path, {"reason": "Wrong person"}, follow=True)
    assert "About somebody else" not in text_of(page)
    kept = text_of(client_of(people.colleague).get(at("documents", people) + "?withdrawn=1"))
    assert "About somebody else" in kept
    assert "Wrong person" in kept
    assert stored_files.path_of(DOCUMENTS, document.versions.get().stored_name).exists()
    with pytest.raises(DomainError, match="Somebody withdrew"):
        service.withdraw_document(actor=people.colleague, document=document, reason="Again")
    upload(people, PDF, title="Uploaded again")  # the same bytes may come back
    assert "Uploaded again" in {row.title for row in Document.objects.filter(withdrawn_at=None)}


def test_a_photograph_is_shown_to_whoever_sees_the_record_and_names_nobody(people: People) -> None:
    first = make_document(
        people.nominal, people.offender_manager, png((1, 2, 3)), document_type=DocumentType.PHOTO, dated_on=DAY
    )
    later = DAY + datetime.timedelta(days=400)
    latest = make_document(
        people.nominal, people.offender_manager, png((4, 5, 6)), document_type=DocumentType.PHOTO, dated_on=later
    )
    shown = photo_of(people.nominal, people.panel_member)
    assert shown is not None
    assert shown.document == latest
    for page in ("nominal", "people_and_places"):
        text = client_of(people.panel_member).get(at(page, people)).content.decode()
        assert f'src="{at("photo", people, shown.pk)}" alt="Photograph"' in text
        assert "Taken on 6 April 2027" in text
    picture: Any = client_of(people.panel_member).get(at("photo", people, shown.pk))
    assert (picture["Content-Type"], picture["Content-Disposition"]) == ("image/png", 'inline; filename="photograph"')
    assert b"".join(picture.streaming_content) == png((4, 5, 6))
    assert photo_of(people.nominal, people.stranger) is None
    service.withdraw_document(actor=people.colleague, document=latest, reason="Somebody else")
    shown = photo_of(people.nominal, people.panel_member)
    assert shown is not None
    assert shown.document == first


def test_only_a_picture_is_a_photograph(people: People) -> None:
    assert errors_of(upload(people, TEXT, "face.jpg", document_type="photo")) == [
        "A photograph must be a JPEG or PNG picture."
    ]
    document = make_document(people.nominal, people.offender_manager, TEXT)
    values = {"document_type": "photo", "title": "x", "marking": "official", "dated_on": None}
    with pytest.raises(DomainError, match="A photograph must be"):
        service.change_document(actor=people.colleague, document=document, version=version_of(document), values=values)
    version = document.versions.get()
    assert client_of(people.offender_manager).get(at("photo", people, version.pk)).status_code == 404


def test_a_file_that_is_gone_is_a_sentence_and_not_a_crash(people: People) -> None:
    version = make_document(people.nominal, people.offender_manager).versions.get()
    stored_files.discard(DOCUMENTS, version.stored_name)
    page = client_of(people.offender_manager).get(at("download_document", people, version.pk), follow=True)
    assert "This file cannot be found." in text_of(page)


def test_whoever_only_reads_is_offered_nothing_to_change(people: People) -> None:
    make_document(people.nominal, people.offender_manager, title="Order")
    text = text_of(client_of(people.panel_member).get(at("documents", people)))
    assert "Order" in text
    assert not any(words in text for words in ("Add a document", "New version", "Withdraw Order", "Print this record"))


def test_documents_stand_on_the_line_of_time(people: People) -> None:
    document = make_document(people.nominal, people.offender_manager, title="Licence")
    service.add_version(actor=people.colleague, document=document, file=named(WORD), send=lambda key: None)
    service.withdraw_document(actor=people.colleague, document=document, reason="Replaced")
    told = {moment.title for moment in moments_of(people.nominal, [Kind.DOCUMENT])}
    assert told == {"Licence: stored", "Licence, version 2: stored", "Licence: withdrawn"}


def test_a_list_without_documents_says_so_and_offers_the_first(people: People) -> None:
    assert "There is no document yet. Add a document" in text_of(
        client_of(people.offender_manager).get(at("documents", people))
    )
    assert DocumentVersion.objects.filter(scan_state=ScanState.WAITING).count() == 0
