"""Single sign-on: whom it lets in, and whose second factor it believes."""

from collections.abc import Iterator

import pytest
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from agencies.choices import AuditAction
from agencies.models import AuditEvent, User
from agencies.second_factor import vouched_for
from agencies.single_sign_on import identity_claims
from tests.agencies.identity_provider import Provider, running_provider
from tests.agencies.signing_in import code_now, give_code, set_up_second_factor
from tests.personas import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.agencies.routes")]

PAGE = "/test/marked/"


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture
def provider(running: Provider, settings: Settings) -> Provider:
    settings.SECOND_FACTOR_REQUIRED = True
    settings.OIDC_SECOND_FACTOR_VALUES = ["mfa", "https://provider.example/loa/2"]
    settings.SOCIALACCOUNT_PROVIDERS = running.settings()
    return running


def _refusal() -> AuditEvent:
    return AuditEvent.objects.get(action=AuditAction.SIGN_IN_FAILED)


def test_somebody_known_is_let_in_and_it_is_recorded(client: Client, provider: Provider) -> None:
    user = make_user()
    provider.send_back(client, user.email.title(), amr=["pwd", "mfa"])
    assert client.get(PAGE).status_code == 200
    event = AuditEvent.objects.get(action=AuditAction.SIGN_IN)
    assert (event.actor, event.rule) == (user, "sso, provider's second factor")


@pytest.mark.parametrize("claims", [{}, {"amr": ["pwd"]}, {"acr": "1"}, {"amr": "otp"}, {"amr": None, "acr": ["mfa"]}])
def test_without_a_second_factor_that_the_settings_name_one_has_to_be_proved_here(
    client: Client, provider: Provider, claims: dict
) -> None:
    provider.send_back(client, make_user().email, **claims)
    assert client.get(PAGE).headers["Location"] == reverse("mfa_index")
    assert client.get("/test/api/").status_code == 403


@pytest.mark.parametrize("claims", [{"amr": ["mfa"]}, {"amr": "mfa"}, {"acr": "https://provider.example/loa/2"}])
def test_a_second_factor_that_the_settings_name_is_believed(client: Client, provider: Provider, claims: dict) -> None:
    provider.send_back(client, make_user().email, **claims)
    assert client.get(PAGE).status_code == 200
    assert client.get("/test/api/").status_code == 200


def test_when_the_settings_name_nothing_no_second_factor_is_believed(
    client: Client, provider: Provider, settings: Settings
) -> None:
    settings.OIDC_SECOND_FACTOR_VALUES = []
    provider.send_back(client, make_user().email, amr=["mfa"], acr="mfa")
    assert client.get(PAGE).status_code == 302


def test_somebody_with_a_second_factor_here_proves_it_here(client: Client, provider: Provider) -> None:
    user = make_user()
    secret = set_up_second_factor(user)
    assert provider.send_back(client, user.email).headers["Location"] == reverse("mfa_authenticate")
    assert client.get(PAGE).status_code == 302
    give_code(client, code_now(secret))
    assert client.get(PAGE).status_code == 200


def test_what_the_user_information_page_says_of_a_second_factor_is_not_believed() -> None:
    account = SocialAccount(provider="sso", uid="1", extra_data={"userinfo": {"amr": ["mfa"]}, "id_token": None})
    assert not vouched_for(identity_claims(SocialLogin(account=account)))


def test_a_second_factor_of_an_earlier_time_is_not_believed_again(client: Client, provider: Provider) -> None:
    user = make_user()
    provider.send_back(client, user.email, amr=["mfa"])
    later = Client()
    provider.send_back(later, user.email, amr=["pwd"])
    assert client.get(PAGE).status_code == 200
    assert later.get(PAGE).status_code == 302


def test_somebody_unknown_is_refused_and_gets_no_account(client: Client, provider: Provider) -> None:
    answer = provider.send_back(client, "stranger@mappa.example", amr=["mfa"])
    assert answer.headers["Location"] == reverse("account_login")
    assert not User.objects.filter(email="stranger@mappa.example").exists()
    assert _refusal().rule == "single sign-on: unknown"
    assert "found no account here" in client.get(reverse("account_login")).content.decode()


def test_somebody_switched_off_is_refused_with_the_same_words(client: Client, provider: Provider) -> None:
    user = make_user(is_active=False)
    answer = provider.send_back(client, user.email, amr=["mfa"])
    assert answer.headers["Location"] == reverse("account_login")
    assert (_refusal().rule, _refusal().actor) == ("single sign-on: switched off", user)
    assert "found no account here" in client.get(reverse("account_login")).content.decode()


def test_an_address_that_the_provider_does_not_vouch_for_lets_nobody_in(client: Client, provider: Provider) -> None:
    provider.send_back(client, make_user().email, verified=False, amr=["mfa"])
    assert _refusal().rule == "single sign-on: unknown"
    assert client.get(PAGE).status_code == 302


def test_a_domain_that_the_settings_trust_the_provider_with_needs_no_word_of_its_own(
    client: Client, provider: Provider, settings: Settings
) -> None:
    trusted = provider.settings()
    trusted["openid_connect"]["APPS"][0]["settings"]["verified_email"] = ["mappa.example"]
    settings.SOCIALACCOUNT_PROVIDERS = trusted
    provider.send_back(client, make_user().email, verified=False, amr=["mfa"])
    assert client.get(PAGE).status_code == 200


def test_an_account_cannot_be_linked_to_a_providers_from_inside(client: Client, provider: Provider) -> None:
    client.force_login(make_user())
    provider.send_back(client, "somebody-else@mappa.example", link=True, amr=["mfa"])
    assert not SocialAccount.objects.exists()
    assert _refusal().rule == "single sign-on: linking"


def test_a_round_that_fails_at_the_provider_says_so_and_is_recorded(client: Client, provider: Provider) -> None:
    answer = client.get(reverse("openid_connect_callback", args=["sso"]), {"error": "server_error", "state": "none"})
    assert answer.status_code in (200, 401)
    assert _refusal().rule == "single sign-on: failed"
    assert client.get(PAGE).status_code == 302


def test_without_a_provider_in_the_settings_there_is_no_way_to_one(client: Client, settings: Settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert client.get("/accounts/oidc/sso/login/").status_code == 404
    assert "directory" not in client.get(reverse("account_login")).content.decode()


def test_the_sign_in_page_names_the_provider_of_the_settings(client: Client, provider: Provider) -> None:
    assert "the force&#x27;s directory" in client.get(reverse("account_login")).content.decode()
