"""Reviews of a level: listed, recorded beside the answers of the one before, read, countersigned, answered again."""

import datetime
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily
from django.views.decorators.http import require_safe

from agencies.roles import Capability
from cases import sections
from cases.access import require
from cases.choices import Level, PracticeName, ReviewOutcome, ReviewState
from cases.forms.reviews import CountersignForm, ReviewForm
from cases.levels import in_force
from cases.models import LevelReview, Nominal
from cases.practice import limit_for
from cases.review_questions import questions_for, questions_of
from cases.reviews import answers_in_words, furthest, review_before, said_in, standing_of_level
from cases.services import reviews
from cases.services.versions import version_of
from cases.views.overtaken import saved_or_overtaken
from cases.views.page import actor_of, fetch, fetch_part, form_view, frame, onward, saved, sent
from pagekit.dates import long_date

CHANGE, MOVE, COUNTERSIGN = Capability.CHANGE_NOMINAL, Capability.MOVE_LEVEL, Capability.COUNTERSIGN_REVIEWS

STATE_COLOURS = {ReviewState.WAITING: "yellow", ReviewState.SENT_BACK: "orange", ReviewState.STANDS: "green"}


def _listed(asked: sections.Asked) -> dict[str, Any]:
    standing = standing_of_level(asked.nominal, asked.on)
    level, following = standing.level, standing.next
    last = following.last if following else None
    return {
        "level": level,
        "next": following,
        "is_late": following is not None and following.is_late(asked.on),
        "can_review": _may_review(level.level, asked.able) if level else False,
        "is_meetings": level is not None and level.level >= Level.TWO,
        "refers": last is not None and last.outcome == ReviewOutcome.REFER_UP,
        "ends": last is not None and last.outcome == ReviewOutcome.ENDS,
        "rows": [{"review": one, "colour": STATE_COLOURS[ReviewState(one.state)]} for one in standing.reviews],
    }


sections.register(
    sections.Section("reviews", "reviews", _lazily("Reviews"), "cases/reviews/_reviews.html", _listed, place=10)
)


def _may_review(level: int, able: frozenset[str]) -> bool:
    """The lead agency reviews Level 1; what a meeting reviewed is recorded by whoever records its decisions."""
    return (MOVE if level >= Level.TWO else CHANGE) in able


@form_view
def add_review(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The questions of the level that holds, each beside what was answered last time."""
    nominal = fetch(request, pk)
    on = timezone.localdate()
    level = in_force(nominal, on)
    require(request.user, nominal, MOVE if level is not None and level.level >= Level.TWO else CHANGE)
    if level is None:
        messages.info(request, _("No level holds: decide it first."))
        return redirect("cases:add_level", pk)
    before = nominal.reviews.select_related("reviewed_by").order_by("-reviewed_on", "-pk").first()
    form = ReviewForm(
        sent(request),
        questions=questions_for(level.level, on),
        level=level.level,
        next_hint=_next_hint(nominal, level.level, on),
        initial={"reviewed_on": on, "seen": reviews.latest_key(nominal)},
    )
    done = _("Review recorded.") if level.level >= Level.TWO else _("Review recorded. A supervisor countersigns it.")
    if saved(request, form, lambda: _record(request, nominal, form), done):
        return onward(request, nominal, "cases:reviews", anchor="reviews")
    _see_the_latest(form, nominal)
    heading = _("Review %(level)s") % {"level": level.get_level_display()}
    return _form_page(request, nominal, form, heading, before=before)


def _record(request: HttpRequest, nominal: Nominal, form: ReviewForm) -> LevelReview:
    seen = form.cleaned_data["seen"]
    return reviews.record_review(actor=actor_of(request), nominal=nominal, seen=seen, values=form.values())


def _see_the_latest(form: ReviewForm, nominal: Nominal) -> None:
    """A form drawn again shows the last review beside it, and sends back that it did."""
    if form.is_bound:
        data: Any = form.data.copy()  # type: ignore[attr-defined]
        data["seen"] = reviews.latest_key(nominal)
        form.data = data


@form_view
def answer_review(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """A review that was sent back, with what was asked for above its answers."""
    nominal = fetch(request, pk, CHANGE)
    review = _fetch_review(request, nominal, part, CHANGE)
    if request.method != "POST" and review.state != ReviewState.SENT_BACK:
        return _no_longer_waits(request, review)
    asked = questions_of(review.form_version) or questions_for(review.level, review.reviewed_on)
    form = ReviewForm(
        sent(request),
        questions=asked,
        level=review.level,
        next_hint=_next_hint(nominal, review.level, review.reviewed_on),
        initial={**review.answers, **_stored(review), "version": version_of(review)},
    )
    was_saved, changed = saved_or_overtaken(
        request, form, lambda: _answer(request, review, form), _("Review answered. A supervisor countersigns it.")
    )
    if was_saved:
        return onward(request, nominal, "cases:reviews", anchor="reviews")
    heading = _("Answer a review that was sent back")
    return _form_page(request, nominal, form, heading, before=review_before(review), changed=changed, sent_back=review)


def _answer(request: HttpRequest, review: LevelReview, form: ReviewForm) -> LevelReview:
    version = form.cleaned_data["version"] or 0
    return reviews.answer_again(actor=actor_of(request), review=review, version=version, values=form.values())


def _stored(review: LevelReview) -> dict[str, Any]:
    return {name: getattr(review, name) for name in ("reviewed_on", "outcome", "rationale", "next_due_on")}


@require_safe
def review(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """Every answer beside the one before, and how far the review is."""
    nominal = fetch(request, pk)
    row = _fetch_review(request, nominal, part, Capability.VIEW_NOMINAL)
    context = frame(request, nominal, "reviews")
    steps = {
        "can_countersign": COUNTERSIGN in context["able"] and row.reviewed_by_id != actor_of(request).pk,
        "is_own": row.reviewed_by_id == actor_of(request).pk,
    }
    return render(request, "cases/reviews/review.html", {**context, **_as_read(row), **steps})


@form_view
def countersign(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """The review once more, and the supervisor's answer to it."""
    nominal = fetch(request, pk, COUNTERSIGN)
    row = _fetch_review(request, nominal, part, COUNTERSIGN)
    if request.method != "POST" and row.state != ReviewState.WAITING:
        return _no_longer_waits(request, row)
    form = CountersignForm(sent(request), initial={"version": version_of(row)})
    signs = form.is_bound and form.is_valid() and form.cleaned_data["decision"] == CountersignForm.SIGN
    done = _("Review countersigned.") if signs else _("Review sent back. The reviewer is told.")
    if saved(request, form, lambda: _decide(request, row, form), done):
        return onward(request, nominal, "cases:reviews", anchor="reviews")
    if form.is_bound:
        data: Any = form.data.copy()  # type: ignore[attr-defined]
        data["version"] = str(version_of(row))
        form.data = data
    context = {**frame(request, nominal, "reviews"), **_as_read(row), "form": form}
    return render(request, "cases/reviews/countersign.html", context)


def _decide(request: HttpRequest, row: LevelReview, form: CountersignForm) -> LevelReview:
    cleaned, actor = form.cleaned_data, actor_of(request)
    if cleaned["decision"] == CountersignForm.SIGN:
        return reviews.countersign_review(actor=actor, review=row, version=cleaned["version"])
    return reviews.send_back_review(actor=actor, review=row, version=cleaned["version"], because=cleaned["because"])


def _no_longer_waits(request: HttpRequest, row: LevelReview) -> HttpResponse:
    messages.info(request, _("This review does not wait for that any more."))
    return redirect("cases:review", row.nominal_id, row.pk)


def _fetch_review(request: HttpRequest, nominal: Nominal, part: uuid.UUID, capability: str) -> LevelReview:
    return fetch_part(
        request, nominal, LevelReview, part, capability, "reviewed_by", "countersigned_by", "sent_back_by"
    )


def _as_read(row: LevelReview) -> dict[str, Any]:
    before = review_before(row)
    return {
        "review": row,
        "colour": STATE_COLOURS[ReviewState(row.state)],
        "before": before,
        "answers": answers_in_words(row, before),
    }


def _form_page(
    request: HttpRequest,
    nominal: Nominal,
    form: ReviewForm,
    heading: str,
    *,
    before: LevelReview | None,
    **context: Any,
) -> HttpResponse:
    """The form with the earlier answers beside its fields, and the open prompts that it answers."""
    earlier = said_in(before) if before else {}
    if before:
        earlier |= {"outcome": before.get_outcome_display(), "rationale": before.rationale}
    rows = [{"field": field, "before": earlier.get(field.name, "")} for field in form.visible_fields()]
    prompts = nominal.rescreen_prompts.waiting(timezone.localdate())
    values = {
        "form": form,
        "rows": rows,
        "heading": heading,
        "before": before,
        "prompts": prompts,
        "cancel": reverse("cases:reviews", args=[nominal.pk]),
    }
    return render(request, "cases/reviews/form.html", {**frame(request, nominal, "reviews"), **values, **context})


def _next_hint(nominal: Any, level: int, on: datetime.date) -> SafeString:
    """What an empty answer means, how far a date may lie ahead, where either is set, and the way to all limits."""
    where = f"{reverse('cases:practice')}?area={nominal.area_now or ''}".removesuffix("?area=")
    link = '{} <a class="govuk-link" href="{}">{}</a>'
    return format_html(link, _limits_in_words(nominal, level, on), where, _("Limits of practice"))


def _limits_in_words(nominal: Nominal, level: int, on: datetime.date) -> str:
    following = limit_for(nominal, PracticeName.REVIEW_INTERVAL, on, level=level)
    outer = furthest(nominal, level, on)
    if following is None:
        return _("No interval is set for this level: enter the day.")
    words = {"limit": following.words, "day": long_date(following.after(on)), "where": following.authority}
    hint = _("Leave empty for %(limit)s after the review (%(day)s if that is today). %(where)s.") % words
    if outer is None or outer.value == following.value:
        return hint + " " + _("An earlier day may be chosen, not a later one.")
    return hint + " " + _("At the latest %(limit)s after the review.") % {"limit": outer.words}
