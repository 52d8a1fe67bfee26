"""Breaches of notification, orders and licence: recorded, decided, corrected; the event and the telling follow."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from cases.choices import AlertKind, Basis, BreachOutcome, EventType, RescreenTrigger
from cases.models import Alert, Breach, CaseEvent, CategoryBasis, Clock, Nominal, Order, RescreenPrompt
from cases.rules.calendar import months_after
from cases.services.breaches import change_breach, record_breach, remove_breach
from cases.services.versions import version_of
from tests.asking import client_of
from tests.cases.filling import errors_of, text_of, value_of
from tests.cases.orders.test_orders import address, send
from tests.personas import People, make_nominal

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
THEN = TODAY - 20 * DAY


def breached(people: People, nominal: Nominal | None = None, **values: Any) -> Breach:
    given = {"breach_of": "notification", "order_id": None, "occurred_on": THEN, "details": "Did not attend."}
    outcome = {"outcome": BreachOutcome.OPEN, "outcome_on": None}
    return record_breach(
        actor=people.offender_manager, nominal=nominal or people.nominal, values=given | outcome | values
    )


def decided(people: People, row: Breach, **values: Any) -> Breach:
    names = ("breach_of", "order_id", "occurred_on", "details", "outcome", "outcome_on")
    current = {name: getattr(row, name) for name in names} | values
    return change_breach(actor=people.offender_manager, breach=row, version=version_of(row), values=current)


@pytest.fixture
def at_risk(people: People) -> tuple[Nominal, Order]:
    """Somebody in Category 2, subject to a sexual risk order and not to notification."""
    nominal = make_nominal(people.team, family_name="Marrowby", basis=Basis.SENTENCE_12_MONTHS)
    order = Order.objects.create(nominal=nominal, order_type="sro", made_on=TODAY - 300 * DAY)
    return nominal, order


def test_a_breach_is_recorded_from_a_link_that_says_of_what(people: People) -> None:
    client = client_of(people.offender_manager)
    page = client.get(f"{address('add_breach', people.nominal)}?of=notification")
    assert page.context["form"]["breach_of"].value() == "notification"
    assert "Set by the area; default 28 days" in text_of(page)
    answers = {"breach_of": "notification", "occurred_on": THEN, "details": "Did not attend.", "outcome": "open"}
    assert send(people.offender_manager, people.nominal, "add_breach", **answers).status_code == 302
    text = text_of(client_of(people.panel_member).get(address("law", people.nominal)))
    assert "Did not attend." in text
    assert "Not decided yet" in text


def test_an_open_breach_has_a_clock_until_it_is_decided(people: People) -> None:
    row = breached(people)
    clock = Clock.objects.get(kind="breach_outcome")
    assert (clock.due_on, clock.warn_on) == (THEN + 28 * DAY, THEN)
    decided(people, row, outcome="charged", outcome_on=TODAY)
    clock.refresh_from_db()
    assert clock.due_on == months_after(TODAY, 6)
    row.refresh_from_db()
    decided(people, row, outcome="acquitted", outcome_on=TODAY)
    assert not Clock.objects.filter(kind="breach_outcome").exists()


def test_manager_supervisor_and_unit_are_told_of_a_breach_and_nobody_else(people: People) -> None:
    breached(people)
    told = Alert.objects.filter(kind=AlertKind.BREACH_RECORDED)
    assert {alert.user for alert in told} == {people.supervisor, people.coordinator, people.administrator}
    assert "Did not attend" not in str([alert.facts for alert in told])


@pytest.mark.parametrize(
    ("outcome", "event"),
    [("convicted", EventType.BREACH_CONVICTED), ("cautioned", EventType.BREACH_CAUTIONED), ("acquitted", None)],
)
def test_the_outcome_brings_its_event_on_its_day(people: People, outcome: str, event: EventType | None) -> None:
    decided(people, breached(people), outcome=outcome, outcome_on=TODAY - DAY)
    found = list(CaseEvent.objects.values_list("event_type", "occurred_on"))
    assert found == ([(event, TODAY - DAY)] if event else [])


def test_a_corrected_outcome_corrects_its_event_and_there_are_never_two(people: People) -> None:
    row = decided(people, breached(people), outcome="convicted", outcome_on=TODAY - 3 * DAY)
    event = CaseEvent.objects.get()
    row = decided(people, row, outcome="cautioned", outcome_on=TODAY - 2 * DAY)
    event.refresh_from_db()
    assert (event.event_type, event.occurred_on) == (EventType.BREACH_CAUTIONED, TODAY - 2 * DAY)
    decided(people, row, outcome="no_further_action", outcome_on=TODAY)
    assert not CaseEvent.objects.exists()


def test_two_breaches_decided_on_one_day_share_their_event(people: People) -> None:
    first = decided(people, breached(people), outcome="convicted", outcome_on=TODAY)
    second = decided(people, breached(people), outcome="convicted", outcome_on=TODAY)
    assert CaseEvent.objects.count() == 1
    decided(people, first, outcome="acquitted", outcome_on=TODAY)
    assert CaseEvent.objects.count() == 1
    remove_breach(actor=people.offender_manager, breach=second)
    assert not CaseEvent.objects.exists()


def test_an_event_brought_in_with_the_record_is_taken_over(people: People) -> None:
    held = CaseEvent.objects.create(nominal=people.nominal, event_type=EventType.BREACH_CONVICTED, occurred_on=TODAY)
    row = decided(people, breached(people), outcome="convicted", outcome_on=TODAY)
    assert row.event == held


def test_a_conviction_for_breach_of_a_sexual_risk_order_brings_notification(
    people: People, at_risk: tuple[Nominal, Order]
) -> None:
    nominal, order = at_risk
    row = breached(people, nominal, breach_of="order", order_id=order.pk)
    assert not CaseEvent.objects.exists()
    row = decided(people, row, outcome="convicted", outcome_on=TODAY - DAY)
    assert CaseEvent.objects.get().event_type == EventType.SRO_BREACH
    held = CategoryBasis.objects.get(nominal=nominal, basis=Basis.NOTIFICATION_REQUIREMENT)
    assert held.started_on == TODAY - DAY
    decided(people, row, details="Went to the park.")
    assert CaseEvent.objects.count() == 1


def test_somebody_already_subject_does_not_become_so_by_a_breach(people: People) -> None:
    order = Order.objects.create(nominal=people.nominal, order_type="sro", made_on=TODAY - 300 * DAY)
    decided(people, breached(people, breach_of="order", order_id=order.pk), outcome="convicted", outcome_on=TODAY)
    assert not CaseEvent.objects.exists()


def test_a_charge_asks_for_the_level_to_be_looked_at_again(people: People) -> None:
    decided(people, breached(people), outcome="charged", outcome_on=TODAY)
    prompt = RescreenPrompt.objects.get()
    assert (prompt.trigger, prompt.happened_on) == (RescreenTrigger.NEW_OFFENCE, TODAY)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"breach_of": "order"}, "Select the order that was breached"),
        ({"outcome": "convicted"}, "Enter the day of the outcome"),
        (
            {"outcome": "convicted", "outcome_on": THEN - DAY},
            "The outcome follows the breach: enter the same day or a later one.",
        ),
        ({"outcome_on": THEN}, "Select the outcome of that day, or leave the day empty"),
        ({"details": ""}, "Enter what happened"),
        ({"occurred_on": TODAY + DAY}, "Occurred on must be today or in the past"),
    ],
)
def test_a_breach_that_cannot_be_is_told_beside_the_field(people: People, answers: dict, sentence: str) -> None:
    Order.objects.create(nominal=people.nominal, order_type="shpo", made_on=TODAY - 300 * DAY)
    common = {"breach_of": "notification", "occurred_on": THEN, "details": "Kept words.", "outcome": "open"}
    response = send(people.offender_manager, people.nominal, "add_breach", **common | answers)
    assert errors_of(response) == [sentence]
    assert "details" in answers or "Kept words." in response.content.decode()
    assert not Breach.objects.exists()


def test_a_breach_before_the_order_was_made_is_refused(people: People) -> None:
    order = Order.objects.create(nominal=people.nominal, order_type="shpo", made_on=TODAY - DAY)
    common = {"breach_of": "order", "order_id": order.pk, "occurred_on": THEN, "details": "Went.", "outcome": "open"}
    response = send(people.offender_manager, people.nominal, "add_breach", **common)
    assert errors_of(response) == [f"The order was made on {order.made_on:%-d %B %Y}, after that day."]


def test_another_persons_order_cannot_be_named(people: People) -> None:
    other = Order.objects.create(nominal=people.strangers_nominal, order_type="shpo", made_on=TODAY - 300 * DAY)
    Order.objects.create(nominal=people.nominal, order_type="shpo", made_on=TODAY - 300 * DAY)
    common = {"breach_of": "order", "order_id": other.pk, "occurred_on": THEN, "details": "Went.", "outcome": "open"}
    response = send(people.offender_manager, people.nominal, "add_breach", **common)
    assert errors_of(response) == ["Select one of the answers in the list"]


def test_two_people_deciding_one_breach_lose_nothing(people: People) -> None:
    row = breached(people)
    where = address("change_breach", people.nominal, row.pk)
    version = value_of(client_of(people.colleague).get(where), "version")
    decided(people, row, details="Went to the station a day late.")
    answers = {"breach_of": "notification", "occurred_on": THEN, "details": "Did not attend.", "version": version}
    answer = send(
        people.colleague, people.nominal, "change_breach", row.pk, **answers, outcome="convicted", outcome_on=TODAY
    )
    assert "while you had it open" in text_of(answer)
    assert "Went to the station a day late." in text_of(answer)
    assert answer.context["form"]["outcome"].value() == "convicted"
    assert not CaseEvent.objects.exists()


def test_a_breach_is_on_the_timeline_with_its_outcome(people: People) -> None:
    decided(people, breached(people), outcome="cautioned", outcome_on=TODAY)
    text = text_of(client_of(people.panel_member).get(address("timeline", people.nominal)))
    assert "Breach: Notification requirements" in text
    assert "Breach, Notification requirements: Cautioned" in text
    assert "Breach Changed" in text_of(client_of(people.panel_member).get(address("changes", people.nominal)))


def test_only_what_no_other_page_records_is_recorded_as_an_event(people: People) -> None:
    page = text_of(client_of(people.offender_manager).get(address("add_event", people.nominal)))
    assert "Charged with a serious further offence" in page
    assert "Returned to custody" not in page
    answers = {"event_type": EventType.RETURNED_LICENCE.value, "occurred_on": TODAY}
    response = send(people.offender_manager, people.nominal, "add_event", **answers)
    assert errors_of(response) == ["Select one of the answers in the list"]
