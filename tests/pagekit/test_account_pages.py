"""allauth's pages in the kit's drawing: plain words, no inline script, pictures that the policy allows."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.personas import PASSWORD, make_user

pytestmark = pytest.mark.django_db

AT_THE_DOOR = [
    "account_login",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
]
OF_ONES_OWN = [
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "usersessions_list",
]


@pytest.fixture
def signed_in(client: Client) -> Client:
    client.post(reverse("account_login"), {"login": make_user(email="Ann@mappa.example").email, "password": PASSWORD})
    return client


def content(client: Client, name: str) -> str:
    answer = client.get(reverse(name), follow=True)
    assert answer.status_code in {200, 401}
    return answer.content.decode()


def assert_house_style(html: str) -> None:
    assert html.count("<h1") == 1
    assert "govuk-heading-l" in html or "govuk-panel__title" in html
    assert not re.search(r'\sstyle=|\son[a-z]+="|<style|src="data:', html)
    assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)", html)
    assert not re.search(r"<(input|button|select)(?![^>]*(class=|type=\"hidden\"))", html)


@pytest.mark.parametrize("name", AT_THE_DOOR)
def test_a_page_at_the_door_is_in_the_house_style(client: Client, name: str) -> None:
    assert_house_style(content(client, name))


@pytest.mark.parametrize("name", OF_ONES_OWN)
def test_a_page_about_ones_own_account_is_in_the_house_style(signed_in: Client, name: str) -> None:
    assert_house_style(content(signed_in, name))


def test_an_empty_sign_in_says_what_to_enter(client: Client) -> None:
    html = client.post(reverse("account_login"), {}).content.decode()
    assert "Enter email address" in html
    assert "Enter password" in html
    assert "This field is required" not in html


def test_a_wrong_password_is_told_and_the_address_is_kept(client: Client) -> None:
    html = client.post(reverse("account_login"), {"login": "ann@mappa.example", "password": "wrong"}).content.decode()
    assert "There is a problem" in html
    assert 'value="ann@mappa.example"' in html
    assert 'value="wrong"' not in html


@pytest.mark.parametrize(("reason", "words"), [("idle", "nothing had happened"), ("limit", "its full length")])
def test_somebody_signed_out_by_the_clock_is_told_why(client: Client, reason: str, words: str) -> None:
    assert words in client.get(reverse("account_login"), {"ended": reason}).content.decode()


def test_the_picture_of_the_authenticator_key_is_part_of_the_page(signed_in: Client) -> None:
    html = content(signed_in, "mfa_activate_totp")
    assert "<svg" in html
    assert 'class="app-code"' in html


def test_there_is_no_way_to_make_an_account(client: Client) -> None:
    html = content(client, "account_signup")
    assert "Accounts are given by invitation" in html
    assert 'name="password1"' not in html
