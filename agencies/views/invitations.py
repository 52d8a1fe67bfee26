"""Invitations as administrators see them."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.audit import holds_no_case_data
from agencies.forms.attempts import attempt, posted
from agencies.forms.people import NothingToAsk
from agencies.forms.teams import InvitationFilter, InvitationForm
from agencies.guards import needs
from agencies.models import Invitation, Team
from agencies.querysets import InvitationQuerySet
from agencies.roles import Capability
from agencies.services import invitations as services
from agencies.views.asking import confirm_page, form_page, form_view
from pagekit import paging


@require_safe
@holds_no_case_data
@needs(Capability.MANAGE_PEOPLE)
def invitations(request: HttpRequest) -> HttpResponse:
    """Every invitation and what became of it."""
    filters = InvitationFilter(request.GET)
    found = _matching(filters.cleaned_data if filters.is_valid() else {})
    page = paging.page_of(request, found.select_related("team", "invited_by").order_by("-created_at", "pk"))
    now = timezone.now()
    rows = [(invitation, invitation.status(now)) for invitation in page]
    return render(request, "agencies/invitations.html", {"filters": filters, "page": page, "rows": rows})


@form_view
@holds_no_case_data
@needs(Capability.MANAGE_PEOPLE)
def invite(request: HttpRequest, team_id: uuid.UUID) -> HttpResponse:
    """Invite somebody into one team."""
    team = get_object_or_404(Team, pk=team_id)
    form = InvitationForm(posted(request))
    made = attempt(form, services.invite_user, actor=request.user, team=team, link_to=_links(request))
    if made:
        return _done(request, _("The invitation to %(email)s is sent.") % {"email": made.email})
    back = reverse("agencies:team", args=[team_id])
    heading = _("Invite somebody")
    return form_page(request, form, heading=heading, caption=team.name, back=back, submit=_("Send the invitation"))


@form_view
@holds_no_case_data
@needs(Capability.MANAGE_PEOPLE)
def resend(request: HttpRequest, invitation_id: uuid.UUID) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=invitation_id)
    form = NothingToAsk(posted(request))
    asked = {"actor": request.user, "invitation_id": invitation_id, "link_to": _links(request)}
    if attempt(form, services.resend_invitation, **asked):
        return _done(request, _("The invitation to %(email)s is sent again.") % {"email": invitation.email})
    return confirm_page(
        request,
        form,
        heading=_("Send the invitation again?"),
        paragraphs=[_("%(email)s gets a new link. The old one stops working.") % {"email": invitation.email}],
        confirm=_("Send again"),
        back=reverse("agencies:invitations"),
    )


@form_view
@holds_no_case_data
@needs(Capability.MANAGE_PEOPLE)
def withdraw(request: HttpRequest, invitation_id: uuid.UUID) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=invitation_id)
    form = NothingToAsk(posted(request))
    asked = {"actor": request.user, "invitation_id": invitation_id}
    if attempt(form, services.withdraw_invitation, **asked):
        return _done(request, _("The invitation to %(email)s is withdrawn.") % {"email": invitation.email})
    return confirm_page(
        request,
        form,
        heading=_("Withdraw the invitation?"),
        paragraphs=[_("The link that was sent to %(email)s stops working.") % {"email": invitation.email}],
        confirm=_("Withdraw"),
        back=reverse("agencies:invitations"),
        danger=True,
    )


def _matching(chosen: dict[str, Any]) -> InvitationQuerySet[Invitation]:
    found = Invitation.objects.matching(chosen.get("q", ""))
    return found.with_status(chosen["status"], timezone.now()) if chosen.get("status") else found


def _links(request: HttpRequest) -> services.LinkTo:
    return lambda secret: request.build_absolute_uri(reverse("agencies:join", args=[secret]))


def _done(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("agencies:invitations")
