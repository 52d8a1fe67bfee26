"""Rows by the dozen around one nominal and one team: does a page cost more when it has more to show?"""

import datetime
import itertools
import uuid
from typing import Any

from django.utils import timezone

from agencies.audit import record
from agencies.choices import AgencyKind, AuditAction, Role
from agencies.models import Invitation, Membership, Team, User
from agencies.teams import standard_team
from cases.choices import (
    AlertKind,
    AssociationKind,
    EventType,
    ExportState,
    InvolvementReason,
    LimitReason,
    OrderType,
    ParticularKind,
    ReferralState,
    RescreenTrigger,
    TransferState,
)
from cases.clocks import refresh
from cases.models import (
    Address,
    Alert,
    Alias,
    Allocation,
    Assessment,
    Association,
    Breach,
    CaseEvent,
    ChangeToNotify,
    CohortFault,
    CohortImport,
    CustodyDate,
    DipSample,
    Disposal,
    DocumentVersion,
    Exclusion,
    ExportFile,
    Flag,
    ForeignTravel,
    HomeVisit,
    HouseholdChild,
    IndefiniteReview,
    LevelPeriod,
    LevelReview,
    Nominal,
    Notification,
    NotificationRequirement,
    Order,
    OrderChange,
    OrderTerm,
    Particular,
    PlanEntry,
    Recall,
    ReferralStep,
    RescreenPrompt,
    RiskManagementPlan,
    RoshAssessment,
)
from tests.cases.referring import make_referral, make_transfer
from tests.files import make_document
from tests.personas import AREA, LONG_AGO, OTHER_AREA, People, involve, make_nominal, make_team, make_user

_numbers = itertools.count(1)


def add_rows(people: People, count: int) -> None:
    """So many more rows of every kind that some page lists."""
    for _row in range(count):
        number = next(_numbers)
        team = make_team(f"Team {number}")
        _add_person(people, team, number)
        nominal = make_nominal(people.team, family_name=f"Crowd{number}", pnc_id=f"2002/{number:07}B")
        elsewhere = make_nominal(standard_team(OTHER_AREA, AgencyKind.YOUTH_JUSTICE))
        make_transfer(elsewhere, people.superuser, AREA)
        _add_to_record(nominal, people, team, number)
        _add_to_caseload(nominal, people, number)
        _add_to_record(people.nominal, people, team, number)


def _add_person(people: People, team: Team, number: int) -> None:
    user = make_user(Role.OFFENDER_MANAGER, people.team)
    Membership.objects.create(user=user, team=team, role=Role.PANEL_MEMBER, started_on=LONG_AGO)
    held = {"team": people.team, "role": Role.OFFENDER_MANAGER, "invited_by": people.system_administrator}
    Invitation.objects.create(
        email=f"crowd-{number}@mappa.example",
        full_name=f"Crowd {number}",
        secret_digest=f"{number:064}",
        expires_at=timezone.now() + datetime.timedelta(days=3),
        **held,
    )
    record(AuditAction.ADMINISTER, rule="role", actor=people.coordinator, subject=user, subject_type="account")
    refused = CohortImport.objects.create(
        area_id=AREA, started_by=people.administrator, state=CohortImport.State.REFUSED, fault_count=1
    )
    CohortFault.objects.create(cohort_import=refused, place=1, **_fault())


def _fault() -> dict[str, Any]:
    return {"file": "nominals.csv", "line": 2, "column": "sex", "value": "x", "sentence": "Not one of the values."}


def _add_to_record(nominal: Nominal, people: People, team: Team, number: int) -> None:
    """Other names, addresses, orders, events, teams and exclusions of one record, and people who looked at it."""
    day = LONG_AGO + datetime.timedelta(days=number)
    Alias.objects.create(nominal=nominal, family_name=f"Alias{number}")
    Address.objects.create(nominal=nominal, lines=f"{number} Crowded Lane", started_on=day)
    _add_orders_and_custody(nominal, people, number)
    CaseEvent.objects.create(nominal=nominal, event_type=EventType.RETURNED_LICENCE, occurred_on=day)
    Particular.objects.create(nominal=nominal, kind=ParticularKind.PHONE, value=f"07700 {number:06}", started_on=day)
    Association.objects.create(
        nominal=nominal, other=_newest_nominal(nominal), name="", kind=AssociationKind.FRIEND, started_on=day
    )
    HouseholdChild.objects.create(nominal=nominal, name=f"Child {number}", started_on=day)
    _add_notification(nominal, people, number)
    involve(nominal, team, InvolvementReason.INVOLVED)
    _add_risk(nominal, people, number)
    Exclusion.objects.create(nominal=nominal, user=_newest(), reason=LimitReason.KNOWS_PERSON, started_on=day)
    referral = make_referral(nominal, team, people.colleague, state=ReferralState.SUBMITTED)
    ReferralStep.objects.create(referral=referral, kind="added", by=people.colleague, words=[])
    make_transfer(nominal, people.coordinator, OTHER_AREA, state=TransferState.DECLINED)
    involve(nominal, make_team(f"Unit {next(_numbers)}", area_code=OTHER_AREA), InvolvementReason.STAYING)
    record(AuditAction.VIEW, rule="leads", actor=people.colleague, subject=nominal)
    _add_life(nominal, people, day, number)
    nominal.save()


def _newest_nominal(besides: Nominal) -> Nominal:
    return Nominal.objects.exclude(pk=besides.pk).latest("created_at")


def _add_orders_and_custody(nominal: Nominal, people: People, number: int) -> None:
    """An order of its own, and one more term, change and breach of the record's first order; a recall, a date."""
    day = LONG_AGO + datetime.timedelta(days=number)
    Order.objects.create(nominal=nominal, order_type=OrderType.SHPO, made_on=day, ends_on=day.replace(year=2090))
    first = nominal.orders.order_by("made_on")[0]
    OrderTerm.objects.create(order=first, kind="prohibition", text=f"Not to do {number}.", starts_on=day)
    OrderChange.objects.create(order=first, kind="varied", changed_on=day)
    by = {"nominal": nominal, "recorded_by": people.supervisor}
    Breach.objects.create(**by, breach_of="order", order=first, occurred_on=day, details="Went there.")
    over = {"returned_on": day, "rereleased_on": day + datetime.timedelta(days=1)}
    Recall.objects.create(**by, because="licence", recalled_on=day, **over)
    CustodyDate.objects.create(nominal=nominal, kind="parole_hearing", on=day.replace(year=2090))


def _add_notification(nominal: Nominal, people: People, number: int) -> None:
    """A requirement with a review decided, something notified, a change that was not, a journey, a home."""
    day, today = LONG_AGO + datetime.timedelta(days=number), timezone.localdate()
    by = {"nominal": nominal, "recorded_by": people.colleague}
    requirement = NotificationRequirement.objects.create(
        nominal=nominal, source="disposal", relevant_date=day, started_on=day, is_indefinite=True, reason="On paper."
    )
    IndefiniteReview.objects.create(
        nominal=nominal, requirement=requirement, applied_on=day, decided_on=day, outcome="refused", decided_by="Supt",
        may_apply_again_on=today,
    )  # fmt: skip
    Notification.objects.create(
        **by, kind="initial", notified_on=day, officer="PC Frontdesk", station="Here", details=f"No {number}."
    )
    ago = datetime.timedelta(days=number)
    ChangeToNotify.objects.create(**by, kind="bank", happened_on=today - ago)
    ForeignTravel.objects.create(nominal=nominal, destination=f"Land {number}", departs_on=today - ago)
    Disposal.objects.create(
        nominal=nominal, offence_code="soa2003-1", offence_title="Rape", outcome="convicted", disposal="fine",
        dealt_with_on=day,
    )  # fmt: skip
    Address.objects.create(nominal=nominal, kind="home", lines=f"{number} Moved Lane", started_on=today - ago)
    refresh([nominal.pk])


def _add_life(nominal: Nominal, people: People, day: datetime.date, number: int) -> None:
    """Documents and files made for download, and what only print shows so far."""
    document = make_document(nominal, people.coordinator, f"Note {number}".encode(), name="note.txt")
    held = {"document": document, "content_type": "text/plain", "size": 1, "uploaded_by": people.colleague}
    DocumentVersion.objects.create(number=2, stored_name=uuid.uuid4().hex * 2, original_name="n.txt", **held)
    ExportFile.objects.create(
        asked_by=people.coordinator, kind="nominals", state=ExportState.FAILED, expires_at=timezone.now()
    )
    Association.objects.create(nominal=nominal, other=people.strangers_nominal, kind="friend", started_on=day)
    Association.objects.create(nominal=nominal, name=f"Friend {number}", kind="friend", started_on=day)
    _review(nominal, people, number, day)
    nominal.save()


def _review(nominal: Nominal, people: People, number: int, day: datetime.date) -> None:
    """A review that was sampled, a level that was decided by a chair and ended, a prompt."""
    review = LevelReview.objects.create(
        nominal=nominal, level=1, outcome="remains", form_version="lead-agency-1", reviewed_on=day,
        reviewed_by=people.colleague, answers={"changes": f"Nothing {number}"},
    )  # fmt: skip
    DipSample.objects.create(review=review, area_id=AREA, month=day.replace(day=1), due_on=day)
    RescreenPrompt.objects.create(nominal=nominal, trigger=RescreenTrigger.RELEASE, happened_on=day, due_on=day)
    before = LONG_AGO - datetime.timedelta(days=2 * number)
    LevelPeriod.objects.create(
        nominal=nominal, level=2, route="chair", started_on=before - datetime.timedelta(days=1), ended_on=before
    )
    RoshAssessment.objects.create(nominal=nominal, assessed_on=day, recorded_by=people.colleague, **_rosh())
    for reader in (people.coordinator, people.supervisor, people.colleague):
        Alert.objects.create(user=reader, nominal=nominal, kind=AlertKind.RECALLED)
    nominal.save()


def _rosh() -> dict[str, str]:
    groups = ("children", "public", "known_adult", "staff", "prisoners")
    return {"setting": "community", **dict.fromkeys(groups, "high")}


def _add_to_caseload(nominal: Nominal, people: People, number: int) -> None:
    """One more person managed, now by one and before by another, with something due."""
    began = LONG_AGO + datetime.timedelta(days=number)
    changed = timezone.localdate() - datetime.timedelta(days=number)
    held = {"nominal": nominal, "team": people.team}
    Allocation.objects.create(**held, offender_manager=_newest(), started_on=began, ended_on=changed)
    now = (people.colleague, people.coordinator)[number % 2]
    Allocation.objects.create(**held, offender_manager=now, started_on=changed)
    soon = timezone.localdate() + datetime.timedelta(days=number)
    Order.objects.create(nominal=nominal, order_type=OrderType.SHPO, made_on=LONG_AGO, ends_on=soon)


def _newest() -> User:
    return User.objects.latest("joined_at")


def _add_risk(nominal: Nominal, people: People, number: int) -> None:
    """An assessment by a tool of its own, a level of harm, a version of the plan with a measure, a visit, a flag."""
    day = LONG_AGO + datetime.timedelta(days=number)
    by = {"nominal": nominal, "recorded_by": _newest()}
    Assessment.objects.create(tool=f"Tool {number}", assessed_on=day, assessor="Somebody", band="low", **by)
    levels = dict.fromkeys(("children", "public", "known_adult", "staff", "prisoners"), "low")
    RoshAssessment.objects.create(setting="community", assessed_on=day, **levels, **by)
    HomeVisit.objects.create(visited_on=day, outcome="seen", officers="Somebody", note="Seen.", **by)
    Flag.objects.create(
        nominal=nominal, kind="wanted", started_on=day, ended_on=day + datetime.timedelta(days=1), note="Crowded."
    )
    plans = nominal.plans.all()
    plan = RiskManagementPlan.objects.create(
        nominal=nominal, number=100 + number, summary="Crowded.", made_by=_newest(), is_current=not plans
    )
    for held in {plan, *nominal.plans.filter(is_current=True)}:
        PlanEntry.objects.create(
            plan=held,
            pillar="monitoring",
            measure=f"Measure {number}",
            owner_agency=people.team.agency,
            owner_name="Somebody",
            starts_on=day,
        )
