"""The guided check of eligibility: facts found, what is missing, the answer and why; its confirmation and history."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily
from django.views.decorators.http import require_safe

from agencies.roles import Capability
from cases import sections
from cases.eligibility import CheckAnswers, answers_given, facts_of
from cases.forms.eligibility import ASKED_ON_THE_PAGE, ConfirmForm, QuestionsForm
from cases.models import EligibilityScreening, Nominal
from cases.rules.eligibility import Eligibility, Missing, Question, decide
from cases.rules.notification_grounds import open_questions
from cases.services.eligibility import confirm_screening
from cases.views.category_end import basis_words
from cases.views.page import actor_of, fetch, form_page, form_view, frame, onward, saved, sent
from cases.why import facts_in_words

CHANGE = Capability.CHANGE_NOMINAL
_KEPT = "eligibility-check"
#: So many checks that were begun are kept in a session; the oldest goes.
_MOST_KEPT = 10


def _last(asked: sections.Asked) -> dict[str, Any]:
    return {"last": asked.nominal.screenings.select_related("decided_by").first()}


sections.register(
    sections.Section("law", "eligibility", _lazily("Eligibility"), "cases/law/_eligibility.html", _last, place=10)
)


@form_view
def check(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What the record and the answers so far say. Answers wait in the session until they are confirmed."""
    nominal = fetch(request, pk, CHANGE)
    before = _answers(request, nominal)
    facts = facts_of(nominal, timezone.localdate(), before)
    eligibility = decide(facts)
    asked = dict.fromkeys((*eligibility.missing, *open_questions(facts)))
    form = QuestionsForm(sent(request), missing=asked, facts=facts)
    if form.is_valid():
        _keep(request, nominal, form.answered(before))
        return redirect("cases:check_eligibility", pk)
    context = {
        "form": form,
        "why": why_box(eligibility),
        "days": _days(eligibility),
        "to_record": [_link(nominal, one) for one in eligibility.missing if one.question not in ASKED_ON_THE_PAGE],
        "unexplained": _unexplained(nominal, eligibility),
        "is_known": eligibility.is_known,
        "is_answered": bool(before.person or before.offences),
    }
    return render(request, "cases/law/check.html", {**frame(request, nominal, "law"), **context})


@form_view
def start_again(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Forget the answers given on the page; the record stays as it is."""
    nominal = fetch(request, pk, CHANGE)
    if request.method == "POST":
        _keep(request, nominal, CheckAnswers(), nothing_carried=True)
    return redirect("cases:check_eligibility", pk)


@form_view
def confirm(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The answer once more, and the reason of whoever confirms it."""
    nominal = fetch(request, pk, CHANGE)
    on = timezone.localdate()
    answers = _answers(request, nominal)
    eligibility = decide(facts_of(nominal, on, answers))
    form = ConfirmForm(sent(request), initial={"shown": eligibility.outcome})
    if not eligibility.is_known and request.method != "POST":
        return redirect("cases:check_eligibility", pk)
    if saved(
        request,
        form,
        lambda: confirm_screening(
            actor=actor_of(request), nominal=nominal, answers=answers, on=on, **form.cleaned_data
        ),
        _("Recorded: %(outcome)s") % {"outcome": eligibility.sentence},
    ):
        _keep(request, nominal, CheckAnswers())
        return onward(request, nominal, "cases:law", anchor="eligibility")
    return form_page(
        request, nominal, form, _("Confirm the answer"), template="cases/law/confirm.html", submit=_("Confirm"),
        why=why_box(eligibility), days=_days(eligibility), cancel=reverse("cases:check_eligibility", args=[pk]),
    )  # fmt: skip


@require_safe
def screenings(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Every screening of the person, newest first, in the words shown then."""
    nominal = fetch(request, pk)
    rows = EligibilityScreening.objects.filter(nominal=nominal).select_related("decided_by", "basis")
    context = {**frame(request, nominal, "law"), "rows": list(rows.order_by("-decided_on", "-pk"))}
    return render(request, "cases/law/screenings.html", context)


def why_box(eligibility: Eligibility) -> dict[str, Any]:
    """As `components/why.html` takes it."""
    missing = [_("Missing: %(what)s") % {"what": one.sentence} for one in eligibility.missing]
    return {
        "outcome": eligibility.sentence,
        "facts": [*facts_in_words(eligibility.facts), *missing],
        "provision": eligibility.provision,
        "unknown": not eligibility.is_known,
    }


def _unexplained(nominal: Nominal, eligibility: Eligibility) -> list[str]:
    """Bases recorded as in force of a category that the facts do not give: somebody has to say which is right."""
    if eligibility.outcome is None:
        return []
    held = nominal.category_bases.in_force(timezone.localdate()).first_to_count()
    return [basis_words(one) for one in held if f"category_{one.category}" != eligibility.outcome]


def _days(eligibility: Eligibility) -> dict[str, Any] | None:
    """From when and until when the category holds; None when there is none."""
    if eligibility.basis is None:
        return None
    return {
        "basis": eligibility.basis.label,
        "started_on": eligibility.started_on,
        "expected_end_on": eligibility.expected_end_on,
    }


def _link(nominal: Nominal, one: Missing) -> dict[str, str]:
    """Where in the record a missing fact is added."""
    if one.question is Question.DATE_OF_BIRTH:
        return {"text": one.sentence, "href": reverse("cases:edit", args=[nominal.pk])}
    return {"text": one.sentence, "href": reverse("cases:change_offence", args=[nominal.pk, one.offence])}


def _answers(request: HttpRequest, nominal: Nominal) -> CheckAnswers:
    """What was answered in this check; one that just begins carries over what was answered about the offences before,
    and asks again what is a judgement of today.
    """
    kept = request.session.get(_KEPT, {}).get(str(nominal.pk))
    if kept is None:
        return CheckAnswers(offences=answers_given(nominal).offences)
    return CheckAnswers(kept.get("person", {}), kept.get("offences", {}))


def _keep(request: HttpRequest, nominal: Nominal, answers: CheckAnswers, *, nothing_carried: bool = False) -> None:
    held = {key: value for key, value in request.session.get(_KEPT, {}).items() if key != str(nominal.pk)}
    if answers.person or answers.offences or nothing_carried:
        held[str(nominal.pk)] = {"person": dict(answers.person), "offences": dict(answers.offences)}
    request.session[_KEPT] = dict(list(held.items())[-_MOST_KEPT:])
