"""A person's own account: what they are, the sign of life of their session, the way out of every session."""

import uuid

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import remove_webauthn
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies.audit import holds_no_case_data
from agencies.roles import ROLE_SUMMARIES
from agencies.second_factor import has_second_factor, removable
from agencies.sessions import ENDED_BECAUSE, end_sessions
from agencies.standing import standing_of
from agencies.views.asking import form_view


@require_safe
@holds_no_case_data
def my_account(request: HttpRequest) -> HttpResponse:
    """Name, roles and teams, with the ways to password, second factor and sessions."""
    places = [(place, ROLE_SUMMARIES[place.role]) for place in standing_of(request.user).places]
    context = {"places": places, "has_second_factor": has_second_factor(request.user)}
    return render(request, "agencies/my_account.html", context)


def account_summary(request: HttpRequest) -> dict[str, str]:
    """Who is signed in, as the header of every page says it; named in `settings.ACCOUNT_SUMMARY`."""
    places = standing_of(request.user).places
    name = request.user.get_full_name() if request.user.is_authenticated else ""
    team = places[0].team_name if len(places) == 1 else ""
    if len(places) > 1:
        team = _("%(team)s and %(n)d more") % {"team": places[0].team_name, "n": len(places) - 1}
    return {"name": name, "team": team, "href": reverse("agencies:my_account")}


@require_POST
@holds_no_case_data
def stay_signed_in(request: HttpRequest) -> HttpResponse:
    """The answer to the warning before an idle session ends. Being asked is the sign of life."""
    return HttpResponse(status=204)


@require_POST
@holds_no_case_data
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of this account, this one too."""
    user_id = uuid.UUID(str(request.user.pk))
    setattr(request, ENDED_BECAUSE, "everywhere")
    logout(request)
    end_sessions([user_id])
    messages.success(request, _("You are signed out everywhere."))
    return redirect("account_login")


@form_view
@holds_no_case_data
def remove_passkey(request: HttpRequest, pk: int) -> HttpResponse:
    """As allauth does it, unless it is the last second step where one is required."""
    passkey = Authenticator.objects.filter(pk=pk, user=request.user.pk).first()
    if passkey is not None and not removable(passkey):
        messages.error(request, _("This is your only second step, and one is required. Add another first."))
        return redirect("mfa_index")
    response: HttpResponse = remove_webauthn(request, pk=pk)
    return response


@holds_no_case_data
def not_offered(request: HttpRequest) -> HttpResponse:
    """Pages of the sign-in package without a place here: addresses and links to accounts come from administrators."""
    raise Http404
