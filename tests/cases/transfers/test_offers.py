"""A person offered to another area: what its unit learns, how it answers, what follows on the day."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.choices import AgencyKind, Role
from agencies.errors import DomainError
from agencies.models import Area, AuditEvent, Team, User
from agencies.roles import Capability
from agencies.teams import standard_team
from cases.access import can
from cases.choices import AlertKind, InvolvementReason, LimitReason, TransferState
from cases.clocks import differences as clock_differences
from cases.clocks import refresh
from cases.models import (
    Alert,
    Alias,
    Allocation,
    CategoryBasis,
    Clock,
    Exclusion,
    Involvement,
    LevelPeriod,
    Nominal,
    RescreenPrompt,
    Responsibility,
    Restriction,
    RestrictionMember,
    Transfer,
)
from cases.rules.calendar import months_after, working_days_after
from cases.services import transfer_answers, transfers
from cases.services.grant_check import differences
from tests.asking import client_of
from tests.cases.filling import boxes, errors_of, text_of
from tests.personas import AREA, LONG_AGO, OTHER_AREA, People, make_user

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
VIEW, CHANGE = Capability.VIEW_NOMINAL, Capability.CHANGE_NOMINAL
THIRD_AREA = "E23000038"


@pytest.fixture(autouse=True)
def _clocks_run(people: People) -> None:
    """For everybody in the tests, so that what a service leaves out shows."""
    refresh()


def today() -> datetime.date:
    return timezone.localdate()


@pytest.fixture
def receiver(db: None) -> User:
    """A co-ordinator of the area to which the person is offered."""
    return make_user(Role.MAPPA_COORDINATOR, standard_team(OTHER_AREA, AgencyKind.MAPPA_UNIT))


@pytest.fixture
def lead_there(db: None) -> Team:
    return standard_team(OTHER_AREA, AgencyKind.PROBATION)


def offer(people: People, in_days: int = 40, to_area: str = OTHER_AREA, **instead: Any) -> Transfer:
    said: dict[str, Any] = {
        "nominal": people.nominal,
        "to_area": Area.objects.get(pk=to_area),
        "moves_on": today() + in_days * DAY,
        "reason": "Released to live with a relative",
        "on": today(),
    }
    return transfers.offer_transfer(actor=people.coordinator, **said | instead)


def accept(row: Transfer, receiver: User, team: Team) -> Transfer:
    return transfer_answers.accept_transfer(actor=receiver, transfer=row, lead_team=team, on=today())


def responsible(nominal: Nominal) -> list[tuple[str, datetime.date, datetime.date | None]]:
    rows = Responsibility.objects.filter(nominal=nominal).order_by("started_on")
    return list(rows.values_list("area", "started_on", "ended_on"))


def test_a_coordinator_offers_on_the_page_and_the_other_unit_finds_it(people: People, receiver: User) -> None:
    client = client_of(people.coordinator)
    answers = {"to_area": OTHER_AREA, "reason": "Lives with a relative", **boxes("moves_on", today() + 40 * DAY)}
    address = reverse("cases:offer_transfer", args=[people.nominal.pk])
    assert client.post(address, answers).status_code == 302
    row = Transfer.objects.get()
    assert (row.from_area_id, row.answer_by) == (AREA, working_days_after(today(), 20))
    theirs = client_of(receiver)
    assert "1 transfers to answer" in text_of(theirs.get(reverse("home")))
    listed = text_of(theirs.get(reverse("cases:transfers")))
    assert people.nominal.reference in listed
    page = theirs.get(reverse("cases:transfer_offer", args=[row.pk]))
    for fact in ("West Mercia", "Category 1", "Level 1", "In the community", "Lives with a relative"):
        assert fact in text_of(page)


def test_whoever_answers_learns_no_name_and_opens_no_record(people: People, receiver: User) -> None:
    row = offer(people)
    client = client_of(receiver)
    nominal = people.nominal
    secrets = (nominal.family_name, nominal.given_names, nominal.pnc_id, str(nominal.pk), "17 May 1980")
    pages = ("transfer_offer", "accept_transfer", "decline_transfer")
    addresses = [reverse(name) for name in ("home", "cases:worklist", "cases:nominals", "cases:transfers")]
    for address in (*addresses, *(reverse(f"cases:{page}", args=[row.pk]) for page in pages)):
        answer = client.get(address)
        assert answer.status_code == 200
        assert not [secret for secret in secrets if secret in answer.content.decode()], address
    assert client.get(nominal.get_absolute_url()).status_code == 404
    assert client.get(reverse("cases:transfer", args=[nominal.pk, row.pk])).status_code == 404
    told = Alert.objects.get(user=receiver, kind=AlertKind.TRANSFER_OFFERED)
    assert told.nominal is None
    assert told.facts == {"transfer": str(row.pk), "from_area": AREA, "moves_on": row.moves_on.isoformat()}


def test_who_looked_shows_that_the_other_unit_read_the_offer(people: People, receiver: User) -> None:
    row = offer(people)
    client_of(receiver).get(reverse("cases:transfer_offer", args=[row.pk]))
    event = AuditEvent.objects.get(actor=receiver, action="view")
    assert (event.subject_id, event.rule) == (people.nominal.pk, "offered to the area")
    text = text_of(client_of(people.coordinator).get(reverse("cases:audit", args=[people.nominal.pk])))
    assert "A transfer was offered to the area; shown without a name" in text


@pytest.mark.parametrize("word", ["Thistlewick", "THISTLEWICK", "Barnaby", "2001/0012345A", "Bramblewood"])
def test_the_reason_does_not_name_the_person(word: str, people: People) -> None:
    Alias.objects.create(nominal=people.nominal, family_name="Bramblewood")
    with pytest.raises(DomainError, match="must not learn who this is"):
        offer(people, reason=f"Mother of {word} lives there")
    offer(people, reason="A relative who knits thistlewicks lives there")


def test_a_third_area_and_the_areas_offender_managers_see_no_offer(people: People) -> None:
    row = offer(people)
    third = make_user(Role.MAPPA_COORDINATOR, standard_team(THIRD_AREA, AgencyKind.MAPPA_UNIT))
    client = client_of(third)
    assert people.nominal.reference not in text_of(client.get(reverse("cases:transfers")))
    assert client.get(reverse("cases:transfer_offer", args=[row.pk])).status_code == 404
    assert client_of(people.outsider).get(reverse("cases:transfer_offer", args=[row.pk])).status_code == 403


def test_somebody_excluded_is_not_shown_the_offer(people: People, receiver: User) -> None:
    row = offer(people)
    reason = LimitReason.KNOWS_PERSON
    Exclusion.objects.create(nominal=people.nominal, user=receiver, reason=reason, started_on=LONG_AGO)
    client = client_of(receiver)
    assert people.nominal.reference not in text_of(client.get(reverse("cases:transfers")))
    assert client.get(reverse("cases:transfer_offer", args=[row.pk])).status_code == 404


def test_one_offer_is_open_at_a_time_and_none_to_the_area_itself(people: People) -> None:
    offer(people)
    with pytest.raises(DomainError, match="Withdraw it first"):
        offer(people, to_area=THIRD_AREA)
    Transfer.objects.all().delete()
    with pytest.raises(DomainError, match="responsible already"):
        offer(people, to_area=AREA)
    with pytest.raises(DomainError, match="today or later"):
        offer(people, in_days=-1)


def test_on_acceptance_access_moves_and_the_old_area_keeps_a_view_that_ends(
    people: People, receiver: User, lead_there: Team
) -> None:
    before = list(LevelPeriod.objects.values()), list(CategoryBasis.objects.values())
    row = accept(offer(people, in_days=0), receiver, lead_there)
    assert responsible(people.nominal) == [(AREA, LONG_AGO, today()), (OTHER_AREA, today(), None)]
    assert (list(LevelPeriod.objects.values()), list(CategoryBasis.objects.values())) == before
    for new in (receiver, people.outsider):
        assert can(new, people.nominal, CHANGE)
    for old in (people.coordinator, people.offender_manager, people.colleague):
        assert can(old, people.nominal, VIEW)
        assert not can(old, people.nominal, CHANGE)
    views = Involvement.objects.filter(reason=InvolvementReason.TRANSFERRED_OUT)
    assert set(views.values_list("team__name", "started_on", "ended_on")) == {
        (team.name, today(), months_after(today(), 3))
        for team in (people.team, standard_team(AREA, AgencyKind.MAPPA_UNIT))
    }
    prompt = RescreenPrompt.objects.get()
    assert (prompt.nominal, prompt.trigger, prompt.happened_on) == (people.nominal, "transfer", today())
    assert (row.state, row.answered_by, row.lead_team) == (TransferState.ACCEPTED, receiver, lead_there)
    assert not differences()
    assert clock_differences() == ([], [])


def test_before_the_day_the_old_area_goes_on_and_the_new_one_sees_nothing(
    people: People, receiver: User, lead_there: Team
) -> None:
    row = offer(people, in_days=40)
    client = client_of(receiver)
    sent = {"lead_team": str(lead_there.pk)}
    answer = client.post(reverse("cases:accept_transfer", args=[row.pk]), sent, follow=True)
    text = text_of(answer)
    assert "You see the record from the day on which your area is responsible." in text
    assert people.nominal.family_name not in text
    day = today() + 40 * DAY
    assert responsible(people.nominal) == [(AREA, LONG_AGO, day), (OTHER_AREA, day, None)]
    assert can(people.offender_manager, people.nominal, CHANGE)
    assert not can(receiver, people.nominal, VIEW)
    assert not differences()


def test_an_answer_after_the_day_moves_the_person_today(people: People, receiver: User, lead_there: Team) -> None:
    row = offer(people, in_days=1)
    Transfer.objects.filter(pk=row.pk).update(moves_on=today() - 5 * DAY)
    accept(row, receiver, lead_there)
    assert responsible(people.nominal) == [(AREA, LONG_AGO, today()), (OTHER_AREA, today(), None)]


def test_a_declined_offer_changes_nothing_and_says_why(people: People, receiver: User) -> None:
    row = offer(people)
    client = client_of(receiver)
    address = reverse("cases:decline_transfer", args=[row.pk])
    assert errors_of(client.post(address)) == ["Enter why your area declines"]
    assert client.post(address, {"reason": "No bed there"}).status_code == 302
    assert responsible(people.nominal) == [(AREA, LONG_AGO, None)]
    text = text_of(client_of(people.colleague).get(reverse("cases:transfer", args=[people.nominal.pk, row.pk])))
    assert "No bed there" in text
    told = Alert.objects.filter(kind=AlertKind.TRANSFER_ANSWERED).values_list("user", flat=True)
    assert set(told) == {people.coordinator.pk, people.administrator.pk}
    after = text_of(client.get(reverse("cases:transfer_offer", args=[row.pk])))
    assert "Level 1" not in after, "how the person is managed is shown while somebody must answer"


def test_the_offering_unit_is_reminded_of_what_nobody_answered(people: People) -> None:
    row = offer(people)
    clock = Clock.objects.get(kind="transfer_unanswered")
    unit = standard_team(AREA, AgencyKind.MAPPA_UNIT)
    assert (clock.source_id, clock.team, clock.warn_on) == (row.pk, unit, row.answer_by)
    transfers.withdraw_transfer(actor=people.coordinator, transfer=row, reason="Stays after all", on=today())
    assert not Clock.objects.filter(kind="transfer_unanswered").exists()
    row.refresh_from_db()
    assert row.state == TransferState.WITHDRAWN


def test_a_move_called_off_before_its_day_leaves_everything_as_it_was(
    people: People, receiver: User, lead_there: Team
) -> None:
    held = {"offender_manager": people.offender_manager, "team": people.team, "started_on": LONG_AGO}
    Allocation.objects.create(nominal=people.nominal, **held)
    row = accept(offer(people, in_days=40), receiver, lead_there)
    assert Allocation.objects.get().ended_on == row.moves_on
    client = client_of(people.coordinator)
    address = reverse("cases:withdraw_transfer", args=[people.nominal.pk, row.pk])
    assert client.post(address, {"reason": "Not released"}).status_code == 302
    row.refresh_from_db()
    assert row.state == TransferState.CALLED_OFF
    assert responsible(people.nominal) == [(AREA, LONG_AGO, None)]
    assert Allocation.objects.get().ended_on is None
    assert not Involvement.objects.filter(reason=InvolvementReason.TRANSFERRED_OUT).exists()
    assert not RescreenPrompt.objects.exists()
    assert not differences()
    accept(offer(people, in_days=0), receiver, lead_there)


def test_a_move_that_has_happened_is_not_called_off(people: People, receiver: User, lead_there: Team) -> None:
    row = accept(offer(people, in_days=0), receiver, lead_there)
    with pytest.raises(DomainError, match="can offer the person back"):
        transfers.withdraw_transfer(actor=people.coordinator, transfer=row, reason="No", on=today())
    with pytest.raises(DomainError, match="no longer open: accepted"):
        accept(row, receiver, lead_there)


def test_there_and_back_within_the_view_changes_who_keeps_the_record(
    people: People, receiver: User, lead_there: Team
) -> None:
    accept(offer(people, in_days=0), receiver, lead_there)
    yesterday = today() - DAY
    duties = Responsibility.objects.filter(nominal=people.nominal)
    duties.filter(area=AREA).update(ended_on=yesterday)
    duties.filter(area=OTHER_AREA).update(started_on=yesterday)
    here = Area.objects.get(pk=AREA)
    said: dict[str, Any] = {"to_area": here, "moves_on": today(), "reason": "Back", "on": today()}
    back = transfers.offer_transfer(actor=receiver, nominal=people.nominal, **said)
    accept(back, people.coordinator, people.team)
    assert not differences()
    assert can(people.offender_manager, people.nominal, CHANGE)
    assert can(receiver, people.nominal, VIEW)
    assert not can(receiver, people.nominal, CHANGE)


def test_a_restricted_record_is_accepted_by_a_coordinator_who_is_then_listed(
    people: People, receiver: User, lead_there: Team
) -> None:
    made = Restriction.objects.create(nominal=people.nominal, reason=LimitReason.HIGH_PROFILE, started_on=LONG_AGO)
    RestrictionMember.objects.create(restriction=made, user=people.coordinator)
    row = offer(people, in_days=0)
    administrator = make_user(Role.MAPPA_ADMINISTRATOR, standard_team(OTHER_AREA, AgencyKind.MAPPA_UNIT))
    with pytest.raises(DomainError, match="co-ordinator of your unit"):
        accept(row, administrator, lead_there)
    accept(row, receiver, lead_there)
    assert can(receiver, people.nominal, Capability.MANAGE_ACCESS)
    assert not can(people.outsider, people.nominal, VIEW)


def test_a_team_that_is_shut_out_does_not_lead(people: People, receiver: User, lead_there: Team) -> None:
    reason = LimitReason.KNOWS_PERSON
    Exclusion.objects.create(nominal=people.nominal, team=lead_there, reason=reason, started_on=LONG_AGO)
    row = offer(people)
    sent = {"lead_team": str(lead_there.pk)}
    answer = client_of(receiver).post(reverse("cases:accept_transfer", args=[row.pk]), sent)
    assert errors_of(answer) == ["This team is shut out of the record. Choose another, or ask the offering area."]


def test_a_team_of_a_third_area_may_lead_for_the_receiving_one(people: People, receiver: User) -> None:
    team = standard_team(THIRD_AREA, AgencyKind.PROBATION)
    row = offer(people, in_days=0)
    address = reverse("cases:accept_transfer", args=[row.pk])
    answer = client_of(receiver).post(f"{address}?area={THIRD_AREA}", {"lead_team": str(team.pk)})
    assert answer.headers["Location"] == people.nominal.get_absolute_url()
    assert Responsibility.objects.get(area=OTHER_AREA).lead_team == team


def test_a_change_ahead_comes_first(people: People, receiver: User, lead_there: Team) -> None:
    accept(offer(people, in_days=40), receiver, lead_there)
    with pytest.raises(DomainError, match="That comes first"):
        offer(people, to_area=THIRD_AREA, in_days=10)


def test_the_move_is_linked_from_the_overview_and_stands_in_the_history(people: People, receiver: User) -> None:
    client, overview = client_of(people.coordinator), people.nominal.get_absolute_url()
    assert reverse("cases:offer_transfer", args=[people.nominal.pk]) in client.get(overview).text
    assert "Transfer to another area" not in text_of(client_of(people.offender_manager).get(overview))
    offer(people)
    text = text_of(client.get(reverse("cases:timeline", args=[people.nominal.pk])))
    assert "Transfer to Gloucestershire offered for" in text
    assert "Transfer to another area" in text_of(client.get(reverse("cases:changes", args=[people.nominal.pk])))


def test_a_unit_lists_what_it_offered_with_the_names_it_may_see(people: People, receiver: User) -> None:
    offer(people)
    answer = client_of(people.administrator).get(reverse("cases:transfers"), {"which": "ours"})
    assert people.nominal.display_name in text_of(answer)
    theirs = client_of(receiver).get(reverse("cases:transfers"), {"which": "ours"})
    assert people.nominal.reference not in text_of(theirs)
