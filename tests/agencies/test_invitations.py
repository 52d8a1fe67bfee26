"""Invitations: from the administrator's page by email to an account, and every way that ends earlier."""

import datetime
import re
from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from agencies.choices import AuditAction, Role
from agencies.errors import DomainError
from agencies.models import AuditEvent, Invitation, Team, User
from agencies.services.invitations import accept_invitation, invite_user, resend_invitation, withdraw_invitation
from agencies.teams import standard_team
from tests.agencies.signing_in import is_signed_in
from tests.personas import AREA, make_user

pytestmark = pytest.mark.django_db

EMAIL, PASSWORD = "wilhelmina@force.example", "a-very-long-password"


@pytest.fixture
def team(db: None) -> Team:
    return standard_team(AREA, "police")


@pytest.fixture
def administrator(team: Team) -> User:
    return make_user(Role.SYSTEM_ADMINISTRATOR, team)


@pytest.fixture
def invitation(administrator: User, team: Team) -> Invitation:
    return _invite(administrator, team)


def _invite(actor: User, team: Team, **other: Any) -> Invitation:
    asked: dict[str, Any] = {
        "email": EMAIL,
        "full_name": "Wilhelmina Example",
        "team": team,
        "role": Role.OFFENDER_MANAGER,
    }
    return invite_user(actor=actor, link_to=_link, **asked | other)


def _link(secret: str) -> str:
    return f"https://mappa.example{reverse('agencies:join', args=[secret])}"


def _secret_in(mail: EmailMessage) -> str:
    found = re.search(r"/join/([\w-]+)/", str(mail.body))
    assert found
    return found[1]


def _join(client: Client, secret: str, password: str = PASSWORD) -> Any:
    return client.post(reverse("agencies:join", args=[secret]), {"password": password})


def test_the_whole_way_from_the_team_page_to_a_first_page_as_a_member(
    client: Client, administrator: User, team: Team, mailoutbox: list[EmailMessage]
) -> None:
    client.force_login(administrator)
    asked = {"email": " Wilhelmina@Force.example", "full_name": "Wilhelmina Example", "role": Role.OFFENDER_MANAGER}
    client.post(reverse("agencies:invite", args=[team.pk]), asked)
    (mail,) = mailoutbox
    assert mail.to == [EMAIL]
    guest = Client()
    page = guest.get(reverse("agencies:join", args=[_secret_in(mail)])).content.decode()
    assert "Wilhelmina Example" in page
    assert team.name in page
    assert _join(guest, _secret_in(mail)).status_code == 302
    assert is_signed_in(guest)
    user = User.objects.get(email=EMAIL)
    (membership,) = user.memberships.all()
    assert (membership.team, membership.role, membership.started_on) == (
        team,
        Role.OFFENDER_MANAGER,
        timezone.localdate(),
    )
    assert EmailAddress.objects.get(user=user).verified


def test_the_evidence_names_who_invited_and_who_came(invitation: Invitation, mailoutbox: list[EmailMessage]) -> None:
    _join(Client(), _secret_in(mailoutbox[0]))
    rules = AuditEvent.objects.order_by("pk").values_list("rule", "actor__email")
    assert list(rules) == [
        ("invited", invitation.invited_by.email),  # type: ignore[union-attr]
        ("invitation accepted", EMAIL),
        ("membership by invitation", EMAIL),
        ("invitation", EMAIL),
    ]
    assert AuditEvent.objects.filter(action=AuditAction.SIGN_IN).count() == 1


def test_the_email_says_nothing_but_who_where_and_how_long(
    invitation: Invitation, mailoutbox: list[EmailMessage]
) -> None:
    (mail,) = mailoutbox
    assert mail.subject == "Your invitation to MAPPA case management"
    assert "Hello Wilhelmina Example" in str(mail.body)
    assert "for 7 days" in str(mail.body)
    assert "&" not in str(mail.body)


def test_the_secret_of_the_link_is_stored_nowhere(invitation: Invitation, mailoutbox: list[EmailMessage]) -> None:
    from django.db import connection

    secret = _secret_in(mailoutbox[0])
    assert len(secret) >= 43
    with connection.cursor() as cursor:
        for table in ("agencies_invitation", "agencies_invitationhistory", "agencies_auditevent"):
            cursor.execute(f"SELECT string_agg(row::text, ' ') FROM {table} row")
            stored = cursor.fetchone()[0]
            assert secret not in stored
            assert table == "agencies_invitation" or invitation.secret_digest not in stored


def test_where_a_second_factor_is_required_the_new_member_is_led_to_set_one_up(
    invitation: Invitation, mailoutbox: list[EmailMessage], settings: Settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    guest = Client()
    _join(guest, _secret_in(mailoutbox[0]))
    assert guest.get(reverse("agencies:my_account")).headers["Location"] == reverse("mfa_index")
    assert guest.get(reverse("mfa_activate_totp")).status_code == 200, "without asking for the password again"


@pytest.mark.parametrize("weak", ["", "short", "wilhelmina@force.example", "123456789012"])
def test_a_weak_password_is_refused_beside_its_field_and_makes_no_account(
    invitation: Invitation, mailoutbox: list[EmailMessage], weak: str
) -> None:
    answer = _join(Client(), _secret_in(mailoutbox[0]), weak)
    assert answer.context["form"].errors["password"]
    assert not User.objects.filter(email=EMAIL).exists()


def test_a_link_works_once(invitation: Invitation, mailoutbox: list[EmailMessage]) -> None:
    secret = _secret_in(mailoutbox[0])
    _join(Client(), secret)
    again = _join(Client(), secret, "another-long-password")
    assert again.status_code == 410
    assert "This invitation has been used" in again.content.decode()
    with pytest.raises(DomainError, match="already accepted or withdrawn"):
        accept_invitation(secret=secret, password=PASSWORD)


def test_an_expired_link_says_so(invitation: Invitation, mailoutbox: list[EmailMessage]) -> None:
    Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(minutes=1))
    secret = _secret_in(mailoutbox[0])
    answer = _join(Client(), secret)
    assert answer.status_code == 410
    assert "This invitation has expired" in answer.content.decode()
    with pytest.raises(DomainError, match="expired"):
        accept_invitation(secret=secret, password=PASSWORD)


def test_a_withdrawn_link_says_so(administrator: User, invitation: Invitation, mailoutbox: list[EmailMessage]) -> None:
    withdraw_invitation(actor=administrator, invitation_id=invitation.pk)
    answer = _join(Client(), _secret_in(mailoutbox[0]))
    assert answer.status_code == 410
    assert "This invitation was withdrawn" in answer.content.decode()


def test_an_invented_link_says_that_it_does_not_work(client: Client) -> None:
    answer = client.get(reverse("agencies:join", args=["invented"]))
    assert answer.status_code == 404
    assert "This link does not work" in answer.content.decode()


def test_sending_again_makes_a_new_link_valid_for_the_whole_time_and_stops_the_old_one(
    administrator: User, invitation: Invitation, mailoutbox: list[EmailMessage]
) -> None:
    Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(days=1))
    resend_invitation(actor=administrator, invitation_id=invitation.pk, link_to=_link)
    old, new = map(_secret_in, mailoutbox)
    assert Client().get(reverse("agencies:join", args=[old])).status_code == 404
    assert _join(Client(), new).status_code == 302
    invitation.refresh_from_db()
    assert invitation.expires_at > timezone.now() + datetime.timedelta(days=6)


def test_an_accepted_invitation_can_be_neither_withdrawn_nor_sent_again(
    administrator: User, invitation: Invitation, mailoutbox: list[EmailMessage]
) -> None:
    _join(Client(), _secret_in(mailoutbox[0]))
    with pytest.raises(DomainError):
        withdraw_invitation(actor=administrator, invitation_id=invitation.pk)
    with pytest.raises(DomainError):
        resend_invitation(actor=administrator, invitation_id=invitation.pk, link_to=_link)


def test_a_person_has_one_open_invitation_whatever_the_case_of_the_address(
    administrator: User, team: Team, invitation: Invitation
) -> None:
    with pytest.raises(DomainError, match="has an invitation already"):
        _invite(administrator, team, email="WILHELMINA@force.example")
    withdraw_invitation(actor=administrator, invitation_id=invitation.pk)
    assert _invite(administrator, team).pk != invitation.pk


def test_somebody_with_an_account_is_not_invited_but_added(client: Client, administrator: User, team: Team) -> None:
    known = make_user(email="known@force.example")
    client.force_login(administrator)
    asked = {"email": "Known@force.example", "full_name": "Known Already", "role": Role.OFFENDER_MANAGER}
    answer = client.post(reverse("agencies:invite", args=[team.pk]), asked)
    form = answer.context["form"]
    assert form.errors["email"] == ["Somebody with this email address has an account. Add a membership to it."]
    assert form["full_name"].value() == "Known Already"
    assert known.memberships.count() == 0


def test_nobody_is_invited_into_a_closed_team(administrator: User, team: Team) -> None:
    team.is_active = False
    with pytest.raises(DomainError, match="closed"):
        _invite(administrator, team)


def test_an_invitation_into_a_team_that_closed_since_makes_no_account(
    invitation: Invitation, mailoutbox: list[EmailMessage]
) -> None:
    Team.objects.filter(pk=invitation.team_id).update(is_active=False)
    answer = _join(Client(), _secret_in(mailoutbox[0]))
    assert "This team is closed" in answer.content.decode()
    assert not User.objects.filter(email=EMAIL).exists()


def test_an_email_that_cannot_be_sent_leaves_no_invitation(administrator: User, team: Team, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(DomainError, match="could not be sent"):
        _invite(administrator, team)
    assert not Invitation.objects.exists()
    assert not AuditEvent.objects.filter(rule="invited").exists()


def test_somebody_signed_in_is_asked_to_sign_out_before_becoming_somebody_else(
    client: Client, invitation: Invitation, mailoutbox: list[EmailMessage]
) -> None:
    client.force_login(make_user(full_name="Somebody Else"))
    answer = _join(client, _secret_in(mailoutbox[0]))
    assert "You are signed in as Somebody Else" in answer.content.decode()
    assert not User.objects.filter(email=EMAIL).exists()


def test_the_list_shows_what_became_of_each_and_filters_by_it(
    client: Client, administrator: User, team: Team, mailoutbox: list[EmailMessage]
) -> None:
    for name in ("waiting", "accepted", "expired", "withdrawn"):
        _invite(administrator, team, email=f"{name}@force.example", full_name=f"{name.title()} Example")
    _join(Client(), _secret_in(mailoutbox[1]))
    Invitation.objects.filter(email__startswith="expired").update(expires_at=timezone.now())
    Invitation.objects.filter(email__startswith="withdrawn").update(withdrawn_at=timezone.now())
    client.force_login(administrator)
    for name in ("waiting", "accepted", "expired", "withdrawn"):
        page = client.get(reverse("agencies:invitations"), {"status": name})
        assert [row[0].full_name for row in page.context["rows"]] == [f"{name.title()} Example"]


@pytest.mark.parametrize("act", ["resend", "withdraw"])
def test_administrators_send_again_and_withdraw_from_the_list(
    client: Client, administrator: User, invitation: Invitation, mailoutbox: list[EmailMessage], act: str
) -> None:
    client.force_login(administrator)
    address = reverse(f"agencies:{act}_invitation", args=[invitation.pk])
    assert client.get(address).status_code == 200
    assert client.post(address).headers["Location"] == reverse("agencies:invitations")
    invitation.refresh_from_db()
    assert (invitation.withdrawn_at is not None) == (act == "withdraw")
    assert len(mailoutbox) == (2 if act == "resend" else 1)


def test_the_first_administrator_is_invited_on_the_command_line(mailoutbox: list[EmailMessage]) -> None:
    out = StringIO()
    call_command(
        "invite_administrator", EMAIL, "Wilhelmina Example", area=AREA, address="https://mappa.example/", stdout=out
    )
    (mail,) = mailoutbox
    assert "https://mappa.example/join/" in str(mail.body)
    assert EMAIL in out.getvalue()
    _join(Client(), _secret_in(mail))
    assert User.objects.get(email=EMAIL).memberships.get().role == Role.SYSTEM_ADMINISTRATOR
    with pytest.raises(CommandError, match="has an account"):
        call_command("invite_administrator", EMAIL, "Again", area=AREA, address="https://mappa.example")
    with pytest.raises(CommandError, match="no area"):
        call_command("invite_administrator", "b@mappa.example", "B", area="E00000000", address="https://mappa.example")
