"""How long a session lives: idle, and at all."""

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from agencies.middleware.base import Middleware, View
from agencies.second_factor import view_is_api
from agencies.sessions import ENDED_BECAUSE, SEEN_AT, STARTED_AT

NOTED_EVERY_SECONDS = 60


class SessionLimitsMiddleware(Middleware):
    """Ends a session that was idle too long or that is older than a working day.

    In `process_view`, so that the sign-out is among the request's evidence; before `LoginRequiredMiddleware`.
    """

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        reason = self._ended_because(request)
        if reason:
            return self._end(request, view, reason)
        return None

    @staticmethod
    def _ended_because(request: HttpRequest) -> str:
        """`idle`, `limit`, or nothing; notes the sign of life once a minute, not once a page."""
        now, session = int(time.time()), request.session
        started, seen = session.setdefault(STARTED_AT, now), session.setdefault(SEEN_AT, now)
        if now - started > settings.SESSION_ABSOLUTE_SECONDS:
            return "limit"
        if now - seen > settings.SESSION_IDLE_SECONDS:
            return "idle"
        if now - seen >= NOTED_EVERY_SECONDS:
            session[SEEN_AT] = now
        return ""

    @staticmethod
    def _end(request: HttpRequest, view: View, reason: str) -> HttpResponse:
        setattr(request, ENDED_BECAUSE, reason)
        logout(request)
        if view_is_api(view):
            return JsonResponse({"detail": _("This session has ended. Sign in again.")}, status=403)
        if not getattr(view, "login_required", True):
            return HttpResponseRedirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'ended': reason})}")
        # What was being sent is gone; the page it was sent from can be opened again after signing in.
        back = {"next": request.get_full_path()} if request.method in ("GET", "HEAD") else {}
        return HttpResponseRedirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'ended': reason, **back})}")
