"""What stands between a request and every view: session limits, the second factor, the request's transaction and its
evidence. Knows nothing of nominals."""

import logging
import time
from collections.abc import Callable

import pghistory
from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_cache_control

from agencies.audit import Collector, collecting
from agencies.second_factor import MayEnrol, session_has_second_factor, user_can_use_second_factor, view_is_api

logger = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponse]
STARTED_AT, SEEN_AT = "started_at", "seen_at"


class NoStoreMiddleware:
    """Pages with personal data stay in no cache, not even the browser's (back button after signing out)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "Cache-Control" not in response.headers:
            add_never_cache_headers(response)
            patch_cache_control(response, no_store=True, private=True)
        return response


class SessionLimitsMiddleware:
    """Ends a session that was idle too long or that is older than a working day."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            session = request.session
            started = session.setdefault(STARTED_AT, now)
            seen = session.get(SEEN_AT, now)
            idle = now - seen > settings.SESSION_IDLE_SECONDS
            if idle or now - started > settings.SESSION_ABSOLUTE_SECONDS:
                logout(request)
                return HttpResponseRedirect(f"{reverse('account_login')}?ended={'idle' if idle else 'limit'}")
            # One write a minute at most, not one a page.
            if now - seen >= 60 or SEEN_AT not in session:
                session[SEEN_AT] = now
        return self.get_response(request)


class SecondFactorMiddleware:
    """The *session* must have passed a second factor, not merely the user be enrolled. Pages, API and admin alike."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> HttpResponse | None:
        if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated:
            return None
        # Django REST framework marks every view as needing no sign-in: such a view is protected all the same.
        if not getattr(view, "login_required", True) and not view_is_api(view):
            return None
        if session_has_second_factor(request):
            return None
        if view_is_api(view):
            return JsonResponse({"detail": "This session has not passed a second factor."}, status=403)
        return self._send_to_second_factor(request)

    def _send_to_second_factor(self, request: HttpRequest) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if user_can_use_second_factor(request.user):
            if name in ("account_logout", "mfa_reauthenticate"):
                return None
            return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?next={request.path}")
        if name in MayEnrol.ROUTES:
            return None
        return HttpResponseRedirect(reverse("mfa_index"))


class EvidenceMiddleware:
    """Opens the request's transaction, writes its audit events as its last statement, and fails closed.

    A signed-in page that answers 200 with no event, and is not marked `holds_no_case_data`, is not shown.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user if request.user.is_authenticated else None
        collector = Collector(actor=user, method=request.method or "", address=request.META.get("REMOTE_ADDR"))
        with collecting(collector):
            try:
                with transaction.atomic(), pghistory.context(user=str(user.pk) if user else None):
                    response = self.get_response(request)
                    failed = response.status_code >= 500
                    if not failed:
                        if self._lacks_evidence(request, response, collector):
                            logger.error("no evidence for %s", collector.route)
                            failed = True
                            response = render(request, "500.html", status=500)
                        else:
                            collector.store()
                    if failed:
                        transaction.set_rollback(True)
            finally:
                # What was attempted stays on record although what it did was undone.
                if collector.events:
                    collector.store()
        return response

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> None:
        from agencies.audit import _collector

        collector = _collector.get()
        if collector is not None and request.resolver_match is not None:
            collector.route = request.resolver_match.view_name or ""
        request.holds_no_case_data = _is_marked(view)  # type: ignore[attr-defined]

    @staticmethod
    def _lacks_evidence(request: HttpRequest, response: HttpResponse, collector: Collector) -> bool:
        if not request.user.is_authenticated or response.status_code != 200 or collector.events:
            return False
        return not getattr(request, "holds_no_case_data", True)


def _is_marked(view: Callable) -> bool:
    """Whether a view says that it holds no case data; other people's packages (sign-in, admin of reference data) may."""
    if getattr(view, "holds_no_case_data", False) or getattr(getattr(view, "cls", None), "holds_no_case_data", False):
        return True
    return view.__module__.split(".")[0] in {"allauth", "django", "drf_spectacular"}
