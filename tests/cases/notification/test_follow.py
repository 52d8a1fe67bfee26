"""A notification requirement follows from what is recorded, and Category 1 from the requirement."""

import datetime
from typing import Any

import pytest

from cases.choices import Basis
from cases.models import CategoryBasis, Nominal, NotificationRequirement, Order
from cases.rules.calendar import months_after
from cases.services.breaches import change_breach, record_breach, remove_breach
from cases.services.notification import follow_notification
from cases.services.offences import FIELDS, change_offence
from cases.services.orders import change_order, record_order
from cases.services.versions import version_of
from tests.cases.notification.giving import DAY, THEN, TODAY, make_newcomer, rape, subject
from tests.personas import People

pytestmark = pytest.mark.django_db

ADULT = datetime.date(1980, 5, 17)
AGED_17, AGED_15 = months_after(THEN, -17 * 12 - 6), months_after(THEN, -15 * 12 - 6)


@pytest.fixture
def newcomer(people: People) -> Nominal:
    return make_newcomer(people)


def follow(people: People, nominal: Nominal) -> list[NotificationRequirement]:
    nominal.refresh_from_db()
    return follow_notification(actor=people.offender_manager, nominal=nominal, on=TODAY)


def basis_of(nominal: Nominal) -> CategoryBasis:
    return CategoryBasis.objects.get(nominal=nominal, basis=Basis.NOTIFICATION_REQUIREMENT)


def correct(people: People, row: Any, **values: Any) -> None:
    current = {name: getattr(row, name) for name in FIELDS} | values
    change_offence(actor=people.offender_manager, offence=row, version=version_of(row), values=current)


def correct_order(people: People, row: Order, **values: Any) -> None:
    names = ("order_type", "made_on", "ends_on", "foreign_travel_restriction", "court", "applicant")
    current = {name: getattr(row, name) for name in names} | values
    change_order(actor=people.offender_manager, order=row, version=version_of(row), values=current)


@pytest.mark.parametrize(
    ("disposal", "term", "born", "months"),
    [
        ("imprisonment", {"months": 29}, ADULT, 120),
        ("imprisonment", {"months": 30}, ADULT, None),
        ("imprisonment", {"months": 6}, ADULT, 84),
        ("imprisonment", {"months": 6, "days": 1}, ADULT, 120),
        ("community_order", {}, ADULT, 60),
        ("caution", {}, ADULT, 24),
        ("caution", {}, AGED_17, 12),
        ("life", {}, AGED_15, None),
        ("conditional_discharge", {"months": 18}, ADULT, 18),
        ("conditional_discharge", {"months": 18}, AGED_17, 18),
    ],
)
def test_the_table_of_section_82_decides_how_long_and_category_1_goes_with_it(
    people: People, disposal: str, term: dict[str, int], born: datetime.date, months: int | None
) -> None:
    nominal = make_newcomer(people, date_of_birth=born)
    rape(nominal, disposal, **term)
    (row,) = follow(people, nominal)
    ends = months_after(THEN, months) if months else None
    assert (row.started_on, row.ended_on, row.is_indefinite) == (THEN, ends, months is None)
    basis = basis_of(nominal)
    assert (basis.started_on, basis.ended_on, basis.expected_end_on) == (THEN, None, ends)


def test_an_order_of_fifteen_years_keeps_somebody_of_five_years_subject(people: People, newcomer: Nominal) -> None:
    rape(newcomer, "community_order")
    follow(people, newcomer)
    assert basis_of(newcomer).expected_end_on == months_after(THEN, 60)
    values = {"order_type": "shpo", "made_on": THEN, "ends_on": months_after(THEN, 180)}
    record_order(actor=people.offender_manager, nominal=newcomer, values=values)
    assert newcomer.notification_requirements.count() == 2
    assert basis_of(newcomer).expected_end_on == months_after(THEN, 180)


def test_following_again_changes_nothing(people: People, newcomer: Nominal) -> None:
    rape(newcomer, months=29)
    first = follow(people, newcomer)
    versions = [version_of(row) for row in first]
    again = follow(people, newcomer)
    assert [row.pk for row in again] == [row.pk for row in first]
    assert [version_of(row) for row in again] == versions
    assert CategoryBasis.objects.filter(nominal=newcomer).count() == 1


@pytest.mark.parametrize("shift", [-200, -3, 7], ids=["much-earlier", "earlier", "later"])
def test_a_corrected_day_of_conviction_moves_the_requirement_and_category_1(
    people: People, newcomer: Nominal, shift: int
) -> None:
    offence = rape(newcomer, months=29)
    follow(people, newcomer)
    moved = THEN + shift * DAY
    correct(people, offence, dealt_with_on=moved, committed_on=moved - 90 * DAY)
    row = newcomer.notification_requirements.get()
    assert (row.started_on, row.relevant_date, row.ended_on) == (moved, moved, months_after(moved, 120))
    basis = basis_of(newcomer)
    assert (basis.started_on, basis.expected_end_on) == (moved, months_after(moved, 120))


@pytest.mark.parametrize("shift", [-400, 5], ids=["earlier", "later"])
def test_a_corrected_day_of_an_order_moves_the_requirement_and_category_1(
    people: People, newcomer: Nominal, shift: int
) -> None:
    values = {"order_type": "shpo", "made_on": THEN, "ends_on": months_after(THEN, 84)}
    order = record_order(actor=people.offender_manager, nominal=newcomer, values=values)
    correct_order(people, order, made_on=THEN + shift * DAY)
    row = newcomer.notification_requirements.get()
    basis = basis_of(newcomer)
    assert row.started_on == basis.started_on == THEN + shift * DAY


def test_a_category_that_began_by_itself_keeps_its_first_day(people: People) -> None:
    nominal = people.nominal
    before = basis_of(nominal).started_on
    offence = rape(nominal, months=29)
    follow(people, nominal)
    correct(people, offence, dealt_with_on=THEN - 10 * DAY, committed_on=THEN - 90 * DAY)
    assert basis_of(nominal).started_on == before


def test_one_of_two_convictions_corrected_leaves_category_1_where_the_other_began_it(
    people: People, newcomer: Nominal
) -> None:
    rape(newcomer, months=29, dealt_with_on=THEN - 100 * DAY, committed_on=THEN - 200 * DAY)
    later = rape(newcomer, months=29)
    follow(people, newcomer)
    assert basis_of(newcomer).started_on == THEN - 100 * DAY
    correct(people, later, dealt_with_on=THEN + DAY)
    assert basis_of(newcomer).started_on == THEN - 100 * DAY


def test_an_end_that_somebody_decided_is_not_moved(people: People, newcomer: Nominal) -> None:
    offence = rape(newcomer, months=29)
    (row,) = follow(people, newcomer)
    NotificationRequirement.objects.filter(pk=row.pk).update(ended_on=TODAY + DAY, end_reason="Quashed")
    correct(people, offence, months=40)
    row.refresh_from_db()
    assert (row.ended_on, row.is_indefinite) == (TODAY + DAY, False)


# --- breaches of a sexual risk order ----------------------------------------------------------------------------------


def breached(people: People, nominal: Nominal) -> Any:
    order = Order.objects.create(nominal=nominal, order_type="sro", made_on=THEN - 200 * DAY)
    values = {"breach_of": "order", "order_id": order.pk, "occurred_on": THEN, "details": "Went there."}
    return record_breach(
        actor=people.offender_manager, nominal=nominal, values=values | {"outcome": "convicted", "outcome_on": THEN}
    )


def test_a_breach_of_a_risk_order_brings_notification_and_its_removal_takes_it_away(
    people: People, newcomer: Nominal
) -> None:
    breach = breached(people, newcomer)
    assert newcomer.notification_requirements.get().source == "sro_breach"
    assert basis_of(newcomer).started_on == THEN
    remove_breach(actor=people.offender_manager, breach=breach)
    assert not newcomer.notification_requirements.exists()
    assert not CategoryBasis.objects.filter(nominal=newcomer).exists()
    assert not newcomer.clocks.filter(kind__startswith="notify").exists()


def test_a_breach_decided_otherwise_takes_it_away_too(people: People, newcomer: Nominal) -> None:
    breach = breached(people, newcomer)
    names = ("breach_of", "order_id", "occurred_on", "details", "outcome", "outcome_on")
    values = {name: getattr(breach, name) for name in names} | {"outcome": "acquitted"}
    change_breach(actor=people.offender_manager, breach=breach, version=version_of(breach), values=values)
    assert not newcomer.notification_requirements.exists()
    assert not CategoryBasis.objects.filter(nominal=newcomer).exists()


def test_what_an_offence_gives_stays_when_a_breach_is_taken_back(people: People, newcomer: Nominal) -> None:
    breach = breached(people, newcomer)
    rape(newcomer, months=29, dealt_with_on=THEN + 9 * DAY)
    follow(people, newcomer)
    remove_breach(actor=people.offender_manager, breach=breach)
    assert newcomer.notification_requirements.get().source == "disposal"
    basis = basis_of(newcomer)
    assert (basis.started_on, basis.expected_end_on) == (THEN + 9 * DAY, months_after(THEN + 9 * DAY, 120))


def test_a_category_held_before_the_breach_is_never_taken_away(people: People) -> None:
    breach = breached(people, people.nominal)
    subject(people.nominal, THEN - 500 * DAY, is_indefinite=True)
    remove_breach(actor=people.offender_manager, breach=breach)
    assert basis_of(people.nominal).ended_on is None
