"""The review of an indefinite requirement: from when it may be applied for, receipt, steps, factors, decision."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily

from agencies.roles import Capability
from cases import sections
from cases.choices import PracticeName
from cases.forms.indefinite_review import ApplicationForm, DecisionForm, FactorsForm, StepsForm
from cases.models import IndefiniteReview, Nominal
from cases.notification import may_apply_of, reviewable
from cases.practice import limit
from cases.rules.age import age_on
from cases.rules.notification_review import APPEAL_DAYS, FACTORS, REFUSED_YEARS, MayApply
from cases.services import indefinite_review as service
from cases.services.category_end import Consideration
from cases.services.versions import Overtaken, version_of
from cases.views.notification import notification_tab
from cases.views.overtaken import saved_or_overtaken
from cases.views.page import actor_of, fetch, fetch_part, form_page, form_view, onward, saved, sent
from cases.why import facts_in_words
from pagekit.dates import long_date

CHANGE = Capability.CHANGE_NOMINAL
_LIMITS = (
    PracticeName.REVOCATION_ACKNOWLEDGE,
    PracticeName.REVOCATION_REPLIES,
    PracticeName.REVOCATION_DECISION,
)


def _review(asked: sections.Asked) -> dict[str, Any]:
    nominal, on = asked.nominal, asked.on
    requirement = reviewable(nominal.notification_requirements.all(), on)
    rows = list(nominal.indefinite_reviews.all())
    if requirement is None and not rows:
        return {"is_empty": True}
    answer = may_apply_of(nominal, requirement, on)
    open_one = next((row for row in rows if row.decided_on is None), None)
    return {
        "why": _why_box(answer),
        "may_apply": bool(answer.outcome) and open_one is None,
        "wants_first": "first_notification" in answer.missing,
        "rows": [_told(row) for row in rows],
        "limits": [held for name in _LIMITS if (held := _limit(nominal, name, on))] if open_one else [],
    }


sections.register(
    sections.Section(
        "notification", "review", _lazily("Review of indefinite notification"), "cases/notification/_review.html",
        _review, place=40,
    )
)  # fmt: skip


def _limit(nominal: Any, name: PracticeName, on: Any) -> Any:
    return limit(name, on, area=nominal.area_now)


def _why_box(answer: MayApply) -> dict[str, Any]:
    outcome = answer.sentence
    if answer.from_on is not None and not answer.outcome and not answer.is_ruled_out:
        outcome = _("%(sentence)s It may from %(day)s.") % {"sentence": outcome, "day": long_date(answer.from_on)}
    return {
        "outcome": outcome,
        "facts": facts_in_words(answer.facts),
        "provision": answer.provision,
        "unknown": not answer.is_known,
    }


def _told(row: IndefiniteReview) -> dict[str, Any]:
    return {
        "review": row,
        "factors": [(words(), row.factors[code]) for code, words in FACTORS.items() if row.factors.get(code)],
        "factors_found": sum(bool(row.factors.get(code)) for code in FACTORS),
        "factors_all": len(FACTORS),
    }


@form_view
def add_review(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    form = ApplicationForm(sent(request), initial={"applied_on": timezone.localdate()})
    if saved(
        request,
        form,
        lambda: service.receive_application(actor=actor_of(request), nominal=nominal, **form.cleaned_data),
        _("Application recorded."),
    ):
        return _back(request, nominal)
    return _page(request, nominal, form, _("Record an application to end notification"))


@form_view
def change_review(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """How far the review has come."""
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, IndefiniteReview, part, CHANGE, "requirement__disposal")
    initial = {name: getattr(row, name) for name in service.STEPS} | {"version": version_of(row)}
    form = StepsForm(sent(request), initial=initial)
    was_saved, changed = saved_or_overtaken(
        request,
        form,
        lambda: service.change_steps(
            actor=actor_of(request), review=row, version=form.cleaned_data["version"], values=form.values()
        ),
        _("Recorded how far the review has come."),
    )
    if was_saved:
        return _back(request, nominal)
    intro = [
        _("%(limit)s (%(authority)s).") % {"limit": words, "authority": held.authority}
        for name, words in _steps(row)
        if (held := _limit(nominal, name, row.applied_on))
    ]
    return _page(
        request, nominal, form, _("Steps of the review"), intro=intro, changed=changed,
        template="cases/versioned_form.html",
    )  # fmt: skip


def _steps(row: IndefiniteReview) -> list[tuple[PracticeName, str]]:
    names = PracticeName
    days = (
        (names.REVOCATION_ACKNOWLEDGE, row.acknowledge_by, _("To be acknowledged by %(day)s")),
        (names.REVOCATION_REPLIES, row.replies_by, _("Replies are due by %(day)s")),
        (names.REVOCATION_DECISION, row.decide_by, _("To be decided by %(day)s")),
    )
    return [(name, words % {"day": long_date(day)}) for name, day, words in days if day]


@form_view
def record_factors(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """What was found on each factor that the law names."""
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, IndefiniteReview, part, CHANGE, "requirement__disposal")
    form = FactorsForm(sent(request), initial={**_known(row), **row.factors, "version": version_of(row)})
    overtaken: list[Overtaken] = []

    def act() -> None:
        try:
            service.record_factors(
                actor=actor_of(request), review=row, version=form.cleaned_data["version"], factors=form.values()
            )
        except Overtaken as error:
            overtaken.append(error)
            raise

    if saved(request, form, act, _("Factors recorded.")):
        return _back(request, nominal)
    if overtaken:
        _join(form, overtaken[0])
    intro = [
        _("Save what you have and come back: every factor of section 91D is answered before the decision."),
        _("Ages are worked out from the record at first. Check them."),
    ]
    return _page(request, nominal, form, _("Factors of the review"), intro=intro)


def _known(row: IndefiniteReview) -> dict[str, str]:
    """What the record answers by itself: how old the person was and is."""
    requirement, born = row.requirement, row.nominal.date_of_birth
    offence = requirement.disposal
    days = {
        "age_now": requirement.may_apply_on or row.applied_on,
        "age_then": (offence.committed_on or offence.dealt_with_on) if offence else None,
    }
    ages = {code: age_on(born, day) for code, day in days.items() if day}
    return {code: str(age) for code, age in ages.items() if age is not None}


def _join(form: FactorsForm, overtaken: Overtaken) -> None:
    """Draw the form from what is stored by now: what somebody else wrote stands where one typed nothing of one's own,
    and beside it where one did."""
    before, now = ((one or {}) for one in (overtaken.changes[0].before, overtaken.changes[0].now))
    data = form.data.copy()  # type: ignore[attr-defined]
    data["version"] = str(overtaken.version)
    for code, mine in form.values().items():
        theirs = now.get(code, "")
        if theirs == before.get(code, "") or theirs == mine:
            continue
        if mine == before.get(code, ""):
            data[code] = theirs
        else:
            form.add_error(code, _("Somebody else wrote: %(text)s") % {"text": theirs})
    form.data = data


@form_view
def decide_review(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """The superintendent's decision, and what follows for Category 1."""
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, IndefiniteReview, part, CHANGE, "requirement__disposal")
    today = timezone.localdate()
    ends_category = service.ends_category(nominal, today)
    form = DecisionForm(sent(request), ends_category=ends_category, initial={"decided_on": today})
    if saved(request, form, lambda: _decide(request, row, form.cleaned_data), _("The decision is recorded.")):
        return _back(request, nominal)
    intro = [
        _("If the requirement ends, Category 1 ends with it unless another requirement holds."),
        _("If it is refused, the person may apply again after %(years)d years, and appeal within %(days)d days.")
        % {"years": REFUSED_YEARS, "days": APPEAL_DAYS},
    ]
    return _page(
        request, nominal, form, _("Decide on the application"), intro=intro, submit=_("Record the decision"),
        danger=True,
    )  # fmt: skip


def _decide(request: HttpRequest, row: IndefiniteReview, asked: dict[str, Any]) -> IndefiniteReview:
    applies = asked.get("applies")
    return service.decide_review(
        actor=actor_of(request),
        review=row,
        outcome=asked["outcome"],
        decided_on=asked["decided_on"],
        decided_by=asked["decided_by"],
        reasons=asked["reasons"],
        ceases_on=asked["ceases_on"],
        years=asked["years"],
        consideration=Consideration(applies == "yes", asked["applies_reason"]) if applies else None,
    )


def _page(request: HttpRequest, nominal: Nominal, form: Any, heading: str, **more: Any) -> HttpResponse:
    return form_page(request, nominal, form, heading, cancel=notification_tab(nominal), **more)


def _back(request: HttpRequest, nominal: Nominal) -> HttpResponse:
    return onward(request, nominal, "cases:notification", anchor="review")
