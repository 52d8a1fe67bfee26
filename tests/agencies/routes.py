"""Routes of the tests alone: an interface, and pages that leave evidence, leave none, fail or refuse."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agencies.audit import holds_no_case_data, record
from agencies.choices import AuditAction, AuditOutcome
from agencies.models import Area, ReportingUnit
from mappa.urls import urlpatterns as real

#: What each of these pages does before it ends as it does.
WORK = "a unit made on the way"


class Interface(APIView):
    def get(self, request: Request) -> Response:
        record(AuditAction.LIST, rule="test")
        return Response({"areas": Area.objects.count()})

    def post(self, request: Request) -> Response:
        record(AuditAction.CREATE, rule="test")
        ReportingUnit.objects.create(name=WORK)
        raise ValidationError("no")


class SilentInterface(APIView):
    def get(self, request: Request) -> Response:
        return Response({"secret": "of somebody"}, status=203)


def silent(request: HttpRequest) -> HttpResponse:
    return HttpResponse("something about somebody")


@holds_no_case_data
def marked(request: HttpRequest) -> HttpResponse:
    return HttpResponse("nothing about anybody")


@login_not_required
def public(request: HttpRequest) -> HttpResponse:
    return HttpResponse("for everybody")


def evident(request: HttpRequest) -> HttpResponse:
    _work(AuditOutcome.ALLOWED)
    return HttpResponse("something about somebody")


def failing(request: HttpRequest) -> HttpResponse:
    _work(AuditOutcome.ALLOWED)
    raise RuntimeError("on purpose")


def refusing(request: HttpRequest) -> HttpResponse:
    _work(AuditOutcome.REFUSED)
    raise PermissionDenied


def missing(request: HttpRequest) -> HttpResponse:
    _work(AuditOutcome.REFUSED)
    raise Http404


def _work(outcome: AuditOutcome) -> None:
    ReportingUnit.objects.create(name=WORK)
    record(AuditAction.CHANGE, rule="test", outcome=outcome)


urlpatterns = [
    path("test/api/", Interface.as_view(), name="test_api"),
    path("test/api/silent/", SilentInterface.as_view(), name="test_silent_api"),
    path("test/silent/", silent, name="test_silent"),
    path("test/marked/", marked, name="test_marked"),
    path("test/public/", public, name="test_public"),
    path("test/evident/", evident, name="test_evident"),
    path("test/failing/", failing, name="test_failing"),
    path("test/refusing/", refusing, name="test_refusing"),
    path("test/missing/", missing, name="test_missing"),
    *real,
]
