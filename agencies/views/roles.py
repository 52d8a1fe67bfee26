"""What each role may do, for those who give the roles out and those who check them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.audit import holds_no_case_data
from agencies.choices import Role
from agencies.guards import needs
from agencies.roles import Capability, role_table, roles_with


@require_safe
@holds_no_case_data
@needs(Capability.VIEW_ROLES)
def roles(request: HttpRequest) -> HttpResponse:
    holders = [(capability, [Role(role) for role in roles_with(capability)]) for capability in Capability]
    return render(request, "agencies/roles.html", {"rows": role_table(), "holders": holders})
