"""The monthly dip sample: the area's list with how its scores fall, and one drawn review with its score."""

import datetime
import uuid
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.audit import record
from agencies.choices import AuditAction
from agencies.models import Area
from agencies.roles import Capability
from agencies.standing import require_capability, standing_of
from cases.access import get_or_404, require, visible
from cases.choices import PracticeName
from cases.forms.reviews import SamplesFilter, ScoreForm
from cases.models import DipSample
from cases.practice import limit
from cases.reviews import answers_in_words, review_before
from cases.services.dip_samples import score_dip_sample
from cases.services.versions import version_of
from cases.views.overtaken import saved_or_overtaken
from cases.views.page import actor_of, fetch, form_view, frame, sent
from pagekit.paging import page_of

SCORE = Capability.SCORE_REVIEWS
#: Who reads what a sampled review scored: whoever keeps the record, and whoever scores.
SEE_SCORES = frozenset({Capability.CHANGE_NOMINAL.value, SCORE.value})


@require_safe
def dip_samples(request: HttpRequest) -> HttpResponse:
    """What was drawn in the user's areas, month by month, through the door; how the scores fall."""
    require_capability(request.user, SCORE, AuditAction.LIST)
    areas = standing_of(request.user).area_codes(SCORE)
    mine = visible(DipSample.objects.filter(area__in=areas), request.user, SCORE)
    filters = SamplesFilter(request.GET, months=_months(mine))
    asked = filters.cleaned_data if filters.is_valid() else {}
    narrowed = _narrowed(mine, asked)
    page = page_of(request, narrowed.select_related("review__nominal", "review__reviewed_by", "scored_by"))
    terms = {name: value for name, value in asked.items() if value}
    detail = {"terms": terms, "count": page.paginator.count, "page": page.number}
    record(AuditAction.LIST, rule="door", shown=[one.review.nominal.reference for one in page], detail=detail)
    today = timezone.localdate()
    context = {
        "filters": filters,
        "page": page,
        "today": today,
        "parts": _distribution(narrowed),
        "open_count": narrowed.filter(score__isnull=True).count(),
        "limits": [
            {"area": area, "limit": limit(PracticeName.DIP_SAMPLE, today, area=area.pk)}
            for area in Area.objects.filter(pk__in=areas)
        ],
    }
    return render(request, "cases/reviews/samples.html", context)


@form_view
def sample(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """A review that was drawn, with its score for whoever gives or keeps it; scored here."""
    nominal = fetch(request, pk)
    rows = DipSample.objects.select_related(
        "review__nominal", "review__reviewed_by", "review__countersigned_by", "review__sent_back_by", "scored_by"
    )
    row = get_or_404(request.user, rows, pk=part, review__nominal=nominal)
    context = frame(request, nominal, "reviews")
    if request.method == "POST":
        require(request.user, nominal, SCORE)
    initial = {"version": version_of(row), "score": row.score, "comment": row.comment}
    form = ScoreForm(sent(request), initial=initial)
    was_saved, changed = saved_or_overtaken(request, form, lambda: _score(request, row, form), _("Score recorded."))
    if was_saved:
        return redirect("cases:dip_samples")
    before = review_before(row.review)
    about = {
        "sample": row,
        "review": row.review,
        "before": before,
        "answers": answers_in_words(row.review, before),
        "shows_score": bool(context["able"] & SEE_SCORES),
        "form": form if SCORE in context["able"] else None,
        "changed": changed,
    }
    return render(request, "cases/reviews/sample.html", {**context, **about})


def _score(request: HttpRequest, row: DipSample, form: ScoreForm) -> DipSample:
    return score_dip_sample(actor=actor_of(request), sample=row, **form.cleaned_data)


def _narrowed(rows: QuerySet[DipSample, Any], asked: dict[str, str]) -> QuerySet[DipSample, Any]:
    if asked.get("month"):
        rows = rows.filter(month=datetime.date.fromisoformat(asked["month"]))
    if asked.get("state"):
        rows = rows.filter(score__isnull=asked["state"] == "open")
    return rows.order_by("-month", "due_on", "pk")


def _months(rows: QuerySet[DipSample, Any]) -> list[tuple[str, str]]:
    """Every month that has a sample, the latest first."""
    found = rows.order_by("-month").values_list("month", flat=True).distinct()
    return [(month.isoformat(), date_format(month, "F Y")) for month in found]


def _distribution(rows: QuerySet[DipSample, Any]) -> list[dict[str, Any]]:
    """How many were given each score, the best first, as `components/stacked_bar.html` takes it."""
    scored = rows.filter(score__isnull=False).order_by()
    counted = dict(scored.values_list("score").annotate(number=Count("pk")))
    if not counted:
        return []
    best_first = sorted(DipSample.Score, reverse=True)
    return [{"text": str(score.label), "value": counted.get(score.value, 0)} for score in best_first]
