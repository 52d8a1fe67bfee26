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

from agencies.choices import AuditAction, AuditOutcome
from agencies.models import AuditEvent, User
from agencies.standing import standing_of
from cases.access import visible
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


_QUESTIONS = (
    _Question(_("people without a category"), {"limbo": "category"}, urgent=True),
    _Question(_("people without a level"), {"limbo": "level"}, urgent=True),
    _Question(_("people without whereabouts"), {"limbo": "whereabouts"}, urgent=True),
    _Question(_("people with an order that ends within 90 days"), {"orders_ending": "90"}),
    _Question(_("people with a category that ends within 90 days"), {"categories_ending": "90"}),
    _Question(_("people to whom something happened in the last 28 days"), {"events": "28"}),
)


def teams_people(user: User, on: datetime.date) -> list[Waiting]:
    """How many people each of the user's teams leads."""
    places = {place.team_id: place.team_name for place in standing_of(user).places}
    questions = [
        _Question(_("people led by %(team)s") % {"team": name}, {"team": str(key)}) for key, name in places.items()
    ]
    return [found for found in (_count(user, on, question) for question in questions) if found.count]


def waiting(user: User, on: datetime.date) -> list[Waiting]:
    """In limbo, running out, happened lately: of the people whom the user may see and who are managed that day."""
    return [_count(user, on, question) for question in _QUESTIONS]


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
