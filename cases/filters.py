"""The filters of the list of nominals: one form for page, export and interface, one condition each.

Says nothing about who may see the rows: whoever lists passes them through `cases.access` first.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from agencies.choices import KIND_FACTS, AgencyKind, StatutoryRole
from agencies.models import Area
from agencies.standing import Standing
from cases.choices import Category, Level, Whereabouts
from cases.models import Nominal
from pagekit.fields import ChoiceField, with_blank
from pagekit.forms import PageForm

NONE, ANY, UNMANAGED = "none", "any", "no"
People = QuerySet[Nominal]
_NOT_RECORDED = (NONE, _("Not recorded"))
_DAYS = [("28", _("28 days")), ("90", _("90 days")), ("180", _("180 days"))]


def areas() -> list[tuple[str, Any]]:
    return with_blank([*Area.objects.values_list("code", "name"), _NOT_RECORDED], _("All areas"))


def leading_kinds() -> list[tuple[str, Any]]:
    """The kinds of agency that may lead: those with a duty in law, the MAPPA unit apart."""
    may_lead = [
        (kind.value, kind.label)
        for kind in AgencyKind
        if KIND_FACTS[kind].role != StatutoryRole.NEITHER and kind != AgencyKind.MAPPA_UNIT
    ]
    return with_blank([*may_lead, _NOT_RECORDED], _("All agencies"))


def _one_of(label: Any, choices: Iterable[Any], blank: Any) -> ChoiceField:
    return ChoiceField(label=label, choices=with_blank(choices, blank), widget=forms.Select, required=False)


class NominalFilter(PageForm):
    """What the list of nominals can be narrowed by. Every field may be left out; nothing typed, only codes."""

    area = ChoiceField(label=_("Area"), choices=areas, widget=forms.Select, required=False)
    category = _one_of(_("Category"), [*Category.choices, _NOT_RECORDED], _("All categories"))
    level = _one_of(_("Level"), [*Level.choices, _NOT_RECORDED], _("All levels"))
    lead = ChoiceField(label=_("Lead agency"), choices=leading_kinds, widget=forms.Select, required=False)
    team = _one_of(_("Lead team"), [], _("All teams"))
    whereabouts = _one_of(_("Whereabouts"), [*Whereabouts.choices, _NOT_RECORDED], _("Anywhere"))
    managed = _one_of(
        _("Managed"),
        [(UNMANAGED, _("Not managed today: ended, died or not begun")), (ANY, _("Managed or not"))],
        _("Managed today"),
    )
    limbo = _one_of(
        _("Still to be recorded"),
        [
            (ANY, _("Category, level or whereabouts")),
            ("category", _("Category")),
            ("level", _("Level")),
            ("whereabouts", _("Whereabouts")),
        ],
        _("Recorded or not"),
    )
    orders_ending = _one_of(_("Order ends within"), _DAYS, _("Any time"))
    categories_ending = _one_of(_("Category ends within"), _DAYS, _("Any time"))
    events = _one_of(_("Something happened in the last"), _DAYS, _("Any time"))
    # Sent with every answer, so that an address without any filter is told from one whose filters were removed.
    filtered = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team: Any = self.fields["team"]
        teams = sorted({(str(place.team_id), place.team_name) for place in standing.places}, key=lambda one: one[1])
        team.choices = with_blank(teams, _("All teams"))
        if not teams:
            del self.fields["team"]

    def terms(self) -> dict[str, str]:
        """What was asked for, as the audit keeps it."""
        return {name: value for name, value in self.cleaned_data.items() if value and name != "filtered"}

    def narrow(self, people: People, on: datetime.date) -> People:
        """The people that the filters leave, as they stand on a day. A filter that was refused leaves nobody."""
        if not self.is_valid():
            return people.none()
        for name, value in self.cleaned_data.items():
            if value and name in _CONDITIONS:
                people = _CONDITIONS[name](people, value, on)
        return _managed(people, self.cleaned_data, on)


def _managed(people: Any, asked: dict[str, str], on: datetime.date) -> People:
    """Whether and by whom they are managed.

    Of people not managed today, area, lead agency and lead team are those that ever were. Nobody without an area is
    managed: whoever asks for "not recorded" asks for them, whatever `managed` says.
    """
    if NONE in (asked["area"], asked["lead"]):
        return people.without("area", on)
    duty = {path: asked[name] for name, path in _DUTY.items() if asked.get(name)}
    if not asked["managed"]:
        return people.managed(on, **duty).alive(on)
    if asked["managed"] == UNMANAGED:
        people = people.unmanaged(on)
    return people.ever_managed(**duty) if duty else people


def _category(people: Any, value: str, on: datetime.date) -> People:
    return people.without("category", on) if value == NONE else people.in_category(int(value), on)


def _level(people: Any, value: str, on: datetime.date) -> People:
    return people.without("level", on) if value == NONE else people.at_level(int(value), on)


def _whereabouts(people: Any, value: str, on: datetime.date) -> People:
    return people.without("whereabouts", on) if value == NONE else people.with_whereabouts(value, on)


def _limbo(people: Any, value: str, on: datetime.date) -> People:
    return people.in_limbo(on) if value == ANY else people.without(value, on)


def _until(on: datetime.date, days: str) -> datetime.date:
    return on + datetime.timedelta(days=int(days))


#: What a responsibility must say, by the filter that asks.
_DUTY = {"area": "area", "lead": "lead_agency__kind", "team": "lead_team"}

_CONDITIONS: dict[str, Any] = {
    "category": _category,
    "level": _level,
    "whereabouts": _whereabouts,
    "limbo": _limbo,
    "orders_ending": lambda people, days, on: people.with_order_ending(on, _until(on, days)),
    "categories_ending": lambda people, days, on: people.with_category_ending(on, _until(on, days)),
    "events": lambda people, days, on: people.with_event_since(_until(on, f"-{days}"), on),
}
