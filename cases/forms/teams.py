"""Choosing a team: first the area, in the address; then one of the area's open teams."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.choices import KIND_FACTS, AgencyKind, StatutoryRole
from agencies.models import Area, Team
from cases.choices import LimitReason
from pagekit.fields import ChoiceField, GovukDateField, TextField, with_blank
from pagekit.forms import PageForm

#: Kinds of agency that may lead the management of a person: those with a duty in law, the MAPPA unit apart.
LEADING = tuple(
    kind for kind in AgencyKind if KIND_FACTS[kind].role != StatutoryRole.NEITHER and kind != AgencyKind.MAPPA_UNIT
)


def areas() -> list[tuple[str, Any]]:
    return with_blank(Area.objects.values_list("code", "name"))


class AreaForm(PageForm):
    """Sent by GET: the area whose teams are offered."""

    area = ChoiceField(label=_("Area"), choices=areas, widget=forms.Select)


class TeamField(ChoiceField):
    """One of the teams it is given; the answer is the team itself."""

    widget: Any = forms.Select

    def offer(self, teams: list[Team]) -> None:
        self.teams = {str(team.pk): team for team in teams}
        names = [(key, team.name) for key, team in self.teams.items()]
        self.choices = with_blank(sorted(names, key=lambda one: one[1]))

    def clean(self, value: Any) -> Team:
        return self.teams[super().clean(value)]


def open_teams(area_code: str, kinds: tuple[AgencyKind, ...] = ()) -> list[Team]:
    """The open teams of an area, of these kinds of agency or of all."""
    teams = Team.objects.filter(area=area_code, is_active=True).select_related("agency", "area")
    return list(teams.filter(agency__kind__in=kinds) if kinds else teams)


class LeadForm(PageForm):
    """Which team leads, from when; the area is the address's."""

    lead_team = TeamField(label=_("Lead team"), ask=_("Select the team that leads"))
    started_on = GovukDateField(label=_("From"), ask=_("Enter the day from which it holds"))

    def __init__(self, *args: Any, area_code: str, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"started_on": timezone.localdate()})
        super().__init__(*args, **kwargs)
        field: Any = self.fields["lead_team"]
        field.offer(open_teams(area_code, LEADING))


class AddTeamForm(PageForm):
    """A team whose agency is involved, and for how long."""

    team = TeamField(label=_("Team"))
    started_on = GovukDateField(label=_("From"), ask=_("Enter the day from which it may see the record"))
    note = TextField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, area_code: str, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"started_on": timezone.localdate()})
        super().__init__(*args, **kwargs)
        field: Any = self.fields["team"]
        field.offer(open_teams(area_code))

    def day(self) -> datetime.date:
        return self.cleaned_data["started_on"]


class ExcludeTeamForm(PageForm):
    team = TeamField(label=_("Team"))
    reason = ChoiceField(label=_("Reason"), choices=LimitReason.choices)

    def __init__(self, *args: Any, area_code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["team"]
        field.offer(open_teams(area_code))
