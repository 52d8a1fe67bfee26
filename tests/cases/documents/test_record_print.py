"""The record on paper: what is in it for whom, how it is marked, what is on record of it, what no text can do to it."""

import datetime
import html
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agencies.choices import AgencyKind, AuditAction, AuditOutcome
from agencies.models import AuditEvent, User
from agencies.teams import standard_team
from cases import record_pdf, record_print
from cases.choices import DisposalKind, FlagKind, InvolvementReason, OffenceOutcome, Pillar, ReferralState
from cases.models import (
    Address,
    Association,
    Disposal,
    Flag,
    HouseholdChild,
    Nominal,
    Particular,
    PlanEntry,
    ReferralStep,
    RiskManagementPlan,
)
from cases.record_pdf import Print, as_pdf
from cases.record_print import Entry, Facts, PrintedGroup, PrintedPart, Sentence, Table
from tests.asking import client_of
from tests.cases.filling import errors_of, text_of
from tests.cases.referring import FORM, make_referral, make_transfer
from tests.crowding import add_rows
from tests.files import make_document
from tests.personas import LONG_AGO, OTHER_AREA, SECRET_FAMILY_NAME, People, involve

pytestmark = pytest.mark.django_db
EVERYTHING = "&".join(f"part={key}" for key in record_print.GROUPS)
HOSTILE = "#import * $x$ <script>alert(1)</script> \\ `code` @ref [a](b) _em_ = // {{ 7*7 }}"


def at(people: People, page: str = "print_view", asked: str = EVERYTHING) -> str:
    return f"{reverse(f'cases:{page}', args=[people.nominal.pk])}?{asked}"


def page_of(people: People, user: User, asked: str = EVERYTHING) -> Any:
    return client_of(user).get(at(people, asked=asked))


@pytest.fixture
def life(people: People) -> Nominal:
    """Something of everything, some of it in words that would like to be markup."""
    nominal, today = people.nominal, timezone.localdate()
    held = {"nominal": nominal, "started_on": LONG_AGO}
    Disposal.objects.create(
        nominal=nominal,
        offence_title="Invented offence",
        outcome=OffenceOutcome.CONVICTED,
        disposal=DisposalKind.IMPRISONMENT,
        years=2,
        months=6,
        dealt_with_on=LONG_AGO,
        facts=f"{HOSTILE}\n{'unbroken' * 40}",
    )
    Flag.objects.create(kind=FlagKind.STAFF_SAFETY, note="Never alone", **held)
    Address.objects.create(lines="7 Nowhere Crescent", **held)
    Particular.objects.create(kind="vehicle", value="ZZ99 ZZZ", value_key="ZZ99ZZZ", **held)
    HouseholdChild.objects.create(name="Wee Invented", **held)
    Association.objects.create(other=people.strangers_nominal, kind="co_defendant", **held)
    Association.objects.create(name="Just A Name", kind="friend", **held)
    plan = RiskManagementPlan.objects.create(
        nominal=nominal, number=1, summary="Grooming online", made_by=people.offender_manager
    )
    PlanEntry.objects.create(
        plan=plan,
        pillar=Pillar.MONITORING,
        measure="Read the device monthly",
        owner_agency=people.team.agency,
        owner_name="Olwen",
        starts_on=today,
    )
    make_document(nominal, people.offender_manager, title="Sentencing remarks")
    return nominal


def test_the_page_says_everything_that_its_reader_may_see(people: People, life: Nominal) -> None:
    text = text_of(page_of(people, people.offender_manager))
    for told in (
        *("Thistlewick", "2001/0012345A", "Invented offence", "2 years, 6 months"),
        *("Risk to staff", "Never alone", "7 Nowhere Crescent", "ZZ99 ZZZ", "Wee Invented", "Just A Name"),
        *("Grooming online", "Read the device monthly", "Monitoring and control", "Sentencing remarks", "Category 1"),
    ):
        assert told in text, told
    assert "OFFICIAL-SENSITIVE" in text
    assert "Printed by Offender Managerson" in text
    assert people.nominal.reference in text


def test_what_was_sent_and_decided_is_printed_and_what_is_being_written_is_not(people: People) -> None:
    sent = make_referral(people.nominal, people.team, people.colleague, state=ReferralState.ACCEPTED, decided_level=2)
    ReferralStep.objects.create(
        referral=sent, kind="accepted", by=people.coordinator, level=2, reason="Several agencies are needed."
    )
    make_referral(
        people.nominal, people.strangers_team, people.stranger, sections={"reason": {"answers": {"a": "Raw"}}}
    )
    text = text_of(page_of(people, people.offender_manager, "part=referrals"))
    question = FORM.sections[0].questions[0]
    for told in (
        "Said of",
        str(question.label),
        "Accepted at Level 2",
        "Several agencies are needed.",
        "Coordinatorson",
    ):
        assert told in text, told
    assert "Not sent: nobody but the team that writes it reads it." in text
    assert "Raw" not in text
    pdf = client_of(people.offender_manager).get(at(people, "print_pdf", "part=referrals"))
    assert pdf.content.startswith(b"%PDF-")


def test_transfers_and_stays_elsewhere_are_printed(people: People) -> None:
    make_transfer(
        people.nominal, people.coordinator, OTHER_AREA, state="withdrawn", end_reason="The move fell through."
    )
    unit = standard_team(OTHER_AREA, AgencyKind.MAPPA_UNIT)
    involve(people.nominal, unit, InvolvementReason.STAYING, ended_on=timezone.localdate())
    text = text_of(page_of(people, people.offender_manager, "part=transfers"))
    for told in ("West Mercia to Gloucestershire", "Withdrawn", "The move fell through.", "Moves to a relative"):
        assert told in text, told
    assert "Stays in another area Area From Until Note Gloucestershire 6 January 2020" in text


def test_another_nominal_is_named_only_to_who_may_see_that_record_too(people: People, life: Nominal) -> None:
    assert SECRET_FAMILY_NAME not in page_of(people, people.offender_manager).content.decode()
    assert people.strangers_nominal.reference not in page_of(people, people.offender_manager).content.decode()
    assert SECRET_FAMILY_NAME in page_of(people, people.coordinator).content.decode()
    involve(people.nominal, people.strangers_team, InvolvementReason.INVOLVED)
    theirs = reverse("cases:print_view", args=[people.strangers_nominal.pk])
    assert "Thistlewick" in client_of(people.stranger).get(f"{theirs}?part=people").content.decode()


def test_only_the_chosen_parts_are_printed(people: People, life: Nominal) -> None:
    text = text_of(page_of(people, people.offender_manager, "part=documents"))
    assert "Sentencing remarks" in text
    assert "7 Nowhere Crescent" not in text
    assert "Invented offence" not in text


def test_a_text_that_looks_like_markup_stays_a_text(people: People, life: Nominal) -> None:
    content = page_of(people, people.offender_manager).content.decode()
    assert "<script>alert" not in content
    assert HOSTILE in html.unescape(content.replace("<wbr>", ""))
    pdf = client_of(people.offender_manager).get(at(people, "print_pdf")).content
    assert pdf.startswith(b"%PDF-")


def test_the_file_is_tagged_marked_and_named(people: People, life: Nominal) -> None:
    response = client_of(people.offender_manager).get(at(people, "print_pdf"))
    assert response["Content-Type"] == "application/pdf"
    day = timezone.localdate().isoformat()
    name = f"OFFICIAL-SENSITIVE-{people.nominal.reference}-record-{day}.pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert b"pdfuaid" in response.content
    assert b"/MarkInfo" in response.content


@pytest.mark.parametrize(("page", "medium"), [("print_view", "page"), ("print_pdf", "pdf")])
def test_what_was_printed_is_on_record_as_taken_out(people: People, page: str, medium: str) -> None:
    client_of(people.offender_manager).get(at(people, page, "part=law&part=risk"))
    event = AuditEvent.objects.get(action=AuditAction.EXPORT)
    assert (event.actor, event.subject_id) == (people.offender_manager, people.nominal.pk)
    assert event.detail == {"medium": medium, "parts": ["law", "risk"]}


@pytest.mark.parametrize("page", ["print", "print_view", "print_pdf"])
def test_who_may_only_read_prints_nothing(people: People, page: str) -> None:
    assert client_of(people.panel_member).get(at(people, page)).status_code == 403
    assert client_of(people.stranger).get(at(people, page)).status_code == 404
    refused = AuditEvent.objects.filter(outcome=AuditOutcome.REFUSED)
    assert {event.actor for event in refused} == {people.panel_member, people.stranger}


@pytest.mark.parametrize("asked", ["", "part=nothing"])
@pytest.mark.parametrize("page", ["print_view", "print_pdf"])
def test_without_a_part_the_question_comes_back(people: People, page: str, asked: str) -> None:
    assert errors_of(client_of(people.offender_manager).get(at(people, page, asked)))


def test_everything_is_chosen_to_begin_with(people: People) -> None:
    content = client_of(people.offender_manager).get(at(people, "print", "")).content.decode()
    assert content.count("checked") == len(record_print.GROUPS)


def test_a_subject_adds_a_part_without_touching_the_page(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_print, "_parts", list(record_print._parts))
    part = record_print.PrintPart("risk", "weather", "Weather", lambda asked: [Sentence(f"Fine, {asked.on:%Y}")])
    record_print.register_print_part(part)
    assert f"Fine, {timezone.localdate():%Y}" in text_of(page_of(people, people.offender_manager, "part=risk"))


def _print_of(text: str) -> Print:
    blocks: list[record_print.Block] = [
        Facts([(text, text)]),
        Table([text, "Day"], [[text, "1 May 2020"]], text),
        Entry(text, [(text, text)], text),
        Sentence(text),
    ]
    return Print(text, "M-7QK4-9XTD", text, [(text, text)], [PrintedGroup(text, [PrintedPart(text, blocks)])])


@pytest.mark.parametrize(
    "text",
    [
        *(
            HOSTILE,
            "x" * 500,
            "Siân Ŵŷ",
            "محمد علي",
            "张伟",
            "😀",
            "a\x00b\x07c",
            "\ud800 half",
            "\ue000",
            "\u202e\u200b",
        ),
        *("", " ", "\n\n", "=", "#", "$", '"', "\\"),
    ],
)
def test_no_text_keeps_a_file_from_being_made(text: str) -> None:
    assert as_pdf(_print_of(text)).startswith(b"%PDF-")


def test_a_text_in_the_usual_letters_is_a_file_that_screen_readers_read() -> None:
    assert b"pdfuaid" in as_pdf(_print_of(f"Siân Ŵŷ Ελένη Ѓорѓи محمد {HOSTILE}"))


def test_a_fault_of_the_template_is_told_and_not_hidden(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    broken = tmp_path / "broken.typ"
    broken.write_text("#nothing-of-this-name")
    monkeypatch.setattr(record_pdf, "TEMPLATE", broken)
    with pytest.raises(Exception, match="unknown variable"):
        as_pdf(_print_of("text"))


def test_a_long_history_is_printed_whole(people: People) -> None:
    for number in range(120):
        Address.objects.create(
            nominal=people.nominal, lines=f"{number} Long Lane", started_on=LONG_AGO + datetime.timedelta(days=number)
        )
    text = text_of(page_of(people, people.offender_manager, "part=people"))
    assert all(f"{number} Long Lane" in text for number in range(120))


def test_a_long_record_asks_no_more_than_a_short_one(people: People, life: Nominal) -> None:
    counts = []
    for _round in range(2):
        add_rows(people, 2)
        page_of(people, people.coordinator)
        with CaptureQueriesContext(connection) as questions:
            page_of(people, people.coordinator)
        counts.append(len(questions))
    assert counts[0] == counts[1]
