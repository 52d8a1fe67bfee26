"""The users of the demonstration, for whoever tries it out. Outside demonstration there is no such page."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.audit import holds_no_case_data
from agencies.demonstration import PASSWORD, PEOPLE
from agencies.roles import ROLE_SUMMARIES


@require_safe
@login_not_required
@holds_no_case_data
def demonstration_users(request: HttpRequest) -> HttpResponse:
    if not settings.DEMONSTRATION:
        raise Http404
    rows = [(person, ROLE_SUMMARIES[person.role]) for person in PEOPLE]
    return render(request, "agencies/demonstration_users.html", {"rows": rows, "password": PASSWORD})
