"""The search for a person by name, number or date of birth.

What is typed is sent in the body and kept in the session: a name must not stand in an address. The answers have an
address of their own, so that "back" and "reload" work.
"""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.audit import holds_no_case_data, record
from agencies.choices import AuditAction
from agencies.roles import Capability
from agencies.standing import require_capability
from cases.forms.search import SearchForm
from cases.rows import row_of
from cases.search import Match, find
from cases.views.kept import keep, kept, typed
from cases.views.lists_left import remember_list
from cases.views.page import actor_of, form_view, sent

KIND = "searches"
MOST_SHOWN = 25


@form_view
@holds_no_case_data
def search(request: HttpRequest) -> HttpResponse:
    """The empty form; what is sent is kept and answered on a page of its own."""
    require_capability(actor_of(request), Capability.VIEW_NOMINAL, AuditAction.SEARCH)
    form = SearchForm(sent(request))
    if request.method == "POST" and form.is_valid():
        return redirect("cases:found", keep(request, KIND, typed(request, form.fields)))
    return render(request, "cases/search.html", {"form": form})


@require_safe
def found(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The answers to a search that this session made; the terms and the references shown are recorded."""
    require_capability(actor_of(request), Capability.VIEW_NOMINAL, AuditAction.SEARCH)
    form = SearchForm(kept(request, KIND, key) or {})
    if not form.is_valid():
        return redirect("cases:search")
    matches = _answers(request, form)
    rows = [{"match": match, "row": row_of(match.nominal, timezone.localdate())} for match in matches]
    context = {"form": form, "rows": rows, "is_full": len(rows) == MOST_SHOWN, "most_shown": MOST_SHOWN}
    return render(request, "cases/found.html", context)


def _answers(request: HttpRequest, form: SearchForm) -> list[Match]:
    text, born = form.cleaned_data["text"], form.cleaned_data["date_of_birth"]
    matches = find(actor_of(request), text=text, date_of_birth=born, limit=MOST_SHOWN)
    terms = {"text": text, "date_of_birth": born.isoformat() if born else ""}
    detail = {"terms": terms, "count": len(matches)}
    record(AuditAction.SEARCH, rule="door", shown=[match.nominal.reference for match in matches], detail=detail)
    remember_list(request, request.path)
    return matches
