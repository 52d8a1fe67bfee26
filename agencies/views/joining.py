"""The page that an invitation's link opens: choose a password, and the account is made."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from agencies.audit import holds_no_case_data
from agencies.choices import InvitationStatus
from agencies.forms.attempts import attempt, posted
from agencies.forms.teams import JoiningForm
from agencies.models import Invitation, User
from agencies.services.invitations import accept_invitation, find_invitation
from agencies.views.asking import form_view


@form_view
@login_not_required
@sensitive_post_parameters("password")
@holds_no_case_data
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Make the account, sign in, and go on to the second factor where one is required."""
    invitation = find_invitation(secret)
    if invitation is None:
        return render(request, "agencies/join_refused.html", {"status": ""}, status=404)
    status = invitation.status(timezone.now())
    if status != InvitationStatus.WAITING:
        return render(request, "agencies/join_refused.html", {"status": status}, status=410)
    if request.user.is_authenticated:
        return render(request, "agencies/join_signed_in.html", {"here": request.path})
    return _ask(request, secret, invitation)


def _ask(request: HttpRequest, secret: str, invitation: Invitation) -> HttpResponse:
    form = JoiningForm(posted(request), email=invitation.email, full_name=invitation.full_name)
    user = attempt(form, accept_invitation, secret=secret)
    if user:
        return _sign_in(request, user)
    return render(request, "agencies/join.html", {"form": form, "invitation": invitation})


def _sign_in(request: HttpRequest, user: User) -> HttpResponse:
    login = Login(user=user, signal_kwargs={"method": "invitation"})
    response: HttpResponse = perform_login(request, login)
    return response
