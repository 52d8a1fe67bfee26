"""How a new person is managed from the first day: area and team, and what is decided already."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agencies.choices import AgencyKind
from agencies.models import Area, Team
from agencies.roles import Capability
from agencies.standing import Standing
from cases.choices import Whereabouts
from cases.forms.histories import bases
from cases.forms.levels import levels_open, routes_open
from cases.forms.teams import LEADING, TeamField, areas
from pagekit.fields import ChoiceField, GovukDateField, TextareaField
from pagekit.forms import PageForm

NOT_YET = ("", _("Not decided yet"))


class ManagementForm(PageForm):
    """Which area is responsible and which team leads. The user's own teams; a MAPPA unit also those of its area."""

    area = ChoiceField(label=_("Responsible area"), choices=areas, widget=forms.Select)
    lead_team = TeamField(label=_("Lead team"), ask=_("Select the team that leads"))
    started_on = GovukDateField(
        label=_("Managed from"), in_past=True, ask=_("Enter the day from which the person is managed")
    )

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        teams = leading_teams(standing)
        own = standing.area_codes(Capability.CREATE_NOMINAL)
        initial: dict[str, Any] = {"started_on": timezone.localdate()}
        if len(own) == 1:
            initial["area"] = own[0]
        if len(teams) == 1:
            initial["lead_team"] = str(teams[0].pk)
        kwargs.setdefault("initial", initial)
        super().__init__(*args, **kwargs)
        self.units_areas = unit_areas(standing)
        self.own_teams = {place.team_id for place in standing.places}
        field: Any = self.fields["lead_team"]
        field.offer(teams)

    def clean(self) -> dict[str, Any]:
        """Whoever adds a person must see them: their team leads, or theirs is the unit of the responsible area."""
        cleaned = super().clean() or {}
        team, area = cleaned.get("lead_team"), cleaned.get("area")
        if team and area and team.pk not in self.own_teams and area not in self.units_areas:
            self.add_error("area", _("Select the area of your own MAPPA unit, or a team of yours that leads"))
        return cleaned

    def responsible_area(self) -> Area:
        return Area.objects.get(pk=self.cleaned_data["area"])


def unit_areas(standing: Standing) -> set[str]:
    """The areas in whose MAPPA unit the user may add people."""
    return {
        place.area_code
        for place in standing.places
        if place.agency_kind == AgencyKind.MAPPA_UNIT and Capability.CREATE_NOMINAL in place.capabilities
    }


def leading_teams(standing: Standing) -> list[Team]:
    """The teams that may lead a person whom the user adds."""
    own = [place.team_id for place in standing.places if Capability.CREATE_NOMINAL in place.capabilities]
    chosen = Team.objects.filter(is_active=True, agency__kind__in=LEADING).select_related("agency")
    return list(chosen.filter(pk__in=own) | chosen.filter(area__in=unit_areas(standing)))


class StandingForm(PageForm):
    """What is decided on the first day. Whatever is left open shows as not decided until somebody decides it."""

    basis = ChoiceField(label=_("Basis of a category"), choices=lambda: [*bases(), NOT_YET], required=False)
    basis_started_on = GovukDateField(
        label=_("Basis holds from"),
        required=False,
        help_text=_("The day of conviction, caution, finding, sentence, order or decision"),
    )
    level = ChoiceField(label=_("Level"), required=False)
    route = ChoiceField(label=_("How the level was decided"), required=False)
    rationale = TextareaField(
        label=_("Rationale of the level"),
        required=False,
        max_length=12000,
        help_text=_("Needed when you choose a level"),
    )
    whereabouts = ChoiceField(
        label=_("Where the person is"), choices=[*Whereabouts.choices, ("", _("Not known yet"))], required=False
    )

    def __init__(self, *args: Any, moves_levels: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        level: Any = self.fields["level"]
        level.choices = [*levels_open(moves_levels), NOT_YET]
        if not moves_levels:
            level.help_text = _now("Level 2 and 3: leave this open and refer the person once they are added")
        route: Any = self.fields["route"]
        route.choices = routes_open(moves_levels)
        if len(route.choices) == 1:
            route.initial = route.choices[0][0]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("basis"):
            self._require("basis_started_on", _now("Enter the day from which the basis holds"))
        if cleaned.get("level"):
            self._require("route", _now("Select how the level was decided"))
            self._require("rationale", _now("Enter why this level was decided"))
        return cleaned

    def _require(self, name: str, sentence: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, sentence)
