"""What the pages of one nominal share: fetched through the door, framed by banner and tabs, changed by a form."""

import datetime
import uuid
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar, cast

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.forms.attempts import attempt
from agencies.models import User
from agencies.roles import Capability
from cases.access import abilities, can, get_or_404
from cases.banner import banner_of
from cases.models import Nominal
from cases.tabs import subtabs_of, tabs_of
from cases.views.lists_left import list_left

M = TypeVar("M", bound=Model)

#: A page with a form: shown, and sent back to itself.
form_view = require_http_methods(["GET", "HEAD", "POST"])


def actor_of(request: HttpRequest) -> User:
    """Who is signed in: no page of a nominal is open to anybody else."""
    return cast(User, request.user)


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent in the body; None when the page is only shown."""
    return request.POST if request.method == "POST" else None


def fetch(request: HttpRequest, pk: uuid.UUID, capability: str = Capability.VIEW_NOMINAL) -> Nominal:
    """The nominal with its standing today, if the user has the capability on it; leaves evidence either way."""
    return get_or_404(request.user, _with_standing(timezone.localdate()), capability, pk=pk)


@lru_cache(maxsize=2)
def _with_standing(on: datetime.date) -> QuerySet[Nominal, Any]:
    """The question every page of a record begins with, put together once a day: that takes longer than its answer."""
    nominals: QuerySet[Nominal, Any] = Nominal.objects.with_standing(on).with_recall()
    return nominals


def fetch_part(
    request: HttpRequest,
    nominal: Nominal,
    model: type[M],
    pk: uuid.UUID,
    capability: str = Capability.CHANGE_NOMINAL,
    *related: str,
) -> M:
    """One row of the nominal's, if the user has the capability on it, with what it refers to under these names."""
    rows = model._default_manager.select_related("nominal", *related)
    return get_or_404(request.user, rows, capability, pk=pk, nominal=nominal)


def frame(request: HttpRequest, nominal: Nominal, tab: str = "") -> dict[str, Any]:
    """What every page of a nominal needs in its context. Two queries fewer when called once."""
    on = timezone.localdate()
    able = abilities(request.user, nominal)
    return {
        "nominal": nominal,
        "person": banner_of(nominal, on),
        "tabs": tabs_of(nominal, able, tab),
        "tabs_label": _("This person's record"),
        "subtabs": subtabs_of(nominal, able, tab),
        "back": list_left(request, nominal),
        "on": on,
        "able": able,
        "can_change": Capability.CHANGE_NOMINAL in able,
        "can_manage_access": Capability.MANAGE_ACCESS in able,
    }


def form_page(request: HttpRequest, nominal: Nominal, form: BaseForm, heading: str, **context: Any) -> HttpResponse:
    """One small form about a nominal, below the banner. `context`: `submit`, `danger`, `intro`, `areas`, `cancel`,
    `set_where`, the limit of practice from which the question follows.
    """
    cancel = context.pop("cancel", None) or nominal.get_absolute_url()
    values = {"nominal": nominal, "person": banner_of(nominal, timezone.localdate()), "form": form, "heading": heading}
    return render(request, context.pop("template", "cases/form.html"), {**values, "cancel": cancel, **context})


def saved(request: HttpRequest, form: BaseForm, act: Callable[[], object], done: str) -> bool:
    """Whether a sent form was well formed and `act`, one call of a service, did it; `done` is told on the next page."""

    def acted(**answers: Any) -> bool:  # `act` takes from the form what it needs
        act()
        return True

    if request.method != "POST" or not form.is_valid() or not attempt(form, acted):
        return False
    messages.success(request, done)
    return True


def onward(request: HttpRequest, nominal: Nominal, where: str = "", anchor: str = "") -> HttpResponseRedirect:
    """To a page of the nominal, the record itself when none is named; to the lists when it was given away."""
    if not can(request.user, nominal, Capability.VIEW_NOMINAL):
        messages.info(request, _("You can no longer see this record."))
        return redirect("cases:nominals")
    response = redirect(where, nominal.pk) if where else redirect(nominal)
    response["Location"] += f"#{anchor}" if anchor else ""
    return response
