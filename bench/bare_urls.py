"""The product's routes, and two that do nothing: one leaves no evidence, one leaves that of a list of 25."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from agencies.audit import holds_no_case_data, record
from agencies.choices import AuditAction

SHOWN = [f"M-{number:04d}-BARE" for number in range(25)]


@holds_no_case_data
def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("nothing")


def with_evidence(request: HttpRequest) -> HttpResponse:
    record(AuditAction.LIST, rule="door", shown=SHOWN, detail={"count": len(SHOWN)})
    return HttpResponse("nothing")


urlpatterns = [path("bare/", bare), path("evidence/", with_evidence), path("", include("mappa.urls"))]
