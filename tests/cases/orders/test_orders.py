"""Orders on the law tab: recorded, questioned, corrected, varied, ended, and what follows by itself."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.choices import AlertKind, Basis, OrderChangeKind, OrderEnd, OrderTermKind, RescreenTrigger
from cases.clocks import differences, refresh
from cases.models import (
    Alert,
    CategoryBasis,
    Clock,
    Nominal,
    Order,
    OrderChange,
    OrderTerm,
    PracticeSetting,
    RescreenPrompt,
)
from cases.rules.calendar import months_after
from cases.services.order_ends import follow_ended_orders
from cases.services.orders import record_order
from tests.asking import client_of
from tests.cases.filling import boxes, errors_of, text_of, value_of
from tests.personas import AREA, People, make_nominal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clocks_run(people: People) -> None:
    """For everybody in the tests, so that what a service leaves out shows."""
    refresh()


MADE = datetime.date(2024, 12, 2)
DAY = datetime.timedelta(days=1)
FIVE_YEARS = months_after(MADE, 60)


def address(name: str, nominal: Nominal, part: Any = None) -> str:
    return reverse(f"cases:{name}", args=[nominal.pk] if part is None else [nominal.pk, part])


def send(user: Any, nominal: Nominal, name: str, part: Any = None, **answers: Any) -> Any:
    data: dict[str, str] = {}
    for key, value in answers.items():
        data |= boxes(key, value) if isinstance(value, datetime.date) else {key: str(value)}
    return client_of(user).post(address(name, nominal, part), data)


def shpo(nominal: Nominal, **fields: Any) -> Order:
    return Order.objects.create(nominal=nominal, **{"order_type": "shpo", "made_on": MADE} | fields)


@pytest.fixture
def newcomer(people: People) -> Nominal:
    """Led by the same team, in no category."""
    nominal = make_nominal(people.team, family_name="Wrenfield")
    nominal.category_bases.all().delete()
    return nominal


def test_a_shpo_made_brings_category_1_from_that_day(people: People, newcomer: Nominal) -> None:
    answer = send(people.offender_manager, newcomer, "add_order", order_type="shpo", made_on=MADE, court="Fable Court")
    assert answer.headers["Location"] == f"{address('law', newcomer)}#orders"
    held = CategoryBasis.objects.get(nominal=newcomer)
    assert (held.basis, held.started_on) == (Basis.NOTIFICATION_REQUIREMENT, MADE)
    text = text_of(client_of(people.panel_member).get(address("law", people.nominal)))
    assert "No order is recorded." in text


def test_an_order_that_brings_no_notification_brings_no_category(people: People, newcomer: Nominal) -> None:
    send(people.offender_manager, newcomer, "add_order", order_type="spo", made_on=MADE)
    assert not CategoryBasis.objects.filter(nominal=newcomer).exists()


def test_a_shpo_of_less_than_five_years_is_recorded_only_as_the_court_made_it(people: People) -> None:
    short = {"order_type": "shpo", "made_on": MADE, "ends_on": FIVE_YEARS - DAY}
    asked = send(people.offender_manager, people.nominal, "add_order", **short)
    assert "at least 5 years" in errors_of(asked)[0]
    assert "Sexual Offences Act 2003 s.103C" in errors_of(asked)[0]
    assert "Record it as the court made it" in text_of(asked)
    assert value_of(asked, "ends_on_year") == "2029"
    assert not Order.objects.exists()
    assert send(people.offender_manager, people.nominal, "add_order", **short, as_made="on").status_code == 302
    row = Order.objects.get()
    assert row.confirmed_as_made
    text = text_of(client_of(people.offender_manager).get(address("order", people.nominal, row.pk)))
    assert "recorded as the court made it" in text


def test_five_years_to_the_day_asks_nothing(people: People) -> None:
    answers = {"order_type": "shpo", "made_on": MADE, "ends_on": FIVE_YEARS}
    assert send(people.offender_manager, people.nominal, "add_order", **answers).status_code == 302
    assert not Order.objects.get().confirmed_as_made


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"order_type": "interim_shpo", "made_on": MADE}, "An interim order has effect for a fixed period only"),
        ({"order_type": "shpo", "made_on": datetime.date(2015, 3, 7)}, "could not make this order before 8 March 2015"),
        ({"order_type": "shpo", "made_on": datetime.date(1970, 1, 1)}, "This lies before the person was born."),
    ],
)
def test_what_the_law_knows_no_exception_to_is_refused(people: People, answers: dict[str, Any], sentence: str) -> None:
    response = send(people.offender_manager, people.nominal, "add_order", **answers, as_made="on")
    assert sentence in errors_of(response)[0]
    assert not Order.objects.exists()


def test_a_travel_restriction_is_recorded_with_the_order_and_its_own_end(people: People) -> None:
    answers = {"order_type": "shpo", "made_on": MADE, "foreign_travel_restriction": "on"}
    too_long = send(people.offender_manager, people.nominal, "add_order", **answers, travel_ends_on=FIVE_YEARS + DAY)
    assert "at most 5 years" in errors_of(too_long)[0]
    send(people.offender_manager, people.nominal, "add_order", **answers, travel_ends_on=FIVE_YEARS)
    term = OrderTerm.objects.get()
    assert (term.kind, term.starts_on, term.ends_on) == (OrderTermKind.FOREIGN_TRAVEL, MADE, FIVE_YEARS)
    text = text_of(client_of(people.offender_manager).get(address("law", people.nominal)))
    assert "Restricts foreign travel until 2 December 2029" in text


def test_the_end_of_a_travel_restriction_without_one_is_not_lost(people: People) -> None:
    answers = {"order_type": "shpo", "made_on": MADE, "travel_ends_on": FIVE_YEARS}
    response = send(people.offender_manager, people.nominal, "add_order", **answers)
    assert errors_of(response) == ["Tick this when it restricts foreign travel"]
    assert value_of(response, "travel_ends_on_year") == "2029"


def test_who_manages_the_person_is_told_of_an_order_and_nobody_else(people: People) -> None:
    send(people.coordinator, people.nominal, "add_order", order_type="shpo", made_on=MADE)
    told = Alert.objects.filter(kind=AlertKind.ORDER_CHANGED)
    assert {alert.user for alert in told} == {people.supervisor}
    assert told[0].facts["code"] == "shpo"
    assert "Thistlewick" not in str(told[0].facts)


def test_a_new_shpo_takes_the_place_of_the_one_before(people: People) -> None:
    earlier = shpo(people.nominal, made_on=MADE - 400 * DAY)
    interim = shpo(people.nominal, order_type="interim_shpo", made_on=MADE - 30 * DAY, ends_on=MADE + 60 * DAY)
    send(people.offender_manager, people.nominal, "add_order", order_type="shpo", made_on=MADE)
    for row in (earlier, interim):
        row.refresh_from_db()
        assert (row.ended_on, row.end_reason_words) == (MADE, "Replaced by a later order")
    assert Order.objects.filter(ended_on=None).count() == 1


def test_what_a_wrong_order_replaced_is_in_force_again_without_it(people: People) -> None:
    earlier = shpo(people.nominal, made_on=MADE - 400 * DAY)
    send(people.offender_manager, people.nominal, "add_order", order_type="shpo", made_on=MADE)
    wrong = Order.objects.get(made_on=MADE)
    version = value_of(client_of(people.colleague).get(address("change_order", people.nominal, wrong.pk)), "version")
    moved = {"order_type": "shpo", "made_on": MADE - DAY, "version": version}
    send(people.offender_manager, people.nominal, "change_order", wrong.pk, **moved)
    earlier.refresh_from_db()
    assert earlier.ended_on == MADE - DAY
    send(people.offender_manager, people.nominal, "remove_order", wrong.pk)
    assert list(Order.objects.values_list("ended_on", "end_reason")) == [(None, "")]
    assert not OrderChange.objects.exists()


def test_a_confirmation_holds_for_what_was_confirmed_alone(people: People) -> None:
    row = shpo(people.nominal, ends_on=FIVE_YEARS - DAY, confirmed_as_made=True)
    where = address("change_order", people.nominal, row.pk)
    page = client_of(people.offender_manager).get(where)
    common = {"order_type": "shpo", "made_on": MADE, "version": value_of(page, "version")}
    shorter = send(people.offender_manager, people.nominal, "change_order", row.pk, **common, ends_on=MADE + 30 * DAY)
    assert "at least 5 years" in errors_of(shorter)[0]
    same = common | {"ends_on": FIVE_YEARS - DAY, "court": "Fable Court"}
    assert send(people.offender_manager, people.nominal, "change_order", row.pk, **same).status_code == 302


def test_an_order_with_a_travel_restriction_added_later_is_still_corrected(people: People) -> None:
    row = shpo(people.nominal)
    OrderTerm.objects.create(order=row, kind="foreign_travel", starts_on=MADE + DAY, ends_on=FIVE_YEARS)
    page = client_of(people.offender_manager).get(address("change_order", people.nominal, row.pk))
    common = {"order_type": "shpo", "made_on": MADE, "version": value_of(page, "version"), "court": "Fable Court"}
    assert send(people.offender_manager, people.nominal, "change_order", row.pk, **common).status_code == 302
    row.refresh_from_db()
    assert not row.foreign_travel_restriction


def test_two_people_correcting_one_order_lose_nothing(people: People) -> None:
    row = shpo(people.nominal, court="Fable Court")
    where = address("change_order", people.nominal, row.pk)
    first, second = client_of(people.offender_manager), client_of(people.colleague)
    forms = [one.get(where) for one in (first, second)]
    common = {"order_type": "shpo", **boxes("made_on", MADE)}
    sent = [common | {"version": value_of(form, "version")} for form in forms]
    assert first.post(where, sent[0] | {"court": "Mould Crown Court"}).status_code == 302
    answer = second.post(where, sent[1] | {"court": "Fable Court", "applicant": "police"})
    assert "while you had it open" in text_of(answer)
    assert answer.context["form"]["applicant"].value() == "police"
    row.refresh_from_db()
    assert (row.court, row.applicant) == ("Mould Crown Court", "")
    again = sent[1] | {"court": "Mould Crown Court", "applicant": "police", "version": value_of(answer, "version")}
    assert second.post(where, again).status_code == 302
    row.refresh_from_db()
    assert (row.court, row.applicant) == ("Mould Crown Court", "police")


def test_a_corrected_day_takes_the_terms_from_that_day_with_it(people: People) -> None:
    row = shpo(people.nominal)
    term = OrderTerm.objects.create(order=row, kind="prohibition", text="Not to.", starts_on=MADE)
    where = address("change_order", people.nominal, row.pk)
    version = value_of(client_of(people.offender_manager).get(where), "version")
    answers = {"order_type": "shpo", "made_on": MADE + DAY, "version": version}
    assert send(people.offender_manager, people.nominal, "change_order", row.pk, **answers).status_code == 302
    term.refresh_from_db()
    assert term.starts_on == MADE + DAY


def test_an_order_of_a_breach_is_not_removed_and_another_is(people: People) -> None:
    row, other = shpo(people.nominal), shpo(people.nominal, order_type="spo")
    people.nominal.breaches.create(
        breach_of="order", order=row, occurred_on=MADE, details="Went.", recorded_by=people.colleague
    )
    refused = send(people.offender_manager, people.nominal, "remove_order", row.pk)
    assert errors_of(refused) == ["A breach of this order is recorded. Correct or remove the breach first."]
    assert send(people.offender_manager, people.nominal, "remove_order", other.pk).status_code == 302
    assert list(Order.objects.all()) == [row]


def test_a_prohibition_has_its_own_wording_and_end(people: People) -> None:
    row = shpo(people.nominal)
    common = {"kind": "prohibition", "starts_on": MADE, "ends_on": FIVE_YEARS}
    empty = send(people.offender_manager, people.nominal, "add_order_term", row.pk, **common)
    assert errors_of(empty) == ["Enter what the order forbids or requires"]
    send(people.offender_manager, people.nominal, "add_order_term", row.pk, **common, text="Not to enter the park.")
    text = text_of(client_of(people.panel_member).get(address("order", people.nominal, row.pk)))
    assert "Prohibition Not to enter the park. 2 December 2024 2 December 2029 In force" in text


def test_a_term_cannot_start_before_its_order(people: People) -> None:
    row = shpo(people.nominal)
    common = {"kind": "requirement", "text": "Tell the police.", "starts_on": MADE - DAY}
    response = send(people.offender_manager, people.nominal, "add_order_term", row.pk, **common)
    assert errors_of(response) == ["The order was made on 2 December 2024: enter that day or a later one."]


def test_what_the_tables_count_as_restricting_travel_follows_its_terms(people: People) -> None:
    row = shpo(people.nominal)
    common = {"kind": "foreign_travel", "starts_on": MADE, "ends_on": FIVE_YEARS}
    send(people.offender_manager, people.nominal, "add_order_term", row.pk, **common)
    row.refresh_from_db()
    assert row.foreign_travel_restriction
    send(people.offender_manager, people.nominal, "remove_order_term", row.terms.get().pk)
    row.refresh_from_db()
    assert not row.foreign_travel_restriction


def test_a_restriction_of_travel_added_later_is_not_one_made_with_the_order(people: People) -> None:
    row = shpo(people.nominal)
    common = {"kind": "foreign_travel", "starts_on": MADE + 40 * DAY, "ends_on": FIVE_YEARS}
    send(people.offender_manager, people.nominal, "add_order_term", row.pk, **common)
    row.refresh_from_db()
    assert not row.foreign_travel_restriction


def test_a_varied_order_has_its_new_end_and_taken_back_the_old_one(people: People) -> None:
    row = shpo(people.nominal, ends_on=FIVE_YEARS)
    new_end = months_after(MADE, 96)
    answers = {"kind": "varied", "changed_on": MADE + 90 * DAY, "effect": "new_end", "new_ends_on": new_end}
    assert send(people.offender_manager, people.nominal, "add_order_change", row.pk, **answers).status_code == 302
    row.refresh_from_db()
    assert row.ends_on == new_end
    text = text_of(client_of(people.offender_manager).get(address("order", people.nominal, row.pk)))
    assert "Varied" in text
    send(people.offender_manager, people.nominal, "remove_order_change", row.changes.get().pk)
    row.refresh_from_db()
    assert row.ends_on == FIVE_YEARS
    assert not OrderChange.objects.exists()


def test_only_the_last_change_is_taken_back(people: People) -> None:
    row = shpo(people.nominal, ends_on=FIVE_YEARS)
    for days in (90, 120):
        answers = {"kind": "varied", "changed_on": MADE + days * DAY, "effect": "stays"}
        send(people.offender_manager, people.nominal, "add_order_change", row.pk, **answers)
    first = row.changes.last()
    refused = send(people.offender_manager, people.nominal, "remove_order_change", first.pk)  # type: ignore[union-attr]
    assert errors_of(refused) == ["Something later is recorded of this order. Remove that first."]


def test_a_renewed_travel_restriction_goes_on_for_at_most_five_more_years(people: People) -> None:
    row = shpo(people.nominal)
    OrderTerm.objects.create(order=row, kind="foreign_travel", starts_on=MADE, ends_on=FIVE_YEARS)
    answers = {"kind": "renewed", "changed_on": MADE + 90 * DAY, "effect": "stays"}
    ten = months_after(FIVE_YEARS, 60)
    asked = send(
        people.offender_manager, people.nominal, "add_order_change", row.pk, **answers, travel_ends_on=ten + DAY
    )
    assert "at most 5 more each time it is renewed" in errors_of(asked)[0]
    send(people.offender_manager, people.nominal, "add_order_change", row.pk, **answers, travel_ends_on=ten)
    renewed = row.terms.get(starts_on=FIVE_YEARS)
    assert (renewed.ends_on, renewed.brought_by) == (ten, row.changes.get())
    send(people.offender_manager, people.nominal, "remove_order_change", row.changes.get().pk)
    assert row.terms.count() == 1


def test_an_early_discharge_is_questioned_and_asks_to_screen_again(people: People) -> None:
    row = shpo(people.nominal)
    day = MADE + 200 * DAY
    answers = {"kind": "discharged", "changed_on": day, "effect": "ends"}
    asked = send(people.offender_manager, people.nominal, "add_order_change", row.pk, **answers)
    assert "only if the person and the police consent" in errors_of(asked)[0]
    send(people.offender_manager, people.nominal, "add_order_change", row.pk, **answers, as_made="on")
    row.refresh_from_db()
    assert (row.ended_on, row.end_reason_words) == (day, "Discharged")
    assert RescreenPrompt.objects.get(nominal=people.nominal).trigger == RescreenTrigger.ORDER_ENDED
    again = send(people.offender_manager, people.nominal, "add_order_change", row.pk, **answers)
    assert errors_of(again) == [f"This order ended on {day:%-d %B %Y}."]


def test_an_order_replaced_in_2015_is_not_extended(people: People) -> None:
    row = shpo(people.nominal, order_type="sopo", made_on=datetime.date(2013, 1, 7), ends_on=datetime.date(2030, 1, 7))
    answers = {"kind": "varied", "changed_on": MADE, "effect": "open"}
    response = send(people.offender_manager, people.nominal, "add_order_change", row.pk, **answers, as_made="on")
    assert "can no longer be extended" in errors_of(response)[0]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"kind": "varied", "effect": "new_end"}, "Enter the new end"),
        ({"kind": "varied", "effect": "new_end", "new_ends_on": MADE}, "A new end lies after that day."),
        ({"kind": "discharged", "effect": "stays"}, "Choose “The order ends that day”."),
        (
            {"kind": "varied", "effect": "stays", "new_ends_on": FIVE_YEARS},
            "Select “A new end”, or leave the new end empty",
        ),
    ],
)
def test_a_change_that_cannot_be_is_told_beside_the_field(people: People, answers: dict, sentence: str) -> None:
    row = shpo(people.nominal)
    response = send(
        people.offender_manager, people.nominal, "add_order_change", row.pk, changed_on=MADE + DAY, **answers
    )
    assert errors_of(response) == [sentence]
    assert not OrderChange.objects.exists()


def test_a_change_recorded_late_does_not_move_an_end_decided_since(people: People) -> None:
    row = shpo(people.nominal, ends_on=FIVE_YEARS)
    OrderChange.objects.create(order=row, kind=OrderChangeKind.VARIED, changed_on=MADE + 300 * DAY)
    answers = {"kind": "varied", "changed_on": MADE + 90 * DAY, "effect": "open"}
    response = send(people.offender_manager, people.nominal, "add_order_change", row.pk, **answers)
    assert "it decides the end" in errors_of(response)[0]
    assert OrderChange.objects.filter(effect=OrderEnd.OPEN).count() == 0


# --- clocks ---------------------------------------------------------------------------------------------------------


def test_the_clock_of_an_order_leads_to_its_page_and_its_days_are_a_setting(people: People) -> None:
    today = timezone.localdate()
    row = shpo(people.nominal, made_on=today - 400 * DAY, ends_on=today + 120 * DAY)
    refresh([people.nominal.pk])
    clock = Clock.objects.get(kind="order_end")
    assert clock.warn_on == row.ends_on - 90 * DAY  # type: ignore[operator]
    PracticeSetting.objects.create(
        name="order_end_prompt", area_id=AREA, value=6, unit="months", effective_from=today, authority="The area"
    )
    refresh([people.nominal.pk])
    clock.refresh_from_db()
    assert clock.warn_on == months_after(row.ends_on, -6)  # type: ignore[arg-type]
    assert differences() == ([], [])
    text = client_of(people.offender_manager).get(reverse("cases:worklist")).content.decode()
    assert address("order", people.nominal, row.pk) in text


def test_a_travel_restriction_has_a_clock_until_it_is_renewed(people: People) -> None:
    today = timezone.localdate()
    row = shpo(people.nominal, made_on=today - 400 * DAY)
    term = OrderTerm.objects.create(order=row, kind="foreign_travel", starts_on=row.made_on, ends_on=today + 30 * DAY)
    refresh([people.nominal.pk])
    clock = Clock.objects.get(kind="travel_restriction_end")
    assert (clock.source_id, clock.due_on) == (term.pk, term.ends_on)
    where = address("order_of_term", people.nominal, term.pk)
    assert (
        client_of(people.offender_manager)
        .get(where)
        .headers["Location"]
        .startswith(address("order", people.nominal, row.pk))
    )
    answers = {"kind": "renewed", "changed_on": today, "effect": "stays", "travel_ends_on": today + 900 * DAY}
    send(people.offender_manager, people.nominal, "add_order_change", row.pk, **answers)
    assert not Clock.objects.filter(kind="travel_restriction_end").exists()


def test_prohibitions_that_end_with_their_order_have_no_clock_of_their_own(people: People) -> None:
    today = timezone.localdate()
    row = shpo(people.nominal, made_on=today - 400 * DAY, ends_on=today + 60 * DAY)
    for text, days in (("One", 60), ("Two", 30), ("Three", 30)):
        OrderTerm.objects.create(
            order=row, kind="prohibition", text=text, starts_on=row.made_on, ends_on=today + days * DAY
        )
    refresh([people.nominal.pk])
    assert Clock.objects.get(kind="order_term_end").due_on == today + 30 * DAY
    assert differences() == ([], [])


def test_an_order_that_reached_its_end_by_date_alone_asks_to_screen_again_once(people: People) -> None:
    today = timezone.localdate()
    shpo(people.nominal, made_on=today - 400 * DAY, ends_on=today)
    shpo(people.nominal, made_on=today - 900 * DAY, ends_on=today - 300 * DAY)
    for _night in range(2):
        follow_ended_orders(today)
    prompt = RescreenPrompt.objects.get(nominal=people.nominal)
    assert (prompt.trigger, prompt.happened_on) == (RescreenTrigger.ORDER_ENDED, today)
    assert Alert.objects.filter(kind=AlertKind.ORDER_CHANGED).count() == 1


# --- what others see ------------------------------------------------------------------------------------------------


def test_an_order_its_changes_and_terms_are_on_the_timeline_and_among_the_changes(people: People) -> None:
    row = record_order(
        actor=people.offender_manager,
        nominal=people.nominal,
        values={"order_type": "shpo", "made_on": MADE, "foreign_travel_restriction": True, "court": "Fable Court"},
        travel_ends_on=FIVE_YEARS,
    )
    answers = {"kind": "varied", "changed_on": MADE + DAY, "effect": "stays", "note": "A condition was added."}
    send(people.offender_manager, people.nominal, "add_order_change", row.pk, **answers)
    line = text_of(client_of(people.panel_member).get(address("timeline", people.nominal)))
    assert "Sexual harm prevention order: Varied" in line
    assert "Sexual harm prevention order: Foreign travel restriction ends" in line
    assert "A condition was added." in line
    text = text_of(client_of(people.panel_member).get(address("changes", people.nominal)))
    for words in ("Fable Court", "Prohibition or requirement of an order Added", "What happened to an order Added"):
        assert words in text


def test_the_overview_says_which_orders_hold_and_leads_to_them(people: People) -> None:
    shpo(people.nominal)
    shpo(people.nominal, order_type="cbo", ended_on=MADE + DAY, end_reason="Discharged")
    response = client_of(people.panel_member).get(address("nominal", people.nominal))
    assert "In force: Sexual harm prevention order." in text_of(response)
    assert f"{address('law', people.nominal)}#orders" in response.content.decode()


def test_a_reader_sees_orders_and_no_way_to_change_them(people: People) -> None:
    row = shpo(people.nominal)
    text = client_of(people.panel_member).get(address("order", people.nominal, row.pk)).content.decode()
    assert "Sexual harm prevention order" in text
    assert address("change_order", people.nominal, row.pk) not in text
    assert client_of(people.stranger).get(address("order", people.nominal, row.pk)).status_code == 404
