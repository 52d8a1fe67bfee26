"""Whether a session has proved a second factor, by whichever way it signed in."""

from django.http import HttpRequest

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled

#: Set in the session when a second factor was just set up in it, or when the identity provider vouched for one.
PROVED = "second_factor_proved"


class MayEnrol:
    """Where somebody without a second factor may go: to set one up, or out."""

    ROUTES = frozenset(
        {
            "mfa_index",
            "mfa_activate_totp",
            "mfa_add_webauthn",
            "mfa_view_recovery_codes",
            "mfa_generate_recovery_codes",
            "account_logout",
            "account_reauthenticate",
        }
    )


def session_has_second_factor(request: HttpRequest) -> bool:
    """Whether *this session* passed a second factor. Being enrolled is not enough."""
    if request.session.get(PROVED):
        return True
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def user_can_use_second_factor(user: object) -> bool:
    return is_mfa_enabled(user)


def view_is_api(view: object) -> bool:
    from rest_framework.views import APIView

    cls = getattr(view, "cls", None)
    return isinstance(cls, type) and issubclass(cls, APIView)
