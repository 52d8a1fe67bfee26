"""Each quarter a supervisor says of every member whether the account is still needed."""

import datetime
import uuid
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.choices import Role
from agencies.confirmations import are_overdue, confirm_memberships, due_on, quarter_of, to_confirm, unconfirmed
from agencies.errors import DomainError
from agencies.models import AuditEvent, Membership, MembershipConfirmation
from tests.personas import LONG_AGO, People, make_membership, make_team, make_user

TODAY = timezone.localdate()
QUARTER = quarter_of(TODAY)


@pytest.mark.parametrize(
    ("day", "first"),
    [
        ("2026-01-01", "2026-01-01"),
        ("2026-03-31", "2026-01-01"),
        ("2026-04-01", "2026-04-01"),
        ("2026-12-31", "2026-10-01"),
    ],
)
def test_a_quarter_begins_in_january_april_july_or_october(day: str, first: str) -> None:
    assert quarter_of(datetime.date.fromisoformat(day)) == datetime.date.fromisoformat(first)


def test_answers_are_late_after_the_days_that_the_settings_give() -> None:
    due = due_on(datetime.date(2026, 11, 23))
    assert due == datetime.date(2026, 10, 1) + datetime.timedelta(days=settings.CONFIRM_ACCOUNTS_WITHIN_DAYS)
    assert not are_overdue(due)
    assert are_overdue(due + datetime.timedelta(days=1))


def _names(memberships: Any) -> set[str]:
    return {membership.user.full_name for membership in memberships}


def _asked(people: People) -> dict[uuid.UUID, bool]:
    return {membership.pk: True for membership in unconfirmed(people.supervisor, TODAY)}


def test_a_supervisor_is_asked_about_the_members_of_their_own_team_but_themselves(people: People) -> None:
    assert _names(unconfirmed(people.supervisor, TODAY)) == {
        people.offender_manager.full_name,
        people.colleague.full_name,
    }


def test_nobody_is_asked_who_does_not_confirm_accounts(people: People) -> None:
    assert not unconfirmed(people.offender_manager, TODAY)
    assert not unconfirmed(people.system_administrator, TODAY)


def test_being_a_supervisor_in_one_team_asks_nothing_about_another(people: People) -> None:
    other = make_team("Another team")
    make_membership(people.supervisor, other, Role.OFFENDER_MANAGER)
    make_user(Role.OFFENDER_MANAGER, other, full_name="Of another team")
    assert "Of another team" not in _names(unconfirmed(people.supervisor, TODAY))


def test_who_joined_since_the_quarter_began_left_or_is_switched_off_is_not_asked_about(people: People) -> None:
    make_membership(make_user(full_name="Newcomer"), people.team, Role.OFFENDER_MANAGER, started_on=QUARTER)
    make_user(Role.OFFENDER_MANAGER, people.team, full_name="Off", is_active=False)
    names = _names(unconfirmed(people.supervisor, TODAY))
    assert not names & {"Newcomer", "Off", people.leaver.full_name}


def test_still_needed_is_kept_for_the_quarter_and_asked_again_in_the_next(people: People) -> None:
    assert confirm_memberships(actor=people.supervisor, answers=_asked(people), on=TODAY) == (2, 0)
    assert not unconfirmed(people.supervisor, TODAY)
    assert to_confirm(people.supervisor, TODAY).count() == 2
    next_quarter = quarter_of(QUARTER + datetime.timedelta(days=100))
    assert unconfirmed(people.supervisor, next_quarter).count() == 2
    confirmation = MembershipConfirmation.objects.first()
    assert confirmation is not None
    assert (confirmation.quarter_started_on, confirmation.confirmed_by) == (QUARTER, people.supervisor)


def test_no_longer_needed_ends_the_membership_and_both_are_recorded(people: People) -> None:
    membership = people.colleague.memberships.get()
    answers = {membership.pk: False, people.offender_manager.memberships.get().pk: True}
    assert confirm_memberships(actor=people.supervisor, answers=answers, on=TODAY) == (1, 1)
    membership.refresh_from_db()
    assert membership.ended_on == TODAY
    rules = AuditEvent.objects.filter(actor=people.supervisor).values_list("rule", "subject_id")
    assert set(rules) == {("no longer needed", people.colleague.pk), ("still needed", people.offender_manager.pk)}


def test_an_answer_about_somebody_elses_team_stores_nothing(people: People) -> None:
    answers = _asked(people) | {people.stranger.memberships.get().pk: False}
    with pytest.raises(DomainError):
        confirm_memberships(actor=people.supervisor, answers=answers, on=TODAY)
    assert not MembershipConfirmation.objects.exists()
    assert people.stranger.memberships.get().ended_on is None


def test_an_answer_given_twice_is_refused(people: People) -> None:
    answers = _asked(people)
    confirm_memberships(actor=people.supervisor, answers=answers, on=TODAY)
    with pytest.raises(DomainError, match="in the meantime"):
        confirm_memberships(actor=people.supervisor, answers=answers, on=TODAY)


def test_the_page_stores_what_is_answered_and_asks_again_for_the_rest(client: Client, people: People) -> None:
    client.force_login(people.supervisor)
    address = reverse("agencies:confirmations")
    page = client.get(address).content.decode()
    assert people.colleague.full_name in page
    assert "Has never signed in." in page
    answer = client.post(address, {str(people.colleague.memberships.get().pk): "end"})
    assert answer.status_code == 302
    page = client.get(address).content.decode()
    assert "1 membership is ended." in page
    assert people.offender_manager.full_name in page
    client.post(address, {str(people.offender_manager.memberships.get().pk): "keep"})
    assert "Every account of your teams is confirmed" in client.get(address).content.decode()


def test_an_empty_answer_is_told_what_is_missing(client: Client, people: People) -> None:
    client.force_login(people.supervisor)
    answer = client.post(reverse("agencies:confirmations"))
    assert answer.context["form"].non_field_errors() == ["Answer for at least one person."]


def test_overdue_answers_are_shown_as_such(client: Client, people: People) -> None:
    client.force_login(people.supervisor)
    page = client.get(reverse("agencies:confirmations")).content.decode()
    assert ("were due by" in page) == are_overdue(TODAY)
    assert ("Answer by" in page) != are_overdue(TODAY)


def test_a_large_team_is_answered_for_in_pages_of_25(client: Client, people: People) -> None:
    for number in range(30):
        make_user(Role.OFFENDER_MANAGER, people.team, full_name=f"Member {number:02}")
    client.force_login(people.supervisor)
    context = client.get(reverse("agencies:confirmations")).context
    assert len(context["form"].fields) == 25
    assert context["page"].paginator.count == 32


def test_who_confirms_no_accounts_has_no_such_page(client: Client, people: People) -> None:
    client.force_login(people.offender_manager)
    assert client.get(reverse("agencies:confirmations")).status_code == 403


def test_a_membership_that_was_confirmed_on_its_first_day_is_ended_and_not_removed(people: People) -> None:
    membership = people.colleague.memberships.get()
    assert membership.started_on == LONG_AGO
    confirm_memberships(actor=people.supervisor, answers={membership.pk: False}, on=TODAY)
    assert Membership.objects.filter(pk=membership.pk).exists()
