"""Nobody passes with a password alone, outside demonstration."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from agencies.audit import record
from agencies.choices import AuditAction, AuditOutcome
from agencies.middleware.base import Middleware, View
from agencies.second_factor import (
    ALWAYS_OPEN,
    OPEN_TO_ENROL,
    OPEN_TO_PROVE,
    has_second_factor,
    page_to_prove,
    session_has_second_factor,
    view_is_api,
)


class SecondFactorMiddleware(Middleware):
    """The *session* must have passed a second factor, not merely the user have one. Pages, API and admin alike."""

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated:
            return None
        # Django REST framework marks every view as needing no sign-in: such a view is protected all the same.
        is_api = view_is_api(view)
        if not (is_api or getattr(view, "login_required", True)) or session_has_second_factor(request):
            return None
        return _refuse_api() if is_api else _send_to_second_factor(request)


def _refuse_api() -> HttpResponse:
    record(AuditAction.VIEW, rule="no second factor", outcome=AuditOutcome.REFUSED, subject_type="api")
    return JsonResponse({"detail": _("This session has not passed a second factor.")}, status=403)


def _send_to_second_factor(request: HttpRequest) -> HttpResponse | None:
    """To the page that proves the factor, or to the one that sets the first up; None when already there."""
    page = request.resolver_match.view_name if request.resolver_match else ""
    enrolled = has_second_factor(request.user)
    if page in ALWAYS_OPEN or page in (OPEN_TO_PROVE if enrolled else OPEN_TO_ENROL):
        return None
    if not enrolled:
        return HttpResponseRedirect(reverse("mfa_index"))
    back = urlencode({"next": request.get_full_path() if request.method == "GET" else "/"})
    return HttpResponseRedirect(f"{reverse(page_to_prove(request.user))}?{back}")
