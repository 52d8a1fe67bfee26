"""What a MAPPA unit decides on a referral, and what follows: the level, the category, the clocks, who is told."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.errors import DomainError
from agencies.models import AuditEvent
from cases.choices import AlertKind, LevelRoute, ReferralState
from cases.clocks import differences, refresh
from cases.models import (
    Alert,
    CategoryBasis,
    Clock,
    Disposal,
    EligibilityScreening,
    LevelPeriod,
    Nominal,
    Referral,
    ReferralStep,
)
from cases.rules.level_criteria import Criterion
from cases.services import referral_decisions, referrals
from cases.services.versions import version_of
from cases.worklist import clocks_of
from tests.asking import client_of
from tests.cases.filling import boxes, errors_of, text_of
from tests.cases.referring import make_referral
from tests.personas import LONG_AGO, People

pytestmark = pytest.mark.django_db
LEVEL_2 = [Criterion.ADDS_VALUE, Criterion.HIGH_RISK]
LEVEL_3 = [*LEVEL_2, Criterion.RESOURCES]
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _clocks_run(people: People) -> None:
    """For everybody in the tests, so that what a service leaves out shows."""
    refresh()


def today() -> datetime.date:
    return timezone.localdate()


def page(nominal: Nominal, name: str, *parts: Any) -> str:
    return reverse(f"cases:{name}", args=[nominal.pk, *parts])


def levels(nominal: Nominal) -> list[tuple[int, datetime.date, datetime.date | None]]:
    return list(
        LevelPeriod.objects.filter(nominal=nominal)
        .order_by("started_on")
        .values_list("level", "started_on", "ended_on")
    )


def accept(referral: Referral, people: People, level: int = 2, criteria: Any = LEVEL_2) -> Referral:
    return referral_decisions.accept_referral(
        actor=people.coordinator,
        referral=referral,
        level=level,
        criteria=criteria,
        reason="Meetings needed",
        on=today(),
    )


@pytest.fixture
def referral(people: People) -> Referral:
    return make_referral(people.nominal, people.team, people.offender_manager, state="submitted", whole=True)


def test_acceptance_sets_the_level_from_today_with_its_route_and_reason(people: People, referral: Referral) -> None:
    accept(referral, people)
    assert levels(people.nominal) == [(1, LONG_AGO, today()), (2, today(), None)]
    row = LevelPeriod.objects.get(nominal=people.nominal, level=2)
    assert (row.route, row.rationale, row.decided_by) == (LevelRoute.REFERRAL, "Meetings needed", people.coordinator)
    referral.refresh_from_db()
    assert (referral.state, referral.decided_level) == (ReferralState.ACCEPTED, 2)
    assert not CategoryBasis.objects.filter(nominal=people.nominal, category=3).exists()
    event = AuditEvent.objects.filter(rule="decide_referrals").latest("pk")
    assert event.detail == {"part": "referral", "what": "accepted", "referral": str(referral.pk)}


def test_a_coordinator_accepts_on_the_page(people: People, referral: Referral) -> None:
    client = client_of(people.coordinator)
    address = page(people.nominal, "accept_referral", referral.pk)
    assert "No risk of serious harm is recorded." in text_of(client.get(address))
    too_high = {"criteria": LEVEL_2, "level": "3", "reason": "Because of the press"}
    assert errors_of(client.post(address, too_high)) == [
        "Level 2: its criteria are met; nothing calls for senior representation. (MAPPA guidance, chapter 7)"
    ]
    assert client.post(address, too_high | {"criteria": LEVEL_3}).status_code == 302
    text = text_of(client_of(people.colleague).get(page(people.nominal, "referral", referral.pk)))
    assert "Accepted at Level 3" in text
    assert "Because of the press" in text
    assert "Senior managers must commit significant resources at short notice" in text


def test_somebody_in_no_category_comes_into_category_3_the_day_the_area_accepts(
    people: People, referral: Referral
) -> None:
    CategoryBasis.objects.filter(nominal=people.nominal).update(ended_on=today() - DAY)
    with pytest.raises(DomainError, match="needs an offence on record"):
        accept(referral, people)
    assert levels(people.nominal) == [(1, LONG_AGO, None)]
    Disposal.objects.create(
        nominal=people.nominal, offence_title="Affray", outcome="convicted", disposal="fine", dealt_with_on=LONG_AGO
    )
    accept(referral, people)
    basis = CategoryBasis.objects.get(nominal=people.nominal, category=3)
    assert (basis.basis, basis.started_on, basis.ended_on) == ("other_dangerous", today(), None)
    screening = EligibilityScreening.objects.get(nominal=people.nominal)
    assert (screening.outcome, screening.reason, screening.basis) == ("category_3", "Meetings needed", basis)
    assert "Accepted at Level 2 on a referral" in text_of(
        client_of(people.colleague).get(page(people.nominal, "screenings"))
    )


def test_somebody_added_and_referred_the_same_day_is_accepted_the_same_day(people: People, referral: Referral) -> None:
    LevelPeriod.objects.filter(nominal=people.nominal).update(started_on=today())
    accept(referral, people)
    assert levels(people.nominal) == [(2, today(), None)]


def test_whoever_wrote_in_a_referral_leaves_the_decision_to_somebody_else(people: People, referral: Referral) -> None:
    referral.sections["risk"]["by"] = str(people.coordinator.pk)
    referral.save()
    with pytest.raises(DomainError, match="somebody else in the unit decides"):
        accept(referral, people)
    text = text_of(client_of(people.coordinator).get(page(people.nominal, "referral", referral.pk)))
    assert "You wrote in this referral" in text
    assert "Decline with advice" not in text
    referral_decisions.decline_referral(actor=people.administrator, referral=referral, reason="No", advice="Visit")


def test_a_returned_referral_is_completed_and_sent_again_with_its_history_kept(
    people: People, referral: Referral
) -> None:
    client, unit = client_of(people.offender_manager), client_of(people.administrator)
    back = {"reason": "Say who is at risk", **boxes("complete_by", today() + 5 * DAY)}
    assert unit.post(page(people.nominal, "return_referral", referral.pk), back).status_code == 302
    referral.refresh_from_db()
    assert (referral.state, referral.complete_by, referral.decide_by) == ("returned", today() + 5 * DAY, None)
    clock = Clock.objects.get(nominal=people.nominal, kind="referral_returned")
    assert (clock.team, clock.due_on) == (people.team, today() + 5 * DAY)
    assert clocks_of(people.colleague, today()).filter(pk=clock.pk).exists()
    assert not Clock.objects.filter(kind="referral_decision").exists()
    text = text_of(client.get(page(people.nominal, "referral", referral.pk)))
    assert "Say who is at risk" in text
    answers = referral.sections["risk"]["answers"] | {"rosh": "The former partner"}
    row = referrals.save_section(
        actor=people.colleague, referral=referral, section="risk", answers=answers, version=version_of(referral)
    )
    referrals.submit_referral(actor=people.colleague, referral=row, version=version_of(row), on=today())
    kinds = list(ReferralStep.objects.values_list("kind", flat=True))
    assert kinds == ["submitted", "returned", "submitted"]
    text = text_of(unit.get(page(people.nominal, "referral", referral.pk)))
    assert "The former partner" in text
    assert "before it was returned" in text
    assert differences() == ([], [])


def test_a_returned_referral_of_another_team_is_that_teams_to_complete(people: People) -> None:
    row = make_referral(people.nominal, people.schools_team, people.superuser, state="returned")
    refresh([people.nominal.pk])
    clock = Clock.objects.get(kind="referral_returned")
    assert (clock.team, clock.owner, clock.source_id) == (people.schools_team, None, row.pk)


def test_declining_needs_reasons_and_advice(people: People, referral: Referral) -> None:
    client = client_of(people.coordinator)
    address = page(people.nominal, "decline_referral", referral.pk)
    assert errors_of(client.post(address, {"reason": "One agency can do it"})) == [
        "Enter what the agencies should do instead"
    ]
    answers = {"reason": "One agency can do it", "advice": "Visit weekly"}
    assert client.post(address, answers).status_code == 302
    assert levels(people.nominal) == [(1, LONG_AGO, None)]
    text = text_of(client_of(people.colleague).get(page(people.nominal, "referral", referral.pk)))
    assert "One agency can do it" in text
    assert "Visit weekly" in text


def test_a_returned_referral_that_nobody_completes_is_declined(people: People) -> None:
    row = make_referral(people.nominal, people.team, people.offender_manager, state="returned")
    referral_decisions.decline_referral(actor=people.coordinator, referral=row, reason="No answer", advice="Refer anew")
    row.refresh_from_db()
    assert row.state == ReferralState.DECLINED


def test_the_writer_and_their_team_are_told_and_nobody_else(people: People, referral: Referral) -> None:
    accept(referral, people)
    told = Alert.objects.filter(kind=AlertKind.REFERRAL_DECIDED)
    team = {people.offender_manager.pk, people.colleague.pk, people.supervisor.pk}
    assert set(told.values_list("user", flat=True)) == team
    assert {one["outcome"] for one in told.values_list("facts", flat=True)} == {"accepted"}


def test_what_is_decided_is_not_decided_again(people: People, referral: Referral) -> None:
    accept(referral, people)
    with pytest.raises(DomainError, match="no longer waits for a decision: accepted"):
        referral_decisions.return_referral(
            actor=people.coordinator, referral=referral, reason="More", complete_by=today()
        )


def test_the_second_team_is_told_that_a_meeting_decides_by_now(people: People, referral: Referral) -> None:
    other = make_referral(people.nominal, people.schools_team, people.superuser, state="submitted")
    accept(referral, people)
    with pytest.raises(DomainError, match="Level 2 already"):
        accept(other, people)


def test_the_unit_sees_urgent_ones_first_then_those_due_first(people: People) -> None:
    late = today() - 3 * DAY
    rows = [
        make_referral(people.nominal, people.team, people.colleague, state="submitted"),
        make_referral(people.nominal, people.schools_team, people.colleague, state="submitted", decide_by=late),
        make_referral(
            people.strangers_nominal, people.strangers_team, people.stranger, state="submitted", is_urgent=True
        ),
    ]
    make_referral(people.strangers_nominal, people.schools_team, people.colleague)
    client = client_of(people.administrator)
    answer = client.get(reverse("cases:referral_queue"))
    assert [row["referral"] for row in answer.context["rows"]] == [rows[2], rows[1], rows[0]]
    assert "3 referrals" in text_of(answer)
    overdue = client.get(reverse("cases:referral_queue"), {"urgency": "late"})
    assert [row["referral"] for row in overdue.context["rows"]] == [rows[1]]
    urgent = client.get(reverse("cases:referral_queue"), {"urgency": "urgent"})
    assert [row["referral"] for row in urgent.context["rows"]] == [rows[2]]
    event = AuditEvent.objects.filter(route="cases:referral_queue").earliest("pk")
    assert event.shown == [people.strangers_nominal.reference, people.nominal.reference, people.nominal.reference]
    assert "3 referrals to decide" in text_of(client.get(reverse("home")))


def test_a_team_finds_what_it_writes_and_nobody_elses(people: People) -> None:
    mine = make_referral(people.nominal, people.team, people.colleague)
    make_referral(people.nominal, people.schools_team, people.superuser)
    make_referral(people.strangers_nominal, people.strangers_team, people.stranger)
    answer = client_of(people.offender_manager).get(reverse("cases:referral_queue"))
    assert [row["referral"] for row in answer.context["rows"]] == [mine]
    assert "1 referrals that your teams have begun" in text_of(client_of(people.offender_manager).get(reverse("home")))
