"""The evidence of signing in and out, and what a session is told about how it began."""

import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.signals import password_changed, password_reset, user_logged_in
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest

from agencies.audit import record
from agencies.choices import AuditAction, AuditOutcome
from agencies.models import User
from agencies.second_factor import FACTORS, mark_proved, vouched_for
from agencies.sessions import SEEN_AT, SET_UP_AT, STARTED_AT, why_ended


def connect() -> None:
    """Listen; called once, when Django has loaded its apps."""
    for signal, receiver in (
        (user_logged_in, _signed_in),
        (user_logged_out, _signed_out),
        (authentication_failed, _second_factor_failed),
        (authenticator_added, _second_factor_added),
        (authenticator_removed, _second_factor_removed),
        (authenticator_reset, _recovery_codes_renewed),
        (password_changed, _password_changed),
        (password_reset, _password_reset),
    ):
        signal.connect(receiver, dispatch_uid=f"agencies.{receiver.__name__}")


def record_refusal(rule: str, *, email: str | None = None, user: User | None = None) -> None:
    """Record a failed attempt to sign in. What was typed is not kept: people type passwords into the wrong box."""
    if user is None and email:
        user = User.objects.filter(email__iexact=email.strip()).first()
    record(AuditAction.SIGN_IN_FAILED, rule=rule, outcome=AuditOutcome.REFUSED, actor=user, subject_type="account")


def _signed_in(request: HttpRequest, user: User, sociallogin: Any = None, method: str = "", **kwargs: Any) -> None:
    request.session[STARTED_AT] = request.session[SEEN_AT] = int(time.time())
    methods = [method] if method else _methods(request, user)
    if sociallogin is not None:
        from agencies.single_sign_on import identity_claims

        if vouched_for(identity_claims(sociallogin)):
            mark_proved(request, user)
            methods.append("provider's second factor")
    record(AuditAction.SIGN_IN, rule=", ".join(methods)[:60] or "unknown", actor=user, subject_type="account")


def _methods(request: HttpRequest, user: User) -> list[str]:
    """How this session was signed in, step by step: "password", "totp" ..."""
    steps = get_authentication_records(request, user)
    names = [str(step.get("type") or step.get("provider") or step.get("method")) for step in steps]
    return list(dict.fromkeys(names))


def _signed_out(request: HttpRequest | None, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        record(AuditAction.SIGN_OUT, rule=why_ended(request), actor=user, subject_type="account")


def _second_factor_failed(user: User, authenticator: Any, **kwargs: Any) -> None:
    record_refusal(f"second factor: {authenticator.type}", user=user)


def _second_factor_added(request: HttpRequest, user: User, authenticator: Any, **kwargs: Any) -> None:
    if authenticator.type in FACTORS:
        mark_proved(request, user)
        request.session.setdefault(SET_UP_AT, int(time.time()))
    _administered(user, f"second factor added: {authenticator.type}")


def _second_factor_removed(user: User, authenticator: Any, **kwargs: Any) -> None:
    _administered(user, f"second factor removed: {authenticator.type}")


def _recovery_codes_renewed(user: User, authenticator: Any, **kwargs: Any) -> None:
    _administered(user, f"second factor renewed: {authenticator.type}")


def _password_changed(user: User, **kwargs: Any) -> None:
    _administered(user, "password changed")


def _password_reset(user: User, **kwargs: Any) -> None:
    _administered(user, "password reset by email")


def _administered(user: User, rule: str) -> None:
    """Something about the account that its owner did."""
    record(AuditAction.ADMINISTER, rule=rule, actor=user, subject=user, subject_type="account")
