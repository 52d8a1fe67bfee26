"""A request's transaction, and the evidence of it as the transaction's last statement."""

import logging
from typing import Any

import pghistory
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from agencies.audit import Collector, collecting
from agencies.middleware.base import Middleware, View
from agencies.second_factor import view_is_api
from agencies.visitors import address_of

logger = logging.getLogger(__name__)

#: Packages whose pages (sign-in, reference data admin, interface description) hold no case data.
OTHERS_PACKAGES = {"allauth", "django", "drf_spectacular"}


class EvidenceMiddleware(Middleware):
    """Opens the request's transaction, writes its audit events as its last statement, and fails closed.

    A signed-in page that answers with content and no event, and is not marked `holds_no_case_data`, is not shown. What
    a failed or refused request did is undone; the events of what it attempted are stored all the same. Must be the
    last middleware, so that nothing another one does is undone with the view.
    """

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user if request.user.is_authenticated else None
        collector = Collector(actor=user, method=request.method or "", address=address_of(request))
        with collecting(collector), pghistory.context(user=str(user.pk) if user else None):
            try:
                with transaction.atomic():
                    response = self._answer(request, collector)
            except Exception:
                # The work could not be committed, and its evidence with it.
                collector.unstore()
                raise
            finally:
                # Of undone work, or recorded as the transaction was committed.
                collector.store()
        return response

    def _answer(self, request: HttpRequest, collector: Collector) -> HttpResponse:
        response = self.get_response(request)
        collector.route = request.resolver_match.view_name if request.resolver_match else ""
        if _lacks_evidence(request, response, collector):
            logger.error("no evidence for %s", collector.route)
            response = render(request, "errors/500.html", status=500)
        if _is_undone(request, response):
            transaction.set_rollback(True)
        else:
            collector.store()
        return response

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> None:
        request.holds_no_case_data = _is_marked(view)  # type: ignore[attr-defined]
        request.is_api = view_is_api(view)  # type: ignore[attr-defined]

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """A view that refuses has done nothing, whatever it had begun."""
        if isinstance(exception, Http404 | PermissionDenied | SuspiciousOperation):
            request.was_refused = True  # type: ignore[attr-defined]


def _is_undone(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether nothing of the work may stay. A page may say 4xx on purpose; the interface says it when it refuses."""
    undoing_from = 400 if getattr(request, "is_api", False) else 500
    return response.status_code >= undoing_from or getattr(request, "was_refused", False)


def _lacks_evidence(request: HttpRequest, response: HttpResponse, collector: Collector) -> bool:
    shows_something = 200 <= response.status_code < 300 and response.status_code != 204
    if not shows_something or not request.user.is_authenticated or collector.events:
        return False
    return not getattr(request, "holds_no_case_data", False)


def _is_marked(view: View) -> bool:
    """Whether a view says that it holds no case data; other people's packages are known to hold none."""
    if getattr(view, "holds_no_case_data", False) or getattr(getattr(view, "cls", None), "holds_no_case_data", False):
        return True
    return view.__module__.split(".")[0] in OTHERS_PACKAGES
