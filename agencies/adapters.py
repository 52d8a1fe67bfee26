"""How signing in bends allauth: closed sign-up, lock-out by account alone, plain words, secrets encrypted at rest.

What was tried and refused is recorded here, where the reason is known; what succeeded, in `agencies.sign_in_events`.
"""

import base64
import hashlib
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from agencies.second_factor import has_second_factor, removable
from agencies.sessions import SET_UP_AT, STARTED_AT
from agencies.sign_in_events import record_refusal
from agencies.visitors import address_of

#: Somebody who has just signed in need not give the password again to set up the first second factor, nor to see the
#: recovery codes that come with it.
ENROL_WITHIN_SECONDS = 300

# One sentence whether or not the address belongs to anybody.
_NO_MATCH = _("The email address or the password is not right.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _NO_MATCH,
        "incorrect_password": _("The password is not right."),
        "too_many_login_attempts": _(
            "There were too many attempts to sign in to this account. Wait 15 minutes, then try again."
        ),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """As the audit has it. A session's list of browsers needs some address: an unknown one is `0.0.0.0`."""
        return address_of(request) or "0.0.0.0"  # noqa: S104

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an account comes by invitation."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        if app == "allauth.mfa" and (self._happened_just_now(SET_UP_AT) or self._is_enrolling()):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def _is_enrolling(self) -> bool:
        return self._happened_just_now(STARTED_AT) and not has_second_factor(self.request.user)

    def _happened_just_now(self, what: str) -> bool:
        return time.time() - self.request.session.get(what, 0) < ENROL_WITHIN_SECONDS

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """The account alone. As it comes it holds the host too, port included, which whoever guesses may vary."""
        return str(credentials.get("email", "")).strip().lower()

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except Exception:
            record_refusal("locked", email=credentials.get("email"))
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        record_refusal("password", email=credentials.get("email"))

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        record_refusal("switched off", user=user)
        return super().respond_user_inactive(request, user)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are stored encrypted; the first key encrypts, any key decrypts."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("The code is not right. Enter the one that the app shows now, or an unused recovery code."),
        "cannot_delete_authenticator": _(
            "This is your only second step, and one is required. Add a passkey first, then remove this."
        ),
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return removable(authenticator)

    def _get_site_name(self) -> str:
        return str(settings.SERVICE_NAME)


def _cipher() -> MultiFernet:
    keys = (hashlib.sha256(key.encode()).digest() for key in settings.MFA_ENCRYPTION_KEYS)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
