"""A level: set with how it was decided, ended, and ratified by the meeting after its chair's decision."""

from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases.choices import Level, LevelRoute
from cases.forms.histories import FollowingForm
from cases.forms.parts import EndForm
from cases.levels import ChairsDecision
from cases.rules.level import BY_PANEL
from pagekit.fields import ChoiceField, ChoicesField, GovukDateField, TextareaField, TextField
from pagekit.forms import PageForm

Choices = list[tuple[str, str | Promise]]


def levels_open(moves_levels: bool) -> Choices:
    """The levels somebody may record: whoever does not move Levels 2 and 3 records the first alone."""
    return [(str(one.value), one.label) for one in Level if moves_levels or one == Level.ONE]


def routes_open(moves_levels: bool) -> Choices:
    """The ways of deciding that somebody may record. A referral's is recorded by its decision."""
    return [
        (one.value, one.label) for one in (LevelRoute.LEAD_AGENCY, *BY_PANEL) if moves_levels or one not in BY_PANEL
    ]


class DecidedByPanel(PageForm):
    """How it was decided and by whom, for whoever records decisions of meetings; others record their own screening."""

    def offer(self, *, moves_levels: bool, chair: str = "", panel_only: bool = False) -> None:
        routes = [one for one in routes_open(moves_levels) if not panel_only or one[0] in BY_PANEL]
        field: Any = self.fields["route"]
        field.choices = routes
        if panel_only:
            self.fields["decision_maker"].required = True
        if len(routes) == 1:
            del self.fields["route"], self.fields["decision_maker"]
        elif chair:
            self.fields["decision_maker"].initial = chair

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        needs_name = cleaned.get("route") in BY_PANEL and not cleaned.get("decision_maker")
        if needs_name and "decision_maker" not in self.errors:
            self.add_error("decision_maker", _now("Enter who decided: the chair's name and grade"))
        return cleaned

    def decided(self) -> dict[str, str]:
        """Route and decision-maker, as the services take them."""
        cleaned = self.cleaned_data
        route = cleaned.get("route") or LevelRoute.LEAD_AGENCY.value
        return {"route": route, "decision_maker": cleaned.get("decision_maker", "") if route in BY_PANEL else ""}


_ROUTE: dict[str, Any] = {"label": _("How it was decided"), "ask": _("Select how it was decided")}
_WHO: dict[str, Any] = {
    "label": _("Who decided"),
    "max_length": 200,
    "required": False,
    "help_text": _("Needed for a meeting or its chair: the chair's name and grade"),
    "ask": _("Enter who decided: the chair's name and grade"),
}


class LevelForm(FollowingForm, DecidedByPanel):
    level = ChoiceField(label=_("Level"))
    route = ChoiceField(**_ROUTE)
    decision_maker = TextField(**_WHO)
    rationale = TextareaField(
        label=_("Rationale"),
        ask=_("Enter why this level was decided"),
        max_length=12000,
        rows=8,
        help_text=_("Why this level is right, and why the risk cannot be managed at a lower one"),
    )

    field_order = ("level", "route", "decision_maker", "rationale", "started_on", "ended_on", "ends_previous")

    def __init__(
        self, *args: Any, moves_levels: bool, chair: str = "", panel_only: bool = False, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {"started_on": timezone.localdate()})
        super().__init__(*args, **kwargs)
        level: Any = self.fields["level"]
        level.choices = levels_open(moves_levels)
        if len(level.choices) == 1:
            self.initial["level"] = level.choices[0][0]
        self.offer(moves_levels=moves_levels, chair=chair, panel_only=panel_only)

    def clean_level(self) -> int:
        return int(self.cleaned_data["level"])


class EndLevelForm(EndForm, DecidedByPanel):
    route = ChoiceField(**_ROUTE)
    decision_maker = TextField(**_WHO)
    end_rationale = TextareaField(label=_("Rationale"), ask=_("Enter why the level ends"), max_length=12000, rows=5)

    field_order = ("route", "decision_maker", "end_rationale", "ended_on")

    def __init__(
        self, *args: Any, moves_levels: bool, chair: str = "", panel_only: bool = False, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {"ended_on": timezone.localdate()})
        super().__init__(*args, **kwargs)
        self.offer(moves_levels=moves_levels, chair=chair, panel_only=panel_only)

    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {"ended_on": cleaned["ended_on"], "end_rationale": cleaned["end_rationale"], **self.decided()}


class RatifyForm(PageForm):
    decisions = ChoicesField(label=_("What the meeting ratified"), ask=_("Select what the meeting ratified"))
    ratified_on = GovukDateField(
        label=_("Meeting held on"), in_past=True, ask=_("Enter the day of the meeting that ratified it")
    )

    def __init__(self, *args: Any, waiting: list[ChairsDecision], **kwargs: Any) -> None:
        choices = [(one.key, one.words) for one in waiting]
        kwargs.setdefault("initial", {"decisions": [key for key, _words in choices]})
        super().__init__(*args, **kwargs)
        field: Any = self.fields["decisions"]
        field.choices = choices
