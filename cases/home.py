"""What of nominals waits for somebody: counts through the door, each with the address of the list that it counts.

The list asks the same question in the same way (`cases.filters`), so that its length is the count.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agencies.choices import AuditAction, AuditOutcome, Role
from agencies.models import AuditEvent, Team, User
from agencies.roles import Capability
from agencies.standing import standing_of
from cases.access import visible
from cases.caseload import above_the_limit, may_allocate_in, people_managed_by, people_of
from cases.filters import NominalFilter
from cases.models import Nominal

#: The last events that are looked through for records opened, and how many records are shown.
EVENTS_READ, OPENED_SHOWN = 200, 10


@dataclass(frozen=True)
class Waiting:
    """So many people, in words, and the list of exactly them. `urgent`: something is missing or runs out."""

    count: int
    text: str | Promise
    href: str
    urgent: bool = False


@dataclass(frozen=True)
class _Question:
    text: str | Promise
    asked: dict[str, str]
    urgent: bool = False


#: What is missing: nobody sees to it until somebody notices.
_LIMBO = (
    _Question(_("people whom nobody manages"), {"manager": "none"}, urgent=True),
    _Question(_("people managed by somebody who left"), {"manager": "gone"}, urgent=True),
    _Question(_("people without a category"), {"limbo": "category"}, urgent=True),
    _Question(_("people without a level"), {"limbo": "level"}, urgent=True),
    _Question(_("people without whereabouts"), {"limbo": "whereabouts"}, urgent=True),
    _Question(_("people of whom it is not known what they must notify"), {"limbo": "notification"}, urgent=True),
    _Question(_("people at Level 1 without a review in the last 6 months"), {"unreviewed": "6"}),
)
_COMING = (
    _Question(_("people with an order that ends within 90 days"), {"orders_ending": "90"}),
    _Question(_("people with a category that ends within 90 days"), {"categories_ending": "90"}),
    _Question(_("people to whom something happened in the last 28 days"), {"events": "28"}),
)


def my_people(user: User, on: datetime.date) -> list[Waiting]:
    """Whom the user manages: for an offender manager, and for anybody else who manages somebody."""
    standing = standing_of(user)
    if not standing.can(Capability.CHANGE_NOMINAL):
        return []
    found = Waiting(
        visible(people_managed_by(user, on), user).count(), _("people you manage"), reverse("cases:my_cases")
    )
    return [found] if found.count or standing.has_role(Role.OFFENDER_MANAGER) else []


def teams_people(user: User, on: datetime.date) -> list[Waiting]:
    """How many people each of the user's teams leads."""
    places = {place.team_id: place.team_name for place in standing_of(user).places}
    questions = [
        _Question(_("people led by %(team)s") % {"team": name}, {"team": str(key)}) for key, name in places.items()
    ]
    return [found for found in (_count(user, on, question) for question in questions) if found.count]


def in_limbo(user: User, on: datetime.date) -> list[Waiting]:
    """What is missing of the people whom the user may see and who are managed that day; for those who can add it.

    Whoever says who manages whom has those whom nobody manages to decide on (`to_allocate`), and not here again.
    """
    standing = standing_of(user)
    if not standing.can(Capability.CHANGE_NOMINAL):
        return []
    skipped = {"manager": "none"} if standing.can(Capability.ALLOCATE_NOMINALS) else None
    return [_count(user, on, question) for question in _LIMBO if question.asked != skipped]


def coming(user: User, on: datetime.date) -> list[Waiting]:
    """What runs out soon or happened lately, of the same people."""
    return [_count(user, on, question) for question in _COMING]


def caseloads_above(user: User, on: datetime.date) -> list[Waiting]:
    """Caseloads above the limit, for each team in which the user says who manages whom."""
    return [_above(above_the_limit(user, team, on), team) for team in _allocating(user)]


def _above(number: int, team: Team) -> Waiting:
    words = ngettext("caseload above the limit in %(team)s", "caseloads above the limit in %(team)s", number)
    address = f"{reverse('cases:caseload_of_team', args=[team.pk])}?above=1"
    return Waiting(number, words % {"team": team}, address, urgent=True)


def to_allocate(user: User, on: datetime.date) -> list[Waiting]:
    """People whom nobody manages, for each team in which the user says who manages whom."""
    return [
        Waiting(
            visible(people_of(team.pk, on).unallocated(on), user, Capability.ALLOCATE_NOMINALS).count(),
            _("people of %(team)s to allocate") % {"team": team},
            f"{reverse('cases:choose_people', args=[team.pk])}?manager=none",
            urgent=True,
        )
        for team in _allocating(user)
    ]


def _allocating(user: User) -> QuerySet[Team]:
    standing = standing_of(user)
    keys = [key for key in standing.team_ids if may_allocate_in(standing, key)]
    return Team.objects.filter(pk__in=keys).order_by("name", "pk")


def _count(user: User, on: datetime.date, question: _Question) -> Waiting:
    asked = QueryDict(mutable=True)
    asked.update(question.asked | {"filtered": "1"})
    people = NominalFilter(asked, standing=standing_of(user)).narrow(Nominal.objects.all(), on)
    href = f"{reverse('cases:nominals')}?{asked.urlencode()}"
    return Waiting(visible(people, user).count(), question.text, href, question.urgent)


def recently_opened(user: User) -> QuerySet[Nominal, Any] | list[Nominal]:
    """The records that the user opened last and may still see, the latest first. Two queries."""
    events = AuditEvent.objects.filter(
        actor=user, action=AuditAction.VIEW, outcome=AuditOutcome.ALLOWED, subject_type="nominal"
    ).order_by("-at", "-id")
    opened = events.filter(subject_id__isnull=False).values_list("subject_id", flat=True)[:EVENTS_READ]
    keys = [key for key in dict.fromkeys(opened) if key is not None][:OPENED_SHOWN]
    found = visible(Nominal.objects.filter(pk__in=keys), user).in_bulk()
    return [found[key] for key in keys if key in found]
