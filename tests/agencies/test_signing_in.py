"""Signing in with a password: what is said, what is counted, what is recorded."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from agencies.choices import AuditAction, AuditOutcome, Role
from agencies.models import AuditEvent, User
from agencies.roles import Capability
from agencies.services.accounts import switch_off_user
from tests.agencies.signing_in import error_of, give_password, is_signed_in
from tests.personas import PASSWORD, People, make_user

pytestmark = pytest.mark.django_db

UNKNOWN = "nobody-here@mappa.example"


@pytest.fixture
def user(db: None) -> User:
    return make_user()


def _events(action: AuditAction) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(action=action).order_by("pk"))


def test_whoever_gives_the_right_password_is_in_and_their_last_sign_in_is_kept(client: Client, user: User) -> None:
    assert give_password(client, user.email.upper()).status_code == 302
    assert is_signed_in(client)
    user.refresh_from_db()
    assert user.last_login is not None


def test_signing_in_is_recorded_with_how(client: Client, user: User) -> None:
    give_password(client, user.email)
    (event,) = _events(AuditAction.SIGN_IN)
    assert (event.actor, event.rule, event.outcome) == (user, "password", AuditOutcome.ALLOWED)
    assert event.route == "account_login"
    assert event.address == "127.0.0.1"


def test_signing_out_is_recorded(client: Client, user: User) -> None:
    give_password(client, user.email)
    client.post(reverse("account_logout"))
    (event,) = _events(AuditAction.SIGN_OUT)
    assert (event.actor, event.rule) == (user, "asked")
    assert not is_signed_in(client)


def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(client: Client, user: User) -> None:
    wrong = give_password(client, user.email, "not-the-password")
    unknown = give_password(client, UNKNOWN, "not-the-password")
    assert error_of(wrong) == error_of(unknown) == ["The email address or the password is not right."]
    assert wrong.status_code == unknown.status_code == 200


def test_a_wrong_password_is_recorded_with_whose_it_was(client: Client, user: User) -> None:
    give_password(client, user.email, "not-the-password")
    (event,) = _events(AuditAction.SIGN_IN_FAILED)
    assert (event.actor, event.rule, event.outcome) == (user, "password", AuditOutcome.REFUSED)


def test_what_was_typed_as_an_address_is_not_kept(client: Client) -> None:
    give_password(client, UNKNOWN, "not-the-password")
    (event,) = _events(AuditAction.SIGN_IN_FAILED)
    assert event.actor is None
    assert UNKNOWN not in f"{event.detail} {event.subject_reference} {event.rule}"


@pytest.mark.parametrize("email", ["", UNKNOWN])
def test_five_failures_lock_an_account_known_or_not_with_the_same_answer(
    client: Client, user: User, email: str
) -> None:
    for _time in range(5):
        give_password(client, email or user.email, "not-the-password")
    refused = give_password(client, email or user.email)
    assert error_of(refused) == [
        "There were too many attempts to sign in to this account. Wait 15 minutes, then try again."
    ]
    assert _events(AuditAction.SIGN_IN_FAILED)[-1].rule == "locked"
    cache.clear()
    assert is_signed_in(client) is False


def test_a_lock_holds_from_every_address_and_under_every_name_of_the_host(client: Client, user: User) -> None:
    hosts = ["127.0.0.1:8000", "127.0.0.1:1", "127.0.0.1:2", "localhost", "localhost:9"]
    for number, host in enumerate(hosts):
        give_password(
            client, user.email, "not-the-password", headers={"host": host}, REMOTE_ADDR=f"10.0.0.{number + 1}"
        )
    give_password(client, user.email, headers={"host": "127.0.0.1:3"}, REMOTE_ADDR="10.0.0.99")
    assert not is_signed_in(client)


def test_a_lock_of_one_account_leaves_its_neighbours_at_the_same_address_alone(client: Client, user: User) -> None:
    for _time in range(9):
        give_password(client, user.email, "not-the-password")
    give_password(client, make_user().email)
    assert is_signed_in(client)


def test_a_success_does_not_let_an_attacker_go_on_guessing(client: Client, user: User) -> None:
    for _time in range(4):
        give_password(client, user.email, "not-the-password")
    give_password(client, user.email)
    client.post(reverse("account_logout"))
    give_password(client, user.email, "not-the-password")
    give_password(client, user.email)
    assert not is_signed_in(client)


def test_somebody_switched_off_is_told_so_and_it_is_recorded(client: Client) -> None:
    user = make_user(is_active=False)
    assert give_password(client, user.email).url == reverse("account_inactive")  # type: ignore[attr-defined]
    (event,) = _events(AuditAction.SIGN_IN_FAILED)
    assert (event.actor, event.rule) == (user, "switched off")


def test_somebody_switched_off_has_no_session_left(client: Client, people: People) -> None:
    give_password(client, people.offender_manager.email, PASSWORD)
    assert is_signed_in(client)
    switch_off_user(actor=people.system_administrator, user_id=people.offender_manager.pk, reason="left")
    assert not is_signed_in(client)


def test_nobody_signs_up(client: Client) -> None:
    page = client.get(reverse("account_signup"))
    assert "Accounts are given by invitation" in page.content.decode()
    fields = {"email": "new@mappa.example", "password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("account_signup"), fields)
    assert not User.objects.filter(email="new@mappa.example").exists()


@pytest.mark.parametrize("name", ["account_email", "socialaccount_connections"])
def test_pages_of_the_sign_in_package_that_change_who_one_is_are_not_there(
    client: Client, user: User, name: str
) -> None:
    client.force_login(user)
    assert client.get(reverse(name)).status_code == 404


def test_a_password_is_changed_by_its_owner_who_is_told_by_email(
    client: Client, user: User, mailoutbox: list, django_capture_on_commit_callbacks: object
) -> None:
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.force_login(user)
    new = "another-long-password"
    answer = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert answer.status_code == 302
    assert [mail.to for mail in mailoutbox] == [[user.email]]
    assert AuditEvent.objects.filter(rule="password changed", actor=user).exists()


def test_a_short_a_common_and_a_personal_password_are_refused(client: Client) -> None:
    user = make_user(email="wilhelmina@mappa.example", full_name="Wilhelmina Wolverhampton")
    client.force_login(user)
    for weak in ("short-one", "123456789012", "wilhelmina wolverhampton"):
        answer = client.post(
            reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
        )
        assert answer.status_code == 200, weak


def test_a_member_has_what_the_role_gives_until_the_team_closes(people: People) -> None:
    from agencies.standing import standing_of

    user = make_user(Role.OFFENDER_MANAGER, people.team)
    assert standing_of(user).can(Capability.VIEW_NOMINAL)
    people.team.is_active = False
    people.team.save()
    assert not standing_of(User.objects.get(pk=user.pk)).can(Capability.VIEW_NOMINAL)
