"""Outside demonstration the session, not the person, must have passed a second factor: pages, interface, admin."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from agencies.choices import AuditAction, AuditOutcome, Role
from agencies.models import AuditEvent, User
from agencies.teams import standard_team
from tests.agencies.signing_in import (
    code_now,
    give_code,
    give_password,
    is_signed_in,
    set_up_recovery_codes,
    set_up_second_factor,
    sign_in_fully,
)
from tests.personas import AREA, PASSWORD, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.agencies.routes")]

PAGE, INTERFACE = "/test/marked/", "/test/api/"


@pytest.fixture(autouse=True)
def _required(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def user(db: None) -> User:
    return make_user(Role.OFFENDER_MANAGER, standard_team(AREA, "police"))


def test_a_password_alone_opens_nothing_but_the_page_that_sets_the_second_factor_up(client: Client, user: User) -> None:
    give_password(client, user.email)
    assert client.get(PAGE).headers["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_the_way_out_is_open_to_somebody_without_a_second_factor(client: Client, user: User) -> None:
    give_password(client, user.email)
    assert client.post(reverse("stay_signed_in")).status_code == 204
    client.post(reverse("account_logout"))
    assert "login" in client.get(PAGE).headers["Location"]


def test_the_interface_refuses_a_session_without_a_second_factor_and_records_it(client: Client, user: User) -> None:
    give_password(client, user.email)
    answer = client.get(INTERFACE)
    assert answer.status_code == 403
    assert "areas" not in answer.json()
    event = AuditEvent.objects.get(rule="no second factor")
    assert (event.actor, event.outcome, event.route) == (user, AuditOutcome.REFUSED, "test_api")


def test_having_a_second_factor_is_not_enough_for_a_session_that_did_not_pass_it(client: Client, user: User) -> None:
    set_up_second_factor(user)
    client.force_login(user)
    assert client.get(PAGE).headers["Location"] == f"{reverse('mfa_reauthenticate')}?next=%2Ftest%2Fmarked%2F"
    assert client.get(INTERFACE).status_code == 403
    assert client.get(reverse("mfa_index")).status_code == 302, "nothing may be set up or removed before it is passed"


def test_a_session_that_missed_the_second_factor_makes_up_for_it(client: Client, user: User) -> None:
    secret = set_up_second_factor(user)
    client.force_login(user)
    answer = client.post(f"{reverse('mfa_reauthenticate')}?next={PAGE}", {"code": code_now(secret)})
    assert answer.headers["Location"] == PAGE
    assert client.get(PAGE).status_code == 200
    assert client.get(INTERFACE).status_code == 200


def test_somebody_with_a_passkey_alone_is_asked_for_the_passkey(client: Client, user: User) -> None:
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "key", "credential": {}})
    client.force_login(user)
    assert client.get(PAGE).headers["Location"].startswith(reverse("mfa_reauthenticate_webauthn"))


def test_password_and_code_open_pages_and_interface(client: Client, user: User) -> None:
    secret = set_up_second_factor(user)
    assert give_password(client, user.email).headers["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    give_code(client, code_now(secret))
    assert client.get(PAGE).status_code == 200
    assert client.get(INTERFACE).status_code == 200
    assert AuditEvent.objects.get(action=AuditAction.SIGN_IN).rule == "password, totp"


def test_a_code_works_once(client: Client, user: User) -> None:
    secret = set_up_second_factor(user)
    code = code_now(secret)
    give_password(client, user.email)
    give_code(client, code)
    client.post(reverse("account_logout"))
    give_password(client, user.email)
    assert give_code(client, code).status_code == 200
    assert not is_signed_in(client)


def test_a_wrong_code_is_refused_and_recorded(client: Client, user: User) -> None:
    set_up_second_factor(user)
    give_password(client, user.email)
    assert give_code(client, "000000").status_code == 200
    event = AuditEvent.objects.get(action=AuditAction.SIGN_IN_FAILED)
    assert (event.actor, event.rule) == (user, "second factor: totp")


def test_codes_cannot_be_guessed_for_ever(client: Client, user: User) -> None:
    secret = set_up_second_factor(user)
    give_password(client, user.email)
    for guess in range(6):
        give_code(client, f"{guess:06}")
    assert give_code(client, code_now(secret)).status_code == 200
    assert not is_signed_in(client)


def test_a_recovery_code_stands_in_for_a_lost_app_once(client: Client, user: User) -> None:
    set_up_second_factor(user)
    code, *_others = set_up_recovery_codes(user)
    give_password(client, user.email)
    give_code(client, code)
    assert client.get(PAGE).status_code == 200
    client.post(reverse("account_logout"))
    give_password(client, user.email)
    assert give_code(client, code).status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client: Client, user: User) -> None:
    set_up_recovery_codes(user)
    client.force_login(user)
    assert client.get(PAGE).headers["Location"] == reverse("mfa_index")


def test_the_secret_of_an_app_is_not_stored_as_it_is(user: User) -> None:
    secret = set_up_second_factor(user)
    stored = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in stored


@pytest.mark.django_db(transaction=True)
def test_setting_one_up_right_after_signing_in_asks_no_password_again_and_lets_the_session_on(
    client: Client, mailoutbox: list
) -> None:
    from allauth.account.models import EmailAddress

    user = make_user(Role.OFFENDER_MANAGER, standard_team(AREA, "police"))
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    give_password(client, user.email)
    client.get(reverse("mfa_activate_totp"))
    code = code_now(client.session["mfa.totp.secret"])
    answer = client.post(reverse("mfa_activate_totp"), {"code": code})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(answer.headers["Location"]).status_code == 200
    assert client.get(PAGE).status_code == 200
    assert client.get(INTERFACE).status_code == 200
    assert AuditEvent.objects.filter(actor=user, rule="second factor added: totp").exists()
    assert [mail.to for mail in mailoutbox] == [[user.email]] * len(mailoutbox)
    assert mailoutbox


def test_what_one_session_proved_is_not_believed_of_another_person_in_it(client: Client, user: User) -> None:
    from agencies.second_factor import PROVED

    client.force_login(user)
    session = client.session
    session[PROVED] = str(make_user().pk)
    session.save()
    assert client.get(PAGE).status_code == 302


def test_setting_one_up_long_after_signing_in_asks_for_the_password(client: Client, user: User) -> None:
    give_password(client, user.email)
    session = client.session
    session["started_at"] -= 600
    session.save()
    assert client.get(reverse("mfa_activate_totp")).headers["Location"].startswith(reverse("account_reauthenticate"))


def test_the_only_second_factor_cannot_be_removed_where_one_is_required(client: Client, user: User) -> None:
    secret = set_up_second_factor(user)
    sign_in_fully(client, user, secret)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def test_the_only_passkey_cannot_be_removed_where_one_is_required(client: Client, user: User) -> None:
    key = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "key"})
    client.force_login(user)
    session = client.session
    session["second_factor_proved"] = str(user.pk)
    session.save()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    answer = client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert answer.headers["Location"] == reverse("mfa_index")
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_the_admin_has_no_sign_in_of_its_own(client: Client) -> None:
    staff = make_user(is_staff=True, is_superuser=True)
    set_up_second_factor(staff)
    assert reverse("account_login") in client.get("/admin/login/").headers["Location"]
    client.post("/admin/login/", {"username": staff.email, "password": PASSWORD})
    assert not is_signed_in(client)


def test_the_admin_asks_for_the_second_factor_too(client: Client) -> None:
    staff = make_user(is_staff=True, is_superuser=True)
    secret = set_up_second_factor(staff)
    client.force_login(staff)
    assert client.get("/admin/").headers["Location"].startswith(reverse("mfa_reauthenticate"))
    client.post(reverse("mfa_reauthenticate"), {"code": code_now(secret)})
    assert client.get("/admin/").status_code == 200


def test_a_second_layer_in_the_interface_refuses_what_the_first_let_through(
    client: Client, user: User, settings: Settings
) -> None:
    """Should the middleware ever be taken out, the interface still asks."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith("SecondFactorMiddleware")]
    cache.clear()
    another = Client()
    another.force_login(user)
    assert another.get(INTERFACE).status_code == 403


def test_in_a_demonstration_a_password_is_enough(client: Client, user: User, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    give_password(client, user.email)
    assert client.get(PAGE).status_code == 200
