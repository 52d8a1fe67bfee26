"""A session belongs to one person, begins at the sign-in and is worth nothing afterwards."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.access.test_forged_requests import ELSEWHERE
from tests.asking import client_of
from tests.personas import PASSWORD, People


def _sign_in(client: Client, people: People) -> None:
    person = people.offender_manager
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert client.get("/account/").status_code == 200


def test_a_session_planted_before_the_sign_in_is_not_the_one_that_is_signed_in(people: People) -> None:
    client, planted = Client(), Client()
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    planted.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    _sign_in(client, people)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != str(session.session_key)
    assert planted.get("/account/").status_code == 302


def test_a_session_is_worth_nothing_after_signing_out(people: People) -> None:
    client, kept = Client(), Client()
    _sign_in(client, people)
    kept.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post(reverse("account_logout"))
    assert kept.get("/account/").status_code == 302


def test_a_change_of_password_ends_every_other_session(people: People) -> None:
    other = client_of(people.offender_manager)
    assert other.get("/account/").status_code == 200
    people.offender_manager.set_password("another-horse-of-the-tests")
    people.offender_manager.save()
    assert other.get("/account/").status_code == 302


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_signing_in_and_out_leads_nowhere_else(elsewhere: str, people: People) -> None:
    client, person = Client(), people.offender_manager
    signed_in = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD, "next": elsewhere})
    assert signed_in.headers["Location"] == "/"
    signed_out = client.post(reverse("account_logout"), {"next": elsewhere})
    assert signed_out.headers["Location"] == reverse("account_login")
