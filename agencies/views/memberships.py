"""Giving somebody a role in a team, and taking it away."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.audit import holds_no_case_data
from agencies.forms.attempts import attempt, posted
from agencies.forms.people import AreaForm, MembershipForm, NothingToAsk
from agencies.guards import needs
from agencies.models import Area, Membership, User
from agencies.roles import Capability
from agencies.services import memberships
from agencies.views.asking import confirm_page, form_page, form_view


@form_view
@holds_no_case_data
@needs(Capability.MANAGE_PEOPLE)
def add_membership(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    """First the area, in the address; then team, role and day."""
    user = get_object_or_404(User, pk=user_id)
    back = reverse("agencies:person", args=[user_id])
    area = Area.objects.in_bulk().get(request.GET.get("area", ""))
    if area is None:
        return choose_area(request, heading=_("Add a membership"), caption=user.full_name, back=back)
    form = MembershipForm(posted(request), area_code=area.pk)
    if attempt(form, memberships.add_membership, actor=request.user, user=user):
        messages.success(request, _("The membership is added."))
        return redirect(back)
    heading = _("Add a membership in %(area)s") % {"area": area.name}
    return form_page(request, form, heading=heading, caption=user.full_name, back=back, submit=_("Add"))


@form_view
@holds_no_case_data
@needs(Capability.MANAGE_PEOPLE)
def end_membership(request: HttpRequest, membership_id: uuid.UUID) -> HttpResponse:
    rows = Membership.objects.select_related("user", "team")
    membership = get_object_or_404(rows, pk=membership_id)
    back = reverse("agencies:person", args=[membership.user_id])
    form = NothingToAsk(posted(request))
    if attempt(form, memberships.end_membership, actor=request.user, membership_id=membership_id):
        messages.success(request, _("The membership is ended."))
        return redirect(back)
    words = {"name": membership.user.full_name, "role": membership.get_role_display(), "team": membership.team.name}
    return confirm_page(
        request,
        form,
        heading=_("End the membership of %(name)s?") % words,
        paragraphs=[_("%(role)s, %(team)s. From today they see nothing through this team.") % words],
        confirm=_("End the membership"),
        back=back,
        danger=True,
    )


def choose_area(request: HttpRequest, *, heading: str, back: str, caption: str = "") -> HttpResponse:
    """The page before a page that needs an area: it asks for one and comes back with it in the address."""
    form = AreaForm(request.GET if "area" in request.GET else None)
    context = {"form": form, "heading": heading, "caption": caption, "back": back}
    return render(request, "agencies/choose_area.html", context)
