"""How the tests of this app sign in: through the page, with and without a second factor."""

import time
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from agencies.models import User
from tests.personas import PASSWORD, People


def known(people: People, name: str) -> User:
    """Somebody of the people, by relation, who is not nobody."""
    user = people[name]
    assert user is not None
    return user


def give_password(client: Client, email: str, password: str = PASSWORD, **headers: Any) -> HttpResponse:
    """Post the sign-in form."""
    return client.post(reverse("account_login"), {"login": email, "password": password}, **headers)  # type: ignore[return-value]


def give_code(client: Client, code: str) -> HttpResponse:
    """Post the page that asks for the second factor on the way in."""
    return client.post(reverse("mfa_authenticate"), {"code": code})  # type: ignore[return-value]


def set_up_second_factor(user: User) -> str:
    """Give the user an authenticator app; returns its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def set_up_recovery_codes(user: User) -> list[str]:
    codes: list[str] = RecoveryCodes.activate(user).get_unused_codes()
    return codes


def code_now(secret: str) -> str:
    """What the authenticator app shows."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def sign_in_fully(client: Client, user: User, secret: str) -> None:
    """Password and code; the code may have been used a moment ago in the same test."""
    give_password(client, user.email)
    cache.clear()
    give_code(client, code_now(secret))


def is_signed_in(client: Client) -> bool:
    """Whether the person's own account page opens."""
    return client.get(reverse("agencies:my_account")).status_code == 200


def error_of(response: HttpResponse) -> list[str]:
    """What the form of a refused page says about the whole of it."""
    return list(response.context["form"].non_field_errors())  # type: ignore[attr-defined]
