"""What every page needs besides its own data: the service's name, its marking, the menu, who is signed in."""

import time
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from pagekit.navigation import marked

NOTED_EVERY = 60
MARKING = "OFFICIAL-SENSITIVE"


def page(request: HttpRequest) -> dict[str, Any]:
    """The context processor. Menu and account are lazy: a page that shows neither asks the database for neither."""
    return {
        "service_name": getattr(settings, "SERVICE_NAME", _("MAPPA case management")),
        "protective_marking": MARKING,
        "demonstration": getattr(settings, "DEMONSTRATION", False),
        "navigation": SimpleLazyObject(lambda: _navigation(request)),
        "account": SimpleLazyObject(lambda: _account(request)),
        "session_limits": SimpleLazyObject(lambda: _session_limits(request)),
    }


def _is_signed_in(request: HttpRequest) -> bool:
    return bool(getattr(getattr(request, "user", None), "is_authenticated", False))


def _navigation(request: HttpRequest) -> list[dict[str, object]]:
    named = getattr(settings, "NAVIGATION", "")
    if not named or not _is_signed_in(request):
        return []
    return marked(list(import_string(named)(request)), request.path)


def _account(request: HttpRequest) -> dict[str, str]:
    """Name and team for the header; `settings.ACCOUNT_SUMMARY` may name a callable that says both."""
    if not _is_signed_in(request):
        return {}
    named = getattr(settings, "ACCOUNT_SUMMARY", "")
    if named:
        return dict(import_string(named)(request))
    return {"name": getattr(request.user, "get_full_name", str)() or str(request.user), "team": ""}


def _session_limits(request: HttpRequest) -> dict[str, int]:
    """Seconds until an idle session ends, until it ends whatever happens, and how long before that the page warns.

    Empty when nobody is signed in. The server notes a sign of life once a minute at most, so an idle session may end
    that much sooner than the page would think.
    """
    idle = getattr(settings, "SESSION_IDLE_SECONDS", 0)
    if not idle or not _is_signed_in(request):
        return {}
    now = int(time.time())
    end = request.session.get("started_at", now) + getattr(settings, "SESSION_ABSOLUTE_SECONDS", idle)
    warning = getattr(settings, "SESSION_WARNING_SECONDS", 300)
    return {"idle": max(idle - NOTED_EVERY, warning), "whole": max(end - now, 0), "warning": warning}
