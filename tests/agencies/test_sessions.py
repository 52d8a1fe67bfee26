"""How long a session lives, and every way it ends."""

import time
from typing import Any

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from agencies.choices import AuditAction
from agencies.models import AuditEvent, User
from agencies.sessions import SEEN_AT, STARTED_AT
from tests.agencies.signing_in import give_password, is_signed_in
from tests.personas import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.agencies.routes")]


@pytest.fixture
def user(db: None) -> User:
    return make_user()


def _turn_back(client: Client, **seconds: int) -> None:
    """Make something in the session older than it is."""
    session = client.session
    for name, number in seconds.items():
        session[name] -= number
    session.save()


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    give_password(client, user.email)
    return client


def test_a_session_left_idle_ends_says_why_and_comes_back_to_the_page(signed_in: Client) -> None:
    _turn_back(signed_in, **{SEEN_AT: settings.SESSION_IDLE_SECONDS + 1})
    answer = signed_in.get("/test/marked/?page=2")
    assert answer.headers["Location"] == f"{reverse('account_login')}?ended=idle&next=%2Ftest%2Fmarked%2F%3Fpage%3D2"
    page = signed_in.get(answer.headers["Location"]).content.decode()
    assert "signed out because nothing had happened" in page
    assert AuditEvent.objects.get(action=AuditAction.SIGN_OUT).rule == "idle"


def test_a_session_ends_after_a_working_day_however_busy(signed_in: Client) -> None:
    _turn_back(signed_in, **{STARTED_AT: settings.SESSION_ABSOLUTE_SECONDS + 1})
    answer = signed_in.get("/test/marked/")
    assert "ended=limit" in answer.headers["Location"]
    assert "full length" in signed_in.get(answer.headers["Location"]).content.decode()
    assert AuditEvent.objects.get(action=AuditAction.SIGN_OUT).rule == "limit"


def test_what_is_posted_in_an_ended_session_does_nothing(signed_in: Client) -> None:
    _turn_back(signed_in, **{SEEN_AT: settings.SESSION_IDLE_SECONDS + 1})
    assert "next=" not in signed_in.post("/test/marked/").headers["Location"]


def test_the_interface_answers_an_ended_session_with_a_refusal_and_no_page(signed_in: Client) -> None:
    _turn_back(signed_in, **{SEEN_AT: settings.SESSION_IDLE_SECONDS + 1})
    answer = signed_in.get("/test/api/")
    assert answer.status_code == 403
    assert answer.json() == {"detail": "This session has ended. Sign in again."}


def test_a_busy_session_lives_on_and_notes_it_once_a_minute(signed_in: Client) -> None:
    seen = signed_in.session[SEEN_AT]
    signed_in.get("/test/marked/")
    assert signed_in.session[SEEN_AT] == seen
    _turn_back(signed_in, **{SEEN_AT: 90})
    signed_in.get("/test/marked/")
    assert signed_in.session[SEEN_AT] >= seen


def test_staying_signed_in_is_a_sign_of_life_and_needs_a_post(signed_in: Client) -> None:
    _turn_back(signed_in, **{SEEN_AT: settings.SESSION_IDLE_SECONDS - 5})
    assert signed_in.get(reverse("stay_signed_in")).status_code == 405
    assert signed_in.post(reverse("stay_signed_in")).status_code == 204
    assert time.time() - signed_in.session[SEEN_AT] < 60


def test_staying_signed_in_does_not_outlast_the_working_day(signed_in: Client) -> None:
    _turn_back(signed_in, **{STARTED_AT: settings.SESSION_ABSOLUTE_SECONDS + 1})
    assert signed_in.post(reverse("stay_signed_in")).status_code == 302


def test_somebody_signed_out_cannot_stay_signed_in(client: Client) -> None:
    assert client.post(reverse("stay_signed_in")).status_code == 302


def test_signing_out_everywhere_ends_every_session_of_the_person_and_no_other(user: User) -> None:
    here, there, neighbour = Client(), Client(), Client()
    for client, who in ((here, user), (there, user), (neighbour, make_user())):
        give_password(client, who.email)
    answer = here.post(reverse("sign_out_everywhere"))
    assert answer.headers["Location"] == reverse("account_login")
    assert not is_signed_in(here)
    assert not is_signed_in(there)
    assert is_signed_in(neighbour)
    assert AuditEvent.objects.get(action=AuditAction.SIGN_OUT).rule == "everywhere"
    assert [str(said) for said in get_messages(answer.wsgi_request)] == ["You are signed out everywhere."]


def test_where_one_is_signed_in_is_listed(signed_in: Client, user: User) -> None:
    give_password(Client(headers={"user-agent": "Another browser"}), user.email)
    assert "Another browser" in signed_in.get(reverse("usersessions_list")).content.decode()


def test_a_changed_password_ends_the_sessions_elsewhere(signed_in: Client, user: User) -> None:
    there = Client()
    give_password(there, user.email)
    user.refresh_from_db()
    user.set_password("something-else-altogether")
    user.save()
    assert not is_signed_in(there)


def test_nothing_is_kept_by_a_browser(signed_in: Client) -> None:
    for page in ("/test/marked/", reverse("account_logout"), reverse("agencies:my_account")):
        assert "no-store" in signed_in.get(page).headers["Cache-Control"]


def test_a_page_counts_no_time_for_somebody_not_signed_in(client: Client) -> None:
    session: Any = client.get("/test/public/").wsgi_request.session
    assert STARTED_AT not in session
