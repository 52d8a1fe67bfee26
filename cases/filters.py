"""The filters of the list of nominals: one form for page, export and interface, one condition each.

Says nothing about who may see the rows: whoever lists passes them through `cases.access` first.
"""

import datetime
import uuid
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.choices import KIND_FACTS, AgencyKind, StatutoryRole
from agencies.models import Area, Membership, User
from agencies.roles import Capability
from agencies.standing import Standing
from cases.caseload import teams_open_to
from cases.choices import Category, Level, RoshLevel, Whereabouts
from cases.models import Allocation, Nominal
from cases.notification import waits_to_be_known
from cases.rules.calendar import months_after
from pagekit.fields import ChoiceField, with_blank
from pagekit.forms import PageForm

NONE, ANY, UNMANAGED = "none", "any", "no"
ME, GONE = "me", "gone"
NOTIFICATION = "notification"
People = QuerySet[Nominal]
_NOT_RECORDED = (NONE, _("Not recorded"))
_DAYS = [("28", _("28 days")), ("90", _("90 days")), ("180", _("180 days"))]
_MONTHS = [("3", _("3 months")), ("6", _("6 months")), ("12", _("12 months"))]


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
    manager = _one_of(_("Managed by"), [], _("Anybody"))
    rosh = _one_of(_("Highest risk of serious harm"), [*RoshLevel.choices, (NONE, _("Not assessed"))], _("Any"))
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
            (NOTIFICATION, _("What must be notified to the police")),
        ],
        _("Recorded or not"),
    )
    orders_ending = _one_of(_("Order ends within"), _DAYS, _("Any time"))
    categories_ending = _one_of(_("Category ends within"), _DAYS, _("Any time"))
    unreviewed = _one_of(_("At Level 1 without a review in the last"), _MONTHS, _("Any time"))
    events = _one_of(_("Something happened in the last"), _DAYS, _("Any time"))
    # Sent with every answer, so that an address without any filter is told from one whose filters were removed.
    filtered = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = standing
        team: Any = self.fields["team"]
        teams = {str(place.team_id): place.team_name for place in standing.places} | self._asked_team()
        team.choices = with_blank(sorted(teams.items(), key=lambda one: one[1]), _("All teams"))
        if not teams:
            del self.fields["team"]
        manager: Any = self.fields["manager"]
        manager.choices = lambda: with_blank(self._managers, _("Anybody"))

    def _asked(self, name: str) -> uuid.UUID | None:
        """The key that the address asks for, whether or not anything has it."""
        try:
            return uuid.UUID(self.data.get(name) or "")
        except ValueError:
            return None

    def _asked_team(self) -> dict[str, str]:
        """The team that a page of caseloads leads here for: offered when it is asked for and may be looked into."""
        key = self._asked("team")
        if key is None or key in self.standing.team_ids:
            return {}
        team = teams_open_to(self.standing, timezone.localdate()).filter(pk=key).first()
        return {str(team.pk): team.name} if team else {}

    @cached_property
    def _managers(self) -> list[tuple[str, Any]]:
        """Oneself, nobody, somebody who left, the colleagues; and who else is asked for in a team one may look into.

        Looked up when the field is drawn or answered: most counts ask for no manager.
        """
        leading = [place for place in self.standing.places if place.agency_kind != AgencyKind.MAPPA_UNIT]
        shown: list[tuple[str, Any]] = [(ME, _("Me"))] if leading else []
        shown += [(NONE, _("Nobody")), (GONE, _("Somebody who left the team"))]
        colleagues = _colleagues(self.standing, leading, self._asked("manager"))
        return [*shown, *((str(one.pk), one.full_name) for one in colleagues)]

    def terms(self) -> dict[str, str]:
        """What was asked for, as the audit keeps it."""
        return {name: value for name, value in self.cleaned_data.items() if value and name != "filtered"}

    def in_words(self) -> str:
        """What was asked for, as a person reads it; empty when nothing was."""
        words = []
        for name, value in self.terms().items():
            field: Any = self.fields[name]
            choices = {str(code): choice for code, choice in field.choices}
            words.append(f"{field.label}: {choices.get(value, value)}")
        return "; ".join(words)

    def narrow(self, people: People, on: datetime.date) -> People:
        """The people that the filters leave, as they stand on a day. A filter that was refused leaves nobody."""
        if not self.is_valid():
            return people.none()
        for name, value in self.cleaned_data.items():
            if value and name in _CONDITIONS:
                people = _CONDITIONS[name](people, self._meant(value), on)
        return self.on_duty(people, on)

    def on_duty(self, people: People, on: datetime.date) -> People:
        """Whether and by whom they are managed."""
        return _managed(people, self.cleaned_data, on)

    def _meant(self, value: str) -> str:
        """The answer, with the reader's own key where it says "me"."""
        return str(self.standing.user_id) if value == ME else value


def _colleagues(standing: Standing, leading: list[Any], asked: uuid.UUID | None) -> Iterable[User]:
    """Who is or was given people in these teams, and whoever is asked for in a team whose caseloads are open."""
    on = timezone.localdate()
    teams = [place.team_id for place in leading]
    members = Membership.objects.in_force(on).of_active_people().giving(Capability.CHANGE_NOMINAL)
    known = members.filter(team__in=teams).values("user")
    elsewhere = Allocation.objects.filter(offender_manager=asked, team__in=teams_open_to(standing, on).values("pk"))
    found = Q(pk__in=known) | (Q(pk__in=elsewhere.values("offender_manager")) if asked else Q(pk__in=[]))
    return User.objects.filter(found).exclude(pk=standing.user_id).order_by("full_name", "pk")


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
    if value == NOTIFICATION:
        return people.filter(waits_to_be_known(on))
    return people.in_limbo(on) if value == ANY else people.without(value, on)


def _manager(people: Any, value: str, on: datetime.date) -> People:
    if value == NONE:
        return people.unallocated(on)
    return people.left_behind(on) if value == GONE else people.allocated_to(uuid.UUID(value), on)


def _rosh(people: Any, value: str, on: datetime.date) -> People:
    people = people.with_rosh(on)
    if value == NONE:
        return people.filter(rosh_now__isnull=True)
    return people.filter(rosh_now=RoshLevel.values.index(value) + 1)


def _until(on: datetime.date, days: str) -> datetime.date:
    return on + datetime.timedelta(days=int(days))


#: What a responsibility must say, by the filter that asks.
_DUTY = {"area": "area", "lead": "lead_agency__kind", "team": "lead_team"}

_CONDITIONS: dict[str, Any] = {
    "category": _category,
    "level": _level,
    "whereabouts": _whereabouts,
    "limbo": _limbo,
    "manager": _manager,
    "rosh": _rosh,
    "unreviewed": lambda people, months, on: people.unreviewed_since(months_after(on, -int(months)), on),
    "orders_ending": lambda people, days, on: people.with_order_ending(on, _until(on, days)),
    "categories_ending": lambda people, days, on: people.with_category_ending(on, _until(on, days)),
    "events": lambda people, days, on: people.with_event_since(_until(on, f"-{days}"), on),
}
