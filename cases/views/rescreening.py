"""Prompts to screen a level again: listed with what came of them, answered with a sentence."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily

from agencies.roles import Capability
from cases import sections
from cases.choices import PracticeName
from cases.forms.reviews import AnswerPromptForm
from cases.models import RescreenPrompt
from cases.practice import limit_for
from cases.services.rescreening import answer_prompt
from cases.views.page import actor_of, fetch, fetch_part, form_page, form_view, onward, saved, sent
from pagekit.dates import long_date

CHANGE = Capability.CHANGE_NOMINAL


def _listed(asked: sections.Asked) -> dict[str, Any]:
    rows = list(asked.nominal.rescreen_prompts.select_related("answered_by"))
    waiting = [one for one in rows if one.answered_on is None and one.happened_on <= asked.on]
    return {
        "open": [{"prompt": one, "is_late": one.due_on < asked.on} for one in waiting],
        "answered": [one for one in rows if one.answered_on is not None],
        "limit": limit_for(asked.nominal, PracticeName.RESCREEN_ANSWER, asked.on) if waiting else None,
    }


sections.register(
    sections.Section(
        "reviews", "prompts", _lazily("Prompts to screen again"), "cases/reviews/_prompts.html", _listed, place=20
    )
)


@form_view
def answer(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """What came of looking at the level again; a review or a referral answers it too."""
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, RescreenPrompt, part)
    form = AnswerPromptForm(sent(request))
    if saved(
        request,
        form,
        lambda: answer_prompt(actor=actor_of(request), prompt=row, reply=form.cleaned_data["reply"]),
        _("Answer recorded."),
    ):
        return onward(request, nominal, "cases:reviews", anchor="prompts")
    words = {"what": row.get_trigger_display(), "day": long_date(row.happened_on)}
    intro = [_("%(what)s on %(day)s. Is the level still right?") % words]
    return form_page(
        request, nominal, form, _("Screen the level again"), intro=intro, template="cases/reviews/prompt.html",
        cancel=reverse("cases:reviews", args=[pk]),
    )  # fmt: skip
