"""The review of an indefinite requirement: who may apply from when, its limits, and what its decision brings."""

import datetime
from typing import Any

import pytest

from agencies.errors import DomainError
from cases.choices import Basis, EventType
from cases.models import CaseEvent, CategoryBasis, IndefiniteReview, LevelPeriod, Nominal, Order
from cases.rules.calendar import months_after
from cases.rules.notification_review import FACTORS
from cases.services import indefinite_review as service
from cases.services.category_end import Consideration
from cases.services.notification import set_qualifying_date
from cases.services.versions import Overtaken, version_of
from pagekit.dates import long_date
from tests.asking import client_of
from tests.cases.filling import text_of
from tests.cases.notification.giving import DAY, TODAY, due, make_newcomer, notified_before, subject
from tests.cases.orders.test_orders import address
from tests.personas import People
from tests.reporting.asking import counted, figure

pytestmark = pytest.mark.django_db

BEGAN = months_after(TODAY, -16 * 12)
YEAR = TODAY.year if (TODAY.month, TODAY.day) >= (4, 1) else TODAY.year - 1
NO_CATEGORY_3 = Consideration(applies=False, reason="Nothing points to it.")


@pytest.fixture
def person(people: People) -> Nominal:
    """Subject without end for sixteen years, first notified two days after."""
    nominal = make_newcomer(people)
    CategoryBasis.objects.create(nominal=nominal, category=1, basis=Basis.NOTIFICATION_REQUIREMENT, started_on=BEGAN)
    subject(nominal, BEGAN, is_indefinite=True)
    notified_before(people, nominal, BEGAN + 2 * DAY)
    set_qualifying_date(nominal, list(nominal.notification_requirements.all()), TODAY)
    return nominal


def apply(people: People, nominal: Nominal, on: datetime.date = TODAY - 60 * DAY) -> IndefiniteReview:
    return service.receive_application(actor=people.offender_manager, nominal=nominal, applied_on=on)


def decide(people: People, row: IndefiniteReview, outcome: str, **more: Any) -> IndefiniteReview:
    factors = dict.fromkeys(FACTORS, "Considered.")
    by: dict[str, Any] = {"actor": people.offender_manager, "review": row}
    service.record_factors(**by, version=version_of(row), factors=factors)
    told: dict[str, Any] = {
        "decided_on": TODAY,
        "decided_by": "Supt Sterling",
        "reasons": "As found.",
        "consideration": NO_CATEGORY_3,
    }
    return service.decide_review(**by, outcome=outcome, **{**told, **more})


@pytest.mark.parametrize(("age", "years"), [(30, 15), (17, 8)])
def test_the_qualifying_day_is_15_or_8_years_after_the_first_notification(people: People, age: int, years: int) -> None:
    nominal = make_newcomer(people, date_of_birth=months_after(BEGAN, -12 * age - 2))
    row = subject(nominal, BEGAN, is_indefinite=True)
    notified_before(people, nominal, BEGAN + 2 * DAY)
    set_qualifying_date(nominal, [row], TODAY)
    assert row.may_apply_on == months_after(BEGAN + 2 * DAY, 12 * years)


def test_nobody_may_apply_before_that_day_nor_while_a_shpo_holds(people: People, person: Nominal) -> None:
    day = months_after(BEGAN + 2 * DAY, 180)
    with pytest.raises(DomainError, match="may not be made yet"):
        apply(people, person, day - DAY)
    order = Order.objects.create(nominal=person, order_type="shpo", made_on=BEGAN + 9 * DAY)
    with pytest.raises(DomainError, match="sexual harm prevention order"):
        apply(people, person, day)
    text = text_of(client_of(people.offender_manager).get(address("notification", person)))
    assert "while a sexual harm prevention order is in force" in text
    order.delete()
    assert apply(people, person, day).acknowledge_by == day + 14 * DAY


def test_a_review_has_its_limits_one_after_the_other(people: People, person: Nominal) -> None:
    row = apply(people, person)
    applied = row.applied_on
    assert due(person, "review_acknowledge") == applied + 14 * DAY
    told = applied + 5 * DAY
    steps = {"applied_on": applied, "acknowledged_on": told, "bodies_asked_on": told, "last_reply_on": None}
    seen = version_of(row)
    service.change_steps(actor=people.offender_manager, review=row, version=seen, values=steps)
    assert due(person, "review_acknowledge") is None
    assert due(person, "review_replies") == told + 28 * DAY
    assert due(person, "review_decide") == told + 28 * DAY + 42 * DAY
    with pytest.raises(Overtaken):
        service.change_steps(actor=people.colleague, review=row, version=seen, values=steps | {"last_reply_on": TODAY})


def test_revoked_ends_the_requirement_and_category_1_and_counts_in_t4(people: People, person: Nominal) -> None:
    before = figure(counted(YEAR, today=TODAY), "T4", "one") or 0
    decide(people, apply(people, person), "revoked")
    requirement = person.notification_requirements.get()
    assert requirement.ended_on == TODAY
    assert CategoryBasis.objects.get(nominal=person).ended_on == TODAY
    assert CaseEvent.objects.get(nominal=person).event_type == EventType.REVOKED
    assert figure(counted(YEAR, today=TODAY), "T4", "one") == before + 1
    assert due(person, "notify_periodic") is None
    assert due(person, "review_decide") is None


def test_the_requirement_ends_when_the_person_receives_the_notice(people: People, person: Nominal) -> None:
    """Section 91C: not by the decision. What the tables count is the decision."""
    LevelPeriod.objects.filter(nominal=person).update(started_on=TODAY)  # accepted at a level on the same day
    tomorrow = TODAY + DAY
    row = decide(people, apply(people, person), "revoked", ceases_on=tomorrow)
    assert row.ceases_on == tomorrow
    assert person.notification_requirements.get().ended_on == tomorrow
    assert CategoryBasis.objects.get(nominal=person).ended_on == tomorrow
    assert LevelPeriod.objects.get(nominal=person).ended_on == tomorrow
    assert CaseEvent.objects.get(nominal=person).occurred_on == TODAY
    client = client_of(people.offender_manager)
    said = text_of(client.get(address("notification", person)))
    assert "An application may be made" not in said
    assert f"Subject to notification. Since {long_date(BEGAN)}, until {long_date(tomorrow)}." in said
    assert "Category 1." in text_of(client.get(address("check_eligibility", person)))


def test_no_notice_comes_before_the_decision(people: People, person: Nominal) -> None:
    row = apply(people, person)
    with pytest.raises(DomainError, match="after the decision"):
        decide(people, row, "revoked", ceases_on=TODAY - DAY)


def test_revoking_the_last_category_asks_for_category_3_first(people: People, person: Nominal) -> None:
    row = apply(people, person)
    with pytest.raises(DomainError, match="Category 3"):
        decide(people, row, "revoked", consideration=None)


def test_revoked_leaves_category_1_where_an_order_still_gives_it(people: People, person: Nominal) -> None:
    subject(person, BEGAN + 9 * DAY, ended_on=TODAY + 300 * DAY)
    decide(people, apply(people, person), "revoked", consideration=None)
    basis = CategoryBasis.objects.get(nominal=person)
    assert (basis.ended_on, basis.expected_end_on) == (None, TODAY + 300 * DAY)


@pytest.mark.parametrize(("years", "after"), [(None, 8), (12, 12)])
def test_refused_says_from_when_the_person_may_apply_again(
    people: People, person: Nominal, years: int | None, after: int
) -> None:
    row = decide(people, apply(people, person), "refused", years=years)
    again = months_after(TODAY, 12 * after)
    assert row.may_apply_again_on == again
    requirement = person.notification_requirements.get()
    assert (requirement.ended_on, requirement.may_apply_on) == (None, again)
    assert CategoryBasis.objects.get(nominal=person).ended_on is None
    with pytest.raises(DomainError, match="may not be made yet"):
        apply(people, person, TODAY)


def test_a_decision_needs_the_factors_and_comes_once(people: People, person: Nominal) -> None:
    row = apply(people, person)
    told: dict[str, Any] = {"decided_on": TODAY, "decided_by": "Supt Sterling", "reasons": "As found."}
    by: dict[str, Any] = {"actor": people.offender_manager, "review": row}
    with pytest.raises(DomainError, match="section 91D"):
        service.decide_review(**by, outcome="refused", **told)
    decide(people, row, "refused")
    with pytest.raises(DomainError, match="decided already"):
        service.decide_review(**by, outcome="revoked", **told)
