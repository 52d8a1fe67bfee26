"""The level of a nominal: its history with reasons, set, ended, and ratified after a chair's decision."""

import datetime
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily

from agencies.choices import Role
from agencies.roles import Capability
from agencies.standing import standing_of
from cases import sections
from cases.access import abilities, require
from cases.choices import Level
from cases.forms.levels import EndLevelForm, LevelForm, RatifyForm
from cases.history_tables import state_on
from cases.levels import ChairsDecision, how_decided, in_force, ratify_by, to_ratify, who_decided, who_ended
from cases.models import LevelPeriod, Nominal
from cases.rules.answers import Answer
from cases.rules.level import leaves_mappa, who_decides
from cases.services import histories, levels
from cases.services.histories import bases_of
from cases.views.page import actor_of, fetch, form_page, form_view, onward, saved, sent
from cases.why import facts_in_words

CHANGE, MOVE = Capability.CHANGE_NOMINAL, Capability.MOVE_LEVEL


def _listed(asked: sections.Asked) -> dict[str, Any]:
    periods = list(asked.nominal.levels.select_related("decided_by", "ended_by"))
    waiting = to_ratify(periods)
    by = ratify_by(asked.nominal, waiting, asked.on)
    moves = MOVE in asked.able
    now = next((one for one in periods if state_on(one, asked.on)["tag"] == "green"), None)
    unratified = {(one.period.pk, one.is_end) for one in waiting}
    rows: list[dict[str, Any]] = [
        {
            "period": one,
            "state": state_on(one, asked.on),
            "how": how_decided(one.route),
            "by": who_decided(one),
            "ended_how": how_decided(one.end_route),
            "ended_by": who_ended(one),
            "start_waits": (one.pk, False) in unratified,
            "end_waits": (one.pk, True) in unratified,
        }
        for one in periods
    ]
    return {
        "rows": rows,
        "waiting": [{"words": one.words, "due_on": by.get(one.key)} for one in waiting],
        "moves": moves,
        "holds": now is not None,
        "can_set": moves or (asked.can_change and now is None),
        "can_end": now is not None and (moves or (asked.can_change and now.level == Level.ONE)),
    }


sections.register(
    sections.Section("reviews", "level", _lazily("Level"), "cases/levels/_levels.html", _listed, place=30)
)


@form_view
def add_level(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A level from a day. Whoever records no decisions of meetings sets Level 1 alone."""
    nominal, able = _fetch(request, pk)
    moves = MOVE in able
    on = timezone.localdate()
    now = in_force(nominal, on)
    form = LevelForm(
        sent(request), current=now, words=_words(now), moves_levels=moves, chair=_chair(request),
        panel_only=CHANGE not in able,
    )  # fmt: skip
    if saved(request, form, lambda: _set(request, nominal, form), _("Level set.")):
        return onward(request, nominal, "cases:reviews", anchor="level")
    is_held = now is not None and now.level >= Level.TWO
    context = {
        "level": now,
        "closed": now is not None and not moves and request.method != "POST",
        "exits": _why(leaves_mappa(bases_of(nominal), on)) if is_held and _leaves(nominal, on) else None,
        "moves": moves,
        "panel": _who_decides(now),
    }
    return form_page(
        request,
        nominal,
        form,
        _("Set the level"),
        template="cases/levels/set.html",
        cancel=_reviews(nominal),
        **context,
    )


def _set(request: HttpRequest, nominal: Nominal, form: LevelForm) -> LevelPeriod:
    cleaned = form.cleaned_data
    return histories.set_level(
        actor=actor_of(request),
        nominal=nominal,
        level=cleaned["level"],
        rationale=cleaned["rationale"],
        started_on=cleaned["started_on"],
        ended_on=cleaned["ended_on"],
        ends_previous=form.ends_previous_one(),
        **form.decided(),
    )


@form_view
def end_level(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The level ends: for somebody whom a judgement of risk alone keeps in MAPPA that is the exit."""
    nominal, able = _fetch(request, pk)
    moves = MOVE in able
    on = timezone.localdate()
    now = nominal.levels.order_by("-started_on").first()
    is_held = now is not None and now.level >= Level.TWO
    exits = is_held and _leaves(nominal, on)
    panel_only = moves and (is_held or CHANGE not in able)
    form = EndLevelForm(sent(request), moves_levels=moves, chair=_chair(request), panel_only=panel_only)
    service = _exit if exits else _end
    done = _("The person leaves MAPPA: level and category end.") if exits else _("The level ends.")
    if saved(request, form, lambda: service(request, nominal, form, on), done):
        return onward(request, nominal, "cases:reviews", anchor="level")
    answer = leaves_mappa(bases_of(nominal), on)
    context = {
        "level": now,
        "exits": exits,
        "why": _why(answer),
        "stays": answer.outcome is False,
        "closed": request.method != "POST" and is_held and (not moves or answer.outcome is False),
        "moves": moves,
        "panel": _who_decides(now),
    }
    heading = _("Exit from MAPPA") if exits else _("End the level")
    submit = _("Record the exit") if exits else _("End the level")
    return form_page(
        request, nominal, form, heading, template="cases/levels/end.html", cancel=_reviews(nominal), submit=submit,
        danger=True, **context,
    )  # fmt: skip


def _end(request: HttpRequest, nominal: Nominal, form: EndLevelForm, on: datetime.date) -> LevelPeriod:
    return levels.end_level(actor=actor_of(request), nominal=nominal, **form.values())


def _exit(request: HttpRequest, nominal: Nominal, form: EndLevelForm, on: datetime.date) -> LevelPeriod:
    return levels.exit_mappa(actor=actor_of(request), nominal=nominal, on=on, **form.values())


@form_view
def ratify(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The meeting stands by what its chair decided since the one before."""
    nominal = fetch(request, pk, MOVE)
    waiting: list[ChairsDecision] = to_ratify(nominal.levels.all())
    if not waiting and request.method != "POST":
        messages.info(request, _("No decision of a chair waits for a meeting."))
        return redirect("cases:reviews", pk)
    form = RatifyForm(sent(request), waiting=waiting)
    if saved(
        request,
        form,
        lambda: levels.ratify_levels(actor=actor_of(request), nominal=nominal, **form.cleaned_data),
        _("Recorded that the meeting ratified it."),
    ):
        return onward(request, nominal, "cases:reviews", anchor="level")
    intro = [_("If the meeting decided otherwise, set the level it decided instead: that settles this too.")]
    return form_page(request, nominal, form, _("Record that a meeting ratified"), intro=intro, cancel=_reviews(nominal))


def _fetch(request: HttpRequest, pk: uuid.UUID) -> tuple[Nominal, frozenset[str]]:
    """The nominal, for whoever keeps the record or records decisions of meetings, with what they may do."""
    nominal = fetch(request, pk)
    able = abilities(request.user, nominal)
    if not able & {CHANGE, MOVE}:
        require(request.user, nominal, CHANGE)
    return nominal, able


def _leaves(nominal: Nominal, on: datetime.date) -> bool:
    return bool(leaves_mappa(bases_of(nominal), on).outcome)


def _why(answer: Answer[Any]) -> dict[str, Any]:
    """As `components/why.html` takes it."""
    box = {"outcome": answer.sentence, "facts": facts_in_words(answer.facts), "provision": answer.provision}
    return {**box, "unknown": not answer.is_known}


def _who_decides(now: LevelPeriod | None) -> dict[str, Any]:
    """Why whoever records no decisions of meetings does not move Levels 2 and 3; without the steps themselves."""
    return _why(who_decides(now.level if now else None, Level.TWO)) | {"facts": []}


def _chair(request: HttpRequest) -> str:
    """A chair who records the decision is offered as who decided."""
    actor = actor_of(request)
    is_chair = standing_of(actor).has_role(Role.PANEL_CHAIR)
    return ", ".join(part for part in (actor.get_full_name(), actor.grade) if part) if is_chair else ""


def _words(now: LevelPeriod | None) -> str:
    return now.get_level_display() if now else ""


def _reviews(nominal: Nominal) -> str:
    return reverse("cases:reviews", args=[nominal.pk])
