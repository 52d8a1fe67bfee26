"""Accounts: the list, one account, and what administrators may do to it."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.audit import holds_no_case_data
from agencies.dormancy import dormant_from, soon_dormant
from agencies.forms.attempts import attempt, posted
from agencies.forms.people import AccountStatus, NamesForm, NothingToAsk, PeopleFilter, ReasonForm
from agencies.guards import needs
from agencies.models import Membership, User
from agencies.querysets import UserQuerySet, in_force
from agencies.roles import Capability
from agencies.second_factor import has_second_factor
from agencies.services import accounts
from agencies.views.asking import confirm_page, form_page, form_view
from pagekit import paging

_ORDERS = {"name": "full_name", "-name": "-full_name", "used": "last_used_at", "-used": "-last_used_at"}


@require_safe
@holds_no_case_data
@needs(Capability.MANAGE_PEOPLE)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with an account."""
    filters = PeopleFilter(request.GET)
    chosen = filters.cleaned_data if filters.is_valid() else {}
    order = _ORDERS.get(request.GET.get("sort", ""), "full_name")
    found = _matching(chosen).order_by(order, "pk").prefetch_related(_memberships_in_force())
    context = {
        "filters": filters,
        "page": paging.page_of(request, found),
        "soon": soon_dormant(timezone.localdate()).count(),
        "soon_href": f"?status={AccountStatus.SOON}",
    }
    return render(request, "agencies/people.html", context)


@require_safe
@holds_no_case_data
@needs(Capability.MANAGE_PEOPLE)
def person(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    """One account with its memberships, past ones too."""
    user = get_object_or_404(User.objects.with_last_use(), pk=user_id)
    memberships = user.memberships.select_related("team__agency", "team__area").order_by("-started_on", "pk")
    today = timezone.localdate()
    context = {
        "person": user,
        "has_second_factor": has_second_factor(user),
        "dormant_from": dormant_from(user),
        "is_soon_dormant": soon_dormant(timezone.localdate()).filter(pk=user.pk).exists(),
        "is_oneself": user.pk == request.user.pk,
        "current": [one for one in memberships if one.ended_on is None or one.ended_on > today],
        "past": [one for one in memberships if one.ended_on is not None and one.ended_on <= today],
    }
    return render(request, "agencies/person.html", context)


@form_view
@holds_no_case_data
@needs(Capability.MANAGE_PEOPLE)
def rename(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    user = get_object_or_404(User, pk=user_id)
    names = {"full_name": user.full_name, "grade": user.grade}
    form = NamesForm(posted(request), initial=names | {f"was_{key}": value for key, value in names.items()})
    if attempt(form, accounts.rename_user, actor=request.user, user_id=user_id):
        return _back_to(request, user_id, _("The changes are stored."))
    return form_page(
        request, form, heading=_("Change name or rank"), caption=user.full_name, back=_page(user_id), submit=_("Save")
    )


@form_view
@holds_no_case_data
@needs(Capability.MANAGE_PEOPLE)
def switch_off(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    user = get_object_or_404(User, pk=user_id)
    form = ReasonForm(posted(request))
    if attempt(form, accounts.switch_off_user, actor=request.user, user_id=user_id):
        return _back_to(request, user_id, _("The account is switched off."))
    return confirm_page(
        request,
        form,
        heading=_("Switch off the account of %(name)s?") % {"name": user.full_name},
        paragraphs=[_("They are signed out everywhere at once and cannot sign in. Their memberships stay.")],
        confirm=_("Switch off"),
        back=_page(user_id),
        danger=True,
    )


@form_view
@holds_no_case_data
@needs(Capability.MANAGE_PEOPLE)
def switch_on(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    user = get_object_or_404(User, pk=user_id)
    form = NothingToAsk(posted(request))
    if attempt(form, accounts.switch_on_user, actor=request.user, user_id=user_id):
        return _back_to(request, user_id, _("The account is switched on."))
    return confirm_page(
        request,
        form,
        heading=_("Switch on the account of %(name)s?") % {"name": user.full_name},
        paragraphs=[
            _("They can sign in again, with the memberships that are still in force. Check these first."),
            _("It was switched off because: %(reason)s") % {"reason": user.switched_off_because or _("not recorded")},
        ],
        confirm=_("Switch on"),
        back=_page(user_id),
    )


@form_view
@holds_no_case_data
@needs(Capability.MANAGE_PEOPLE)
def remove_second_factor(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    user = get_object_or_404(User, pk=user_id)
    form = ReasonForm(posted(request))
    if attempt(form, accounts.remove_second_factor, actor=request.user, user_id=user_id):
        return _back_to(request, user_id, _("The second step is removed."))
    return confirm_page(
        request,
        form,
        heading=_("Remove the second step of %(name)s?") % {"name": user.full_name},
        paragraphs=[
            _("Do this only when you are sure who is asking: a call back to a number you know, or face to face."),
            _("They are signed out everywhere, and set up a new second step when they next sign in."),
        ],
        confirm=_("Remove"),
        back=_page(user_id),
        danger=True,
    )


def _matching(chosen: dict[str, Any]) -> UserQuerySet[User]:
    found = User.objects.with_last_use().matching(chosen.get("q", ""))
    where = {"team__area": chosen.get("area"), "role": chosen.get("role")}
    where = {path: value for path, value in where.items() if value}
    if where:
        found = found.member_of(timezone.localdate(), **where)
    return _with_status(found, chosen.get("status", ""))


def _with_status(found: UserQuerySet[User], status: str) -> UserQuerySet[User]:
    if status == AccountStatus.NOWHERE:
        held = Membership.objects.in_force(timezone.localdate()).filter(user=OuterRef("pk"))
        return found.filter(~Exists(held), is_active=True)
    if status == AccountStatus.SOON:
        return found.filter(pk__in=soon_dormant(timezone.localdate()).values("pk"))
    return found.filter(is_active=status == AccountStatus.ON) if status else found


def _memberships_in_force() -> Prefetch:
    rows: QuerySet[Membership] = Membership.objects.filter(in_force(timezone.localdate())).select_related("team")
    return Prefetch("memberships", rows.order_by("started_on", "pk"), to_attr="places")


def _page(user_id: uuid.UUID) -> str:
    return reverse("agencies:person", args=[user_id])


def _back_to(request: HttpRequest, user_id: uuid.UUID, done: str) -> HttpResponse:
    messages.success(request, done)
    return redirect(_page(user_id))
