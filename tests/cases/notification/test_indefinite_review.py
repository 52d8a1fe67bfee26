"""An application to end an indefinite requirement: too early, in time, refused, and granted with all that follows."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.choices import Basis, EventType, OrderType, RevocationOutcome
from cases.clocks import refresh
from cases.eligibility import facts_of
from cases.models import (
    Alert,
    CaseEvent,
    CategoryBasis,
    Clock,
    Disposal,
    IndefiniteReview,
    LevelPeriod,
    Nominal,
    Notification,
    NotificationRequirement,
    Order,
)
from cases.rules.calendar import months_after
from cases.rules.eligibility import decide
from cases.rules.notification_review import FACTORS
from cases.services.notification import follow_notification
from tests.cases.filling import boxes, text_of
from tests.personas import People

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def ago(days: int) -> datetime.date:
    return timezone.localdate() - days * DAY


def convicted(people: People, years: int) -> Nominal:
    """Convicted of rape so many years and a month ago, notified on the day after, in Category 1 since."""
    nominal, day = people.nominal, months_after(timezone.localdate(), -12 * years) - 30 * DAY
    nominal.date_of_birth = months_after(day, -12 * 30)
    nominal.save()
    nominal.whereabouts.update(started_on=day)
    nominal.category_bases.update(started_on=day)
    Disposal.objects.create(
        nominal=nominal, offence_code="soa2003-1", offence_title="Rape", outcome="convicted", disposal="imprisonment",
        dealt_with_on=day, years=4,
    )  # fmt: skip
    Notification.objects.create(
        nominal=nominal, kind="initial", notified_on=day + DAY, officer="PC", station="Here", details="All",
        recorded_by=people.offender_manager,
    )  # fmt: skip
    follow_notification(actor=people.offender_manager, nominal=nominal, on=timezone.localdate())
    return nominal


@pytest.fixture
def browser(people: People) -> Client:
    client = Client()
    client.force_login(people.offender_manager)
    return client


def page_of(nominal: Nominal, name: str, *parts: Any) -> str:
    return reverse(f"cases:{name}", args=[nominal.pk, *parts])


def apply(browser: Client, nominal: Nominal, day: datetime.date) -> Any:
    return browser.post(page_of(nominal, "add_indefinite_review"), boxes("applied_on", day))


def with_factors(browser: Client, nominal: Nominal) -> IndefiniteReview:
    apply(browser, nominal, ago(20))
    review = IndefiniteReview.objects.get(nominal=nominal)
    address = page_of(nominal, "record_review_factors", review.pk)
    version = browser.get(address).context["form"]["version"].value()
    assert browser.post(address, {**dict.fromkeys(FACTORS, "Nothing known"), "version": version}).status_code == 302
    return review


def decision(outcome: str, **more: str) -> dict[str, str]:
    return {
        "outcome": outcome, "decided_by": "Supt Verity Gavel", "reasons": "No risk of sexual harm found.",
        "years": "8", **boxes("decided_on", ago(1)), **more,
    }  # fmt: skip


def test_an_application_before_the_qualifying_date_is_refused_with_the_day(people: People, browser: Client) -> None:
    nominal = convicted(people, 14)
    answer = apply(browser, nominal, ago(1))
    assert "An application may not be made yet. It may from" in text_of(answer)
    assert not IndefiniteReview.objects.exists()
    row = NotificationRequirement.objects.get()
    first = Notification.objects.get().notified_on
    assert row.may_apply_on == months_after(first, 180)


def test_the_day_from_which_somebody_may_apply_is_shown_beforehand_and_never_overdue(people: People) -> None:
    nominal = convicted(people, 15)
    assert not Clock.objects.filter(nominal=nominal, kind="review_may_apply").exists()
    NotificationRequirement.objects.update(may_apply_on=timezone.localdate() + 10 * DAY)
    refresh([nominal.pk])
    clock = Clock.objects.get(nominal=nominal, kind="review_may_apply")
    assert (clock.due_on, clock.warn_on) == (timezone.localdate() + 10 * DAY, ago(18))


def test_nobody_under_a_prevention_order_may_apply(people: People, browser: Client) -> None:
    nominal = convicted(people, 15)
    Order.objects.create(nominal=nominal, order_type=OrderType.SHPO, made_on=ago(2000))
    assert "while a sexual harm prevention order is in force" in text_of(apply(browser, nominal, ago(1)))


def test_the_first_notification_counts_from_the_release(people: People, browser: Client) -> None:
    nominal = convicted(people, 15)
    released = months_after(timezone.localdate(), -12 * 13)
    start = nominal.whereabouts.get().started_on
    nominal.whereabouts.all().delete()
    nominal.whereabouts.create(status="prison", started_on=start, ended_on=released)
    nominal.whereabouts.create(status="community", started_on=released)
    said = text_of(browser.get(page_of(nominal, "notification")))
    assert "cannot be said without the first notification after release" in said
    assert page_of(nominal, "add_first_notification") in browser.get(page_of(nominal, "notification")).text
    Notification.objects.create(
        nominal=nominal, kind="release", notified_on=released + DAY, event_on=released, officer="PC", station="Here",
        details="All", recorded_by=people.offender_manager,
    )  # fmt: skip
    due = months_after(released + DAY, 180)
    assert f"It may from {due.day} {due:%B} {due.year}." in text_of(browser.get(page_of(nominal, "notification")))


def test_the_limits_run_one_after_the_other(people: People, browser: Client) -> None:
    nominal = convicted(people, 15)
    assert apply(browser, nominal, ago(20)).status_code == 302
    review = IndefiniteReview.objects.get()
    assert Clock.objects.get(nominal=nominal, kind="review_acknowledge").due_on == ago(6)
    address = page_of(nominal, "change_indefinite_review", review.pk)
    version = browser.get(address).context["form"]["version"].value()
    assert "acknowledge within 14 days" in text_of(browser.get(address))
    sent = {
        **boxes("applied_on", ago(20)), **boxes("acknowledged_on", ago(10)), **boxes("bodies_asked_on", ago(9)),
        "version": str(version),
    }  # fmt: skip
    assert browser.post(address, sent).status_code == 302
    assert not Clock.objects.filter(nominal=nominal, kind="review_acknowledge").exists()
    assert Clock.objects.get(nominal=nominal, kind="review_replies").due_on == ago(9 - 28)
    assert Clock.objects.get(nominal=nominal, kind="review_decide").due_on == ago(9 - 28 - 42)
    again = browser.post(address, {**sent, **boxes("last_reply_on", ago(1))})
    assert again.status_code == 200  # the version is that of the first form: the second is told
    version = again.context["form"]["version"].value()
    assert browser.post(address, {**sent, **boxes("last_reply_on", ago(1)), "version": version}).status_code == 302
    assert not Clock.objects.filter(nominal=nominal, kind="review_replies").exists()


def test_without_bodies_the_decision_runs_from_the_acknowledgement(people: People, browser: Client) -> None:
    nominal = convicted(people, 15)
    apply(browser, nominal, ago(20))
    review = IndefiniteReview.objects.get()
    address = page_of(nominal, "change_indefinite_review", review.pk)
    version = browser.get(address).context["form"]["version"].value()
    sent = {**boxes("applied_on", ago(20)), **boxes("acknowledged_on", ago(10)), "version": str(version)}
    assert browser.post(address, sent).status_code == 302
    assert Clock.objects.get(nominal=nominal, kind="review_decide").due_on == ago(10 - 42)


def test_no_decision_without_the_factors_of_the_law(people: People, browser: Client) -> None:
    nominal = convicted(people, 15)
    apply(browser, nominal, ago(20))
    review = IndefiniteReview.objects.get()
    answer = browser.post(page_of(nominal, "decide_indefinite_review", review.pk), decision("refused"))
    assert "Record every factor of section 91D before the decision" in text_of(answer)
    review.refresh_from_db()
    assert review.decided_on is None


def test_two_people_recording_factors_lose_nothing(people: People, browser: Client) -> None:
    nominal = convicted(people, 15)
    review = with_factors(browser, nominal)
    other = Client()
    other.force_login(people.colleague)
    address = page_of(nominal, "record_review_factors", review.pk)
    version = str(browser.get(address).context["form"]["version"].value())
    base = {**dict.fromkeys(FACTORS, "Nothing known"), "version": version}
    assert browser.post(address, {**base, "mappa": "Low by ARMS", "risk": "Low"}).status_code == 302
    answer = other.post(address, {**base, "mappa": "Medium by OSP", "seriousness": "Grave"})
    assert "Somebody else wrote: Low by ARMS" in text_of(answer)
    shown = answer.context["form"]
    assert (shown["risk"].value(), shown["mappa"].value()) == ("Low", "Medium by OSP")
    joined = {code: shown[code].value() for code in (*FACTORS, "version")}
    assert other.post(address, joined).status_code == 302
    review.refresh_from_db()
    assert (review.factors["risk"], review.factors["seriousness"]) == ("Low", "Grave")


def test_a_refusal_sets_the_next_day_and_changes_nothing_else(people: People, browser: Client) -> None:
    nominal = convicted(people, 15)
    review = with_factors(browser, nominal)
    address = page_of(nominal, "decide_indefinite_review", review.pk)
    assert "8 to 15" in text_of(browser.post(address, decision("refused", years="16")))
    assert browser.post(address, decision("refused", years="10")).status_code == 302
    review.refresh_from_db()
    assert review.may_apply_again_on == months_after(ago(1), 120)
    assert NotificationRequirement.objects.get().may_apply_on == months_after(ago(1), 120)
    assert NotificationRequirement.objects.get().ended_on is None
    assert not CaseEvent.objects.exists()
    assert "An application may not be made yet" in text_of(browser.get(page_of(nominal, "notification")))


def test_revoking_asks_for_category_3_to_be_considered(people: People, browser: Client) -> None:
    nominal = convicted(people, 15)
    review = with_factors(browser, nominal)
    answer = browser.post(page_of(nominal, "decide_indefinite_review", review.pk), decision("revoked"))
    assert "Say whether Category 3 is to follow" in text_of(answer)
    assert NotificationRequirement.objects.get().ended_on is None
    assert not CaseEvent.objects.exists()


def test_revoking_ends_requirement_category_and_level_that_day_and_is_counted(people: People, browser: Client) -> None:
    nominal = convicted(people, 15)
    review = with_factors(browser, nominal)
    sent = decision("revoked", applies="no", applies_reason="No capacity for serious harm.")
    assert browser.post(page_of(nominal, "decide_indefinite_review", review.pk), sent).status_code == 302
    row = NotificationRequirement.objects.get()
    basis = CategoryBasis.objects.get(nominal=nominal)
    assert row.ended_on == basis.ended_on == LevelPeriod.objects.get(nominal=nominal).ended_on == ago(1)
    assert row.end_reason == basis.end_reason == "Ended on review by the police"
    event = CaseEvent.objects.get()
    assert (event.event_type, event.occurred_on) == (EventType.REVOKED, ago(1))
    told = set(Alert.objects.values_list("user", flat=True))
    assert told == {people.supervisor.pk, people.administrator.pk, people.coordinator.pk}
    said = text_of(browser.get(page_of(nominal, "notification")))
    assert "No longer subject to notification." in said


def test_after_a_revocation_the_offence_brings_no_category_1_again(people: People, browser: Client) -> None:
    nominal = convicted(people, 15)
    review = with_factors(browser, nominal)
    sent = decision("revoked", applies="no", applies_reason="No capacity for serious harm.")
    browser.post(page_of(nominal, "decide_indefinite_review", review.pk), sent)
    follow_notification(actor=people.offender_manager, nominal=nominal, on=timezone.localdate())
    assert NotificationRequirement.objects.get().ended_on == ago(1)
    assert CategoryBasis.objects.get(nominal=nominal).ended_on == ago(1)
    answer = decide(facts_of(nominal, timezone.localdate()))
    assert answer.basis != Basis.NOTIFICATION_REQUIREMENT


def test_another_requirement_keeps_category_1_after_a_revocation(people: People, browser: Client) -> None:
    nominal = convicted(people, 15)
    day = ago(200)
    Disposal.objects.create(
        nominal=nominal, offence_code="soa2003-1", offence_title="Rape", outcome="convicted", disposal="fine",
        dealt_with_on=day,
    )  # fmt: skip
    follow_notification(actor=people.offender_manager, nominal=nominal, on=timezone.localdate())
    review = with_factors(browser, nominal)
    address = page_of(nominal, "decide_indefinite_review", review.pk)
    assert "is Category 3 to follow" not in text_of(browser.get(address))
    answer = browser.post(address, decision("revoked"))
    assert answer.status_code == 302
    basis = CategoryBasis.objects.get(nominal=nominal)
    assert (basis.ended_on, basis.expected_end_on) == (None, months_after(day, 60))
    assert IndefiniteReview.objects.get().outcome == RevocationOutcome.REVOKED
