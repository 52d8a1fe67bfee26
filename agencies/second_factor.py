"""Whether a session has proved a second factor, by whichever way it signed in."""

from collections.abc import Iterable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

#: Set in the session, to the user's key, when a factor was set up in it, or the identity provider vouched for one.
PROVED = "second_factor_proved"

#: What counts. Recovery codes stand in for a lost factor and are none by themselves.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]

#: The way out, and the sign of life, whatever else is missing.
ALWAYS_OPEN = frozenset({"account_logout", "stay_signed_in"})
#: Where somebody without a second factor may go: to set one up.
OPEN_TO_ENROL = frozenset({"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"})
#: Where somebody who has one, but has not shown it in this session, may go.
OPEN_TO_PROVE = frozenset({"mfa_reauthenticate", "mfa_reauthenticate_webauthn"})


def session_has_second_factor(request: HttpRequest) -> bool:
    """Whether *this session* of this user passed a second factor. Having one is not enough."""
    if request.session.get(PROVED) == str(request.user.pk):
        return True
    return any(step.get("method") == "mfa" for step in get_authentication_records(request, request.user))


def mark_proved(request: HttpRequest, user: Any) -> None:
    """Note in the session that this user's second factor is beyond doubt."""
    request.session[PROVED] = str(user.pk)


def has_second_factor(user: Any) -> bool:
    """Whether the user has set one up."""
    return bool(is_mfa_enabled(user, FACTORS))


def removable(authenticator: Authenticator) -> bool:
    """Whether this factor may go: not the last one where one is required."""
    others = Authenticator.objects.filter(user=authenticator.user_id, type__in=FACTORS).exclude(pk=authenticator.pk)
    return not settings.SECOND_FACTOR_REQUIRED or others.exists()


def page_to_prove(user: Any) -> str:
    """The page that asks for the second factor: a code for whoever can give one, else the passkey."""
    codes = [Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES]
    return "mfa_reauthenticate" if is_mfa_enabled(user, codes) else "mfa_reauthenticate_webauthn"


def vouched_for(claims: dict[str, Any]) -> bool:
    """Whether an identity token says, in a value that the settings name, that a second factor was passed."""
    believed = set(settings.OIDC_SECOND_FACTOR_VALUES)
    said = [claims.get("acr"), *_as_list(claims.get("amr"))]
    return any(isinstance(value, str) and value in believed for value in said)


def _as_list(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else [value]


def view_is_api(view: object) -> bool:
    from rest_framework.views import APIView

    cls = getattr(view, "cls", None)
    return isinstance(cls, type) and issubclass(cls, APIView)
