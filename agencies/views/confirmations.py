"""The quarterly page on which supervisors say who still needs an account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.audit import holds_no_case_data
from agencies.confirmations import are_overdue, confirm_memberships, due_on, quarter_of, to_confirm, unconfirmed
from agencies.forms.attempts import attempt, posted
from agencies.forms.confirmations import ConfirmationForm
from agencies.guards import needs
from agencies.roles import Capability
from agencies.views.asking import form_view
from pagekit import paging


@form_view
@holds_no_case_data
@needs(Capability.CONFIRM_ACCOUNTS)
def confirmations(request: HttpRequest) -> HttpResponse:
    """Answer for up to a page of members at a time; whoever is not answered for is asked again."""
    today = timezone.localdate()
    waiting = unconfirmed(request.user, today).select_related("user", "team").order_by("user__full_name", "pk")
    page = paging.page_of(request, waiting)
    form = ConfirmationForm(posted(request), memberships=page.object_list)
    counts = attempt(form, confirm_memberships, actor=request.user, on=today)
    if counts:
        messages.success(request, _said(*counts))
        return redirect(request.get_full_path())
    context = {
        "form": form,
        "page": page,
        "asked": to_confirm(request.user, today).count(),
        "quarter": quarter_of(today),
        "due_on": due_on(today),
        "is_overdue": are_overdue(today),
    }
    return render(request, "agencies/confirmations.html", context)


def _said(kept: int, ended: int) -> str:
    parts = []
    if kept:
        parts.append(ngettext("%(n)d account is confirmed.", "%(n)d accounts are confirmed.", kept) % {"n": kept})
    if ended:
        parts.append(ngettext("%(n)d membership is ended.", "%(n)d memberships are ended.", ended) % {"n": ended})
    return " ".join(parts) or _("Nothing was changed.")
