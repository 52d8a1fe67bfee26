"""Accounts that nobody uses are switched off by night, with a warning before and without locking everybody out."""

import datetime

import pytest
from celery import current_app
from django.conf import settings
from django.test import Client
from django.utils import timezone

from agencies.choices import Role
from agencies.dormancy import dormant_from, soon_dormant, switch_off_dormant
from agencies.models import AuditEvent, User
from agencies.services.accounts import switch_on_user
from agencies.tasks import switch_off_dormant_accounts
from agencies.teams import standard_team
from tests.agencies.signing_in import give_password, is_signed_in
from tests.personas import AREA, make_user

pytestmark = pytest.mark.django_db

LIMIT = settings.DORMANT_AFTER_DAYS


@pytest.fixture(autouse=True)
def administrator(db: None) -> User:
    return make_user(Role.SYSTEM_ADMINISTRATOR, standard_team(AREA, "mappa_unit"), last_login=timezone.now())


def _user(*, last_login: int | None = None, joined: int = 400, **fields: object) -> User:
    """Somebody who joined, and signed in last, so many days ago."""
    now = timezone.now()
    signed_in = None if last_login is None else now - datetime.timedelta(days=last_login)
    return make_user(joined_at=now - datetime.timedelta(days=joined), last_login=signed_in, **fields)  # type: ignore[arg-type]


def _is_on(user: User) -> bool:
    user.refresh_from_db()
    return user.is_active


def test_who_did_not_sign_in_for_too_long_is_switched_off_with_the_reason() -> None:
    used, unused = _user(last_login=LIMIT - 1), _user(last_login=LIMIT + 2)
    assert switch_off_dormant_accounts.delay().get() == 1
    assert _is_on(used)
    assert not _is_on(unused)
    assert unused.switched_off_because == f"Not used for {LIMIT} days"
    event = AuditEvent.objects.get(rule="dormant")
    assert (event.actor, event.subject_id, event.route) == (None, unused.pk, "nightly task")


def test_who_never_signed_in_counts_from_the_day_the_account_was_made() -> None:
    new, old = _user(joined=LIMIT - 1), _user(joined=LIMIT + 2)
    switch_off_dormant(timezone.localdate())
    assert _is_on(new)
    assert not _is_on(old)


def test_who_was_switched_on_again_has_the_whole_time_to_sign_in(administrator: User) -> None:
    user = _user(last_login=LIMIT + 2)
    switch_off_dormant(timezone.localdate())
    switch_on_user(actor=administrator, user_id=user.pk)
    switch_off_dormant(timezone.localdate())
    assert _is_on(user)


def test_switching_off_ends_the_session(client: Client) -> None:
    user = _user()
    give_password(client, user.email)
    User.objects.filter(pk=user.pk).update(last_login=timezone.now() - datetime.timedelta(days=LIMIT + 2))
    switch_off_dormant(timezone.localdate())
    assert not is_signed_in(client)


def test_the_night_is_repeated_without_effect() -> None:
    _user(last_login=LIMIT + 2)
    assert switch_off_dormant(timezone.localdate()) == 1
    assert switch_off_dormant(timezone.localdate()) == 0
    assert AuditEvent.objects.filter(rule="dormant").count() == 1


def test_the_last_who_can_manage_accounts_stays_however_long_unused(administrator: User) -> None:
    long_ago = timezone.now() - datetime.timedelta(days=500)
    older = make_user(
        Role.SYSTEM_ADMINISTRATOR, standard_team(AREA, "mappa_unit"), joined_at=long_ago, last_login=long_ago
    )
    User.objects.filter(pk=administrator.pk).update(
        joined_at=long_ago, last_login=timezone.now() - datetime.timedelta(days=200)
    )
    assert switch_off_dormant(timezone.localdate()) == 1
    assert _is_on(administrator)
    assert not _is_on(older)


def test_administrators_see_who_is_next_two_weeks_before() -> None:
    early, soon = _user(last_login=LIMIT - 20), _user(last_login=LIMIT - 5)
    found = soon_dormant(timezone.localdate())
    assert early not in found
    assert soon in found


def test_the_day_that_is_announced_is_the_first_on_which_the_night_switches_off() -> None:
    user = _user(last_login=LIMIT - 5)
    day = dormant_from(User.objects.with_last_use().get(pk=user.pk))
    assert user not in User.objects.dormant_on(day - datetime.timedelta(days=1))
    assert user in User.objects.dormant_on(day)


def test_the_task_runs_every_night_under_the_name_it_has() -> None:
    names = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert switch_off_dormant_accounts.name in names
    assert names <= set(current_app.tasks)
