"""What each role may do, for those who give the roles out and those who check them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from agencies.audit import holds_no_case_data
from agencies.guards import needs
from agencies.roles import Capability, role_table


@holds_no_case_data
@needs(Capability.VIEW_ROLES)
def roles(request: HttpRequest) -> HttpResponse:
    return render(request, "agencies/roles.html", {"rows": role_table(), "capabilities": Capability.labels})
