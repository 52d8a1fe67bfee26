"""The requirement begins by itself, its end moves, and Category 1 goes with it; nothing recorded is taken away."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.choices import AlertKind, Basis, BreachOf, BreachOutcome, DisposalKind, OffenceOutcome, OrderType
from cases.clocks import differences, refresh
from cases.models import Alert, Breach, CategoryBasis, Clock, Disposal, Nominal, NotificationRequirement, Order
from cases.rules.calendar import months_after
from cases.services.notification import follow_notification
from cases.services.offences import add_offence, change_offence, remove_offence
from cases.services.person import change_person
from cases.services.versions import version_of
from tests.cases.filling import boxes, text_of
from tests.personas import People, make_nominal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clocks_run(people: People) -> None:
    """For everybody in the tests, so that what a service leaves out shows."""
    refresh()


DAY = datetime.timedelta(days=1)
RAPE = {"offence_code": "soa2003-1", "offence_title": "Rape"}
ADULT, AGED_17, AGED_15 = 40, 17, 15


@pytest.fixture
def newcomer(people: People) -> Nominal:
    """Led by the same team, with no category yet."""
    nominal = make_nominal(people.team, family_name="Wrenfield", given_names="Osric")
    nominal.category_bases.all().delete()
    return nominal


def ago(days: int) -> datetime.date:
    return timezone.localdate() - days * DAY


def values(disposal: DisposalKind, day: datetime.date, **more: Any) -> dict[str, Any]:
    caution = disposal == DisposalKind.CAUTION
    return {
        **RAPE,
        "outcome": OffenceOutcome.CAUTIONED if caution else OffenceOutcome.CONVICTED,
        "disposal": disposal,
        "dealt_with_on": day,
        **more,
    }


def requirement(nominal: Nominal) -> NotificationRequirement:
    return NotificationRequirement.objects.get(nominal=nominal)


@pytest.mark.parametrize(
    ("age", "disposal", "term", "months"),
    [
        (ADULT, DisposalKind.IMPRISONMENT, {"months": 29}, 120),
        (ADULT, DisposalKind.IMPRISONMENT, {"months": 30}, None),
        (ADULT, DisposalKind.IMPRISONMENT, {"months": 6}, 84),
        (ADULT, DisposalKind.IMPRISONMENT, {"months": 6, "days": 1}, 120),
        (AGED_17, DisposalKind.CAUTION, {}, 12),
        (AGED_15, DisposalKind.LIFE, {}, None),
        (ADULT, DisposalKind.CONDITIONAL_DISCHARGE, {"months": 18}, 18),
        (AGED_17, DisposalKind.CONDITIONAL_DISCHARGE, {"months": 18}, 18),
        (ADULT, DisposalKind.COMMUNITY_ORDER, {}, 60),
    ],
)
def test_an_offence_added_on_the_page_makes_the_person_subject_for_the_right_time(
    people: People, newcomer: Nominal, age: int, disposal: DisposalKind, term: dict[str, int], months: int | None
) -> None:
    day = ago(40)
    Nominal.objects.filter(pk=newcomer.pk).update(date_of_birth=months_after(day, -12 * age - 3))
    client = Client()
    client.force_login(people.offender_manager)
    sent = {name: str(value) for name, value in values(disposal, day, **term).items() if name != "dealt_with_on"}
    address = reverse("cases:add_offence", args=[newcomer.pk])
    answer = client.post(address, {**sent, "victim_under_18": "no", **boxes("dealt_with_on", day)})
    assert answer.status_code == 302
    row = requirement(newcomer)
    assert (row.started_on, row.is_indefinite) == (day, months is None)
    assert row.ended_on == (months_after(day, months) if months else None)
    basis = CategoryBasis.objects.get(nominal=newcomer)
    assert (basis.basis, basis.started_on) == (Basis.NOTIFICATION_REQUIREMENT, day)
    assert (basis.ended_on, basis.expected_end_on) == (None, row.ended_on)
    assert "Subject to notification" in text_of(client.get(reverse("cases:notification", args=[newcomer.pk])))
    assert differences() == ([], [])


def test_a_fifteen_year_order_keeps_a_person_of_five_subject_for_fifteen(people: People, newcomer: Nominal) -> None:
    day, actor = ago(100), people.offender_manager
    add_offence(actor=actor, nominal=newcomer, values=values(DisposalKind.COMMUNITY_ORDER, day))
    end = months_after(day, 180)
    Order.objects.create(nominal=newcomer, order_type=OrderType.SHPO, made_on=day, ends_on=end)
    follow_notification(actor=actor, nominal=newcomer, on=timezone.localdate())
    assert CategoryBasis.objects.get(nominal=newcomer).expected_end_on == end
    client = Client()
    client.force_login(actor)
    said = text_of(client.get(reverse("cases:notification", args=[newcomer.pk])))
    assert f"until {end.day} {end:%B} {end.year}." in said
    assert "The order keeps the person subject" in said


def test_an_interim_order_alone_makes_somebody_subject_and_its_discharge_ends_that(
    people: People, newcomer: Nominal
) -> None:
    actor, today = people.offender_manager, timezone.localdate()
    order = Order.objects.create(nominal=newcomer, order_type=OrderType.INTERIM_SHPO, made_on=ago(50))
    follow_notification(actor=actor, nominal=newcomer, on=today)
    assert CategoryBasis.objects.get(nominal=newcomer).expected_end_on is None
    Order.objects.filter(pk=order.pk).update(ended_on=ago(2), end_reason="Discharged")
    follow_notification(actor=actor, nominal=newcomer, on=today)
    basis = CategoryBasis.objects.get(nominal=newcomer)
    assert requirement(newcomer).ended_on == ago(2)
    assert (basis.ended_on, basis.expected_end_on) == (None, ago(2))
    assert Clock.objects.filter(nominal=newcomer, kind="category_end", due_on=ago(2)).exists()


def test_the_breach_of_a_risk_order_makes_somebody_subject(people: People, newcomer: Nominal) -> None:
    actor, today = people.offender_manager, timezone.localdate()
    end = today + 900 * DAY
    order = Order.objects.create(nominal=newcomer, order_type=OrderType.SRO, made_on=ago(300), ends_on=end)
    follow_notification(actor=actor, nominal=newcomer, on=today)
    assert not NotificationRequirement.objects.exists()
    Breach.objects.create(
        nominal=newcomer, breach_of=BreachOf.ORDER, order=order, occurred_on=ago(60), details="Contact",
        outcome=BreachOutcome.CONVICTED, outcome_on=ago(10), recorded_by=actor,
    )  # fmt: skip
    follow_notification(actor=actor, nominal=newcomer, on=today)
    assert (requirement(newcomer).started_on, requirement(newcomer).ended_on) == (ago(10), end)
    assert CategoryBasis.objects.get(nominal=newcomer).started_on == ago(10)


def test_following_again_changes_nothing(people: People, newcomer: Nominal) -> None:
    actor, today = people.offender_manager, timezone.localdate()
    add_offence(actor=actor, nominal=newcomer, values=values(DisposalKind.FINE, ago(5)))
    row = requirement(newcomer)
    before = (version_of(row), version_of(CategoryBasis.objects.get(nominal=newcomer)))
    follow_notification(actor=actor, nominal=newcomer, on=today)
    assert (version_of(requirement(newcomer)), version_of(CategoryBasis.objects.get(nominal=newcomer))) == before


def test_a_correction_of_the_sentence_moves_the_end_and_the_category_with_it(people: People, newcomer: Nominal) -> None:
    actor, day = people.offender_manager, ago(30)
    offence = add_offence(actor=actor, nominal=newcomer, values=values(DisposalKind.FINE, day))
    stored = {name: getattr(offence, name) for name in (field.name for field in Disposal._meta.concrete_fields)}
    changed = {**stored, "disposal": DisposalKind.IMPRISONMENT, "months": 12}
    change_offence(actor=actor, offence=offence, version=version_of(offence), values=changed)
    assert requirement(newcomer).ended_on == months_after(day, 120)
    assert CategoryBasis.objects.get(nominal=newcomer).expected_end_on == months_after(day, 120)


def test_a_removed_offence_leaves_its_requirement_marked_and_removable(people: People, newcomer: Nominal) -> None:
    actor = people.offender_manager
    offence = add_offence(actor=actor, nominal=newcomer, values=values(DisposalKind.FINE, ago(30)))
    remove_offence(actor=actor, offence=offence)
    row = requirement(newcomer)
    client = Client()
    client.force_login(actor)
    assert "No longer given by the record" in text_of(client.get(reverse("cases:notification", args=[newcomer.pk])))
    assert client.post(reverse("cases:remove_notification_requirement", args=[newcomer.pk, row.pk])).status_code == 302
    assert not NotificationRequirement.objects.exists()
    assert CategoryBasis.objects.get(nominal=newcomer).ended_on is None


def test_without_a_date_of_birth_the_end_is_asked_for_and_follows_once_it_is_known(
    people: People, newcomer: Nominal
) -> None:
    actor, day = people.offender_manager, ago(30)
    Nominal.objects.filter(pk=newcomer.pk).update(date_of_birth=None)
    add_offence(actor=actor, nominal=newcomer, values=values(DisposalKind.FINE, day))
    assert (requirement(newcomer).ended_on, requirement(newcomer).is_indefinite) == (None, False)
    client = Client()
    client.force_login(actor)
    page = client.get(reverse("cases:notification", args=[newcomer.pk]))
    assert "When it ends is not known yet" in text_of(page)
    assert reverse("cases:edit", args=[newcomer.pk]) in page.text
    newcomer.refresh_from_db()
    born = {"date_of_birth": months_after(day, -12 * 30)}
    change_person(actor=actor, nominal=newcomer, version=newcomer.version, values=born)
    assert requirement(newcomer).ended_on == months_after(day, 60)


def test_an_offence_outside_schedule_3_brings_nothing(people: People, newcomer: Nominal) -> None:
    add_offence(
        actor=people.offender_manager,
        nominal=newcomer,
        values=values(DisposalKind.FINE, ago(30)) | {"offence_code": "oapa1861-20", "offence_title": "Wounding"},
    )
    assert not NotificationRequirement.objects.exists()
    assert not CategoryBasis.objects.filter(nominal=newcomer).exists()


def test_a_recorded_forecast_of_the_end_is_put_off_when_an_order_lasts_longer(
    people: People, newcomer: Nominal
) -> None:
    actor, today = people.offender_manager, timezone.localdate()
    basis = CategoryBasis.objects.create(
        nominal=newcomer, category=1, basis=Basis.NOTIFICATION_REQUIREMENT, started_on=ago(900),
        ended_on=today + 100 * DAY,
    )  # fmt: skip
    Order.objects.create(nominal=newcomer, order_type=OrderType.SHPO, made_on=ago(10), ends_on=today + 2000 * DAY)
    follow_notification(actor=actor, nominal=newcomer, on=today)
    basis.refresh_from_db()
    assert (basis.ended_on, basis.expected_end_on) == (None, today + 2000 * DAY)


def test_a_category_older_than_any_requirement_keeps_its_open_end(people: People, newcomer: Nominal) -> None:
    """It rests on something that nobody brought in: an order that ends says nothing of its end."""
    actor, today = people.offender_manager, timezone.localdate()
    basis = CategoryBasis.objects.create(
        nominal=newcomer, category=1, basis=Basis.NOTIFICATION_REQUIREMENT, started_on=ago(3000)
    )
    Order.objects.create(nominal=newcomer, order_type=OrderType.SHPO, made_on=ago(1000), ends_on=ago(5))
    follow_notification(actor=actor, nominal=newcomer, on=today)
    basis.refresh_from_db()
    assert (basis.ended_on, basis.expected_end_on) == (None, None)


def test_those_who_manage_and_the_unit_learn_of_a_category_that_began(people: People, newcomer: Nominal) -> None:
    add_offence(actor=people.offender_manager, nominal=newcomer, values=values(DisposalKind.FINE, ago(5)))
    told = set(Alert.objects.filter(kind=AlertKind.CATEGORY_CHANGED).values_list("user", flat=True))
    assert told == {people.supervisor.pk, people.administrator.pk, people.coordinator.pk}


def test_the_page_offers_to_bring_an_imported_order_in_line(people: People, newcomer: Nominal) -> None:
    Order.objects.create(nominal=newcomer, order_type=OrderType.SHPO, made_on=ago(400))
    client = Client()
    client.force_login(people.offender_manager)
    address = reverse("cases:follow_notification", args=[newcomer.pk])
    assert address in client.get(reverse("cases:notification", args=[newcomer.pk])).text
    assert "for as long as the order runs" in client.get(address).text
    assert client.post(address).status_code == 302
    assert requirement(newcomer).started_on == ago(400)


def test_a_requirement_of_somebody_brought_in_is_recorded_by_hand_with_its_reason(people: People) -> None:
    """Category 1 came with the import; the conviction did not."""
    client = Client()
    client.force_login(people.offender_manager)
    tab = reverse("cases:notification", args=[people.nominal.pk])
    assert "Category 1 holds, but no notification requirement is recorded." in text_of(client.get(tab))
    end = timezone.localdate() + 700 * DAY
    sent = {
        "source": "disposal", "lasts": "until", "reason": "Read from ViSOR; the court file is lost.",
        **boxes("relevant_date", ago(800)), **boxes("ended_on", end),
    }  # fmt: skip
    address = reverse("cases:add_notification_requirement", args=[people.nominal.pk])
    without = client.post(address, {**sent, "reason": ""})
    assert "Enter why it is recorded by hand" in text_of(without)
    assert client.post(address, sent).status_code == 302
    row = requirement(people.nominal)
    assert (row.relevant_date, row.ended_on, row.is_by_hand) == (ago(800), end, True)
    assert "Recorded by hand" in text_of(client.get(tab))
    change = reverse("cases:change_notification_requirement", args=[people.nominal.pk, row.pk])
    answer = client.post(change, {**sent, "lasts": "indefinite", "version": str(version_of(row))})
    assert answer.status_code == 302
    assert requirement(people.nominal).is_indefinite


def test_an_end_somebody_decided_is_not_moved_by_the_record_again(people: People, newcomer: Nominal) -> None:
    actor, today = people.offender_manager, timezone.localdate()
    add_offence(actor=actor, nominal=newcomer, values=values(DisposalKind.FINE, ago(30)))
    client = Client()
    client.force_login(actor)
    address = reverse("cases:end_notification_requirement", args=[newcomer.pk, requirement(newcomer).pk])
    answer = client.post(address, {**boxes("ended_on", today), "end_reason": "Conviction quashed"})
    assert answer.status_code == 302
    follow_notification(actor=actor, nominal=newcomer, on=today)
    row = requirement(newcomer)
    assert (row.ended_on, row.end_reason) == (today, "Conviction quashed")
    basis = CategoryBasis.objects.get(nominal=newcomer)
    assert (basis.ended_on, basis.expected_end_on) == (None, today)
