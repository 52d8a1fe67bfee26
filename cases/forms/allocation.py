"""Choosing people of a team and the colleague who is to manage them."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import Team, User
from agencies.standing import Standing
from cases.filters import NominalFilter, People
from pagekit.fields import CheckboxField, ChoiceField, ChoicesField, with_blank
from pagekit.forms import PageForm


def _offered(managers: list[User], sizes: Mapping[uuid.UUID, int]) -> list[tuple[str, Any]]:
    """Colleagues, each with how many people they manage now."""
    words = _("%(who)s, manages %(n)d now")
    named = ((str(one.pk), words % {"who": one.full_name, "n": sizes.get(one.pk, 0)}) for one in managers)
    return with_blank(named, _("Choose a colleague"))


class ManagerForm(PageForm):
    """Who is to manage one person."""

    manager = ChoiceField(
        label=_("Offender manager"), ask=_("Select who is to manage this person"), widget=forms.Select
    )

    def __init__(self, *args: Any, managers: list[User], sizes: Mapping[uuid.UUID, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.managers = {str(one.pk): one for one in managers}
        field: Any = self.fields["manager"]
        field.choices = _offered(managers, sizes)

    def clean_manager(self) -> User:
        return self.managers[self.cleaned_data["manager"]]


class ChoosePeopleForm(PageForm):
    """Who of the page's people, or everybody of the list, and to whom they go."""

    people = ChoicesField(label=_("People"), required=False)
    everybody = CheckboxField(label=_("Everybody in this list, also on the other pages"), required=False)
    to = ChoiceField(label=_("Who is to manage them"), ask=_("Select who is to manage them"), widget=forms.Select)

    def __init__(
        self, *args: Any, people: list[Any], managers: list[User], sizes: Mapping[uuid.UUID, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        of_page: Any = self.fields["people"]
        of_page.choices = [(str(one.pk), one.reference) for one in people]
        to: Any = self.fields["to"]
        to.choices = _offered(managers, sizes)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "people" in cleaned and not cleaned["people"] and not cleaned.get("everybody"):
            self.add_error("people", _("Tick at least one person"))
        return cleaned


class TeamPeopleFilter(NominalFilter):
    """The filters of the list of nominals that make sense within one team."""

    def __init__(self, *args: Any, standing: Standing, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, standing=standing, **kwargs)
        self.of_team = team
        for name in ("area", "lead", "team", "managed"):
            self.fields.pop(name, None)

    def on_duty(self, people: Any, on: datetime.date) -> People:
        """Led by the team that day, and alive."""
        return people.managed(on, lead_team=self.of_team.pk).alive(on)
