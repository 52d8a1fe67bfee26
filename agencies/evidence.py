"""Reading the evidence: who looked at somebody, who was often refused, and how an event is put into words."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.utils.translation import gettext as _

from agencies.models import AuditEvent, User
from agencies.querysets import AuditEventQuerySet

#: How many of the references on a list an event's line names.
NAMED = 5


def events_about(nominal_id: uuid.UUID, reference: str) -> AuditEventQuerySet[AuditEvent]:
    """Who looked at one nominal, newest first, with the actors: views, and the lists and searches that showed it."""
    return AuditEvent.objects.about(nominal_id, reference).select_related("actor")


def refused_often(area_codes: list[str], since: datetime.datetime) -> QuerySet[AuditEvent, Any]:
    """People of these areas who were refused something since an instant, most often first: one dict each, with
    `actor` (key), `actor__full_name`, `actor__email`, `refusals` and `last_refused_at`.
    """
    refused = AuditEvent.objects.of_areas(area_codes).refused().filter(at__gte=since, actor__isnull=False)
    people = refused.order_by().values("actor", "actor__full_name", "actor__email")
    return people.annotate(refusals=Count("pk"), last_refused_at=Max("at")).order_by("-refusals", "actor__full_name")


@dataclass(frozen=True)
class Line:
    """One event in words."""

    event: AuditEvent
    who: str
    email: str
    about: str
    terms: str

    @property
    def is_refused(self) -> bool:
        return self.event.outcome == "refused"


def in_words(events: Iterable[AuditEvent]) -> list[Line]:
    """Events as a page or a table shows them. One query more, for the names of accounts that events are about."""
    events = list(events)
    wanted = [event.subject_id for event in events if event.subject_type == "account" and event.subject_id]
    accounts = User.objects.in_bulk(wanted) if wanted else {}
    return [_line(event, accounts) for event in events]


def _line(event: AuditEvent, accounts: dict[Any, User]) -> Line:
    account = accounts.get(event.subject_id)
    actor = event.actor
    return Line(
        event=event,
        who=actor.full_name if actor else _("Nobody known"),
        email=actor.email if actor else "",
        about=str(account) if account else _about(event),
        terms=_terms(event),
    )


def _about(event: AuditEvent) -> str:
    if event.subject_type == "nominal":
        return event.subject_reference
    if event.shown:
        more = [_("%(n)d more") % {"n": len(event.shown) - NAMED}] if event.shown[NAMED:] else []
        return ", ".join([*event.shown[:NAMED], *more])
    return event.subject_reference if len(event.subject_reference) < 20 else ""


def _terms(event: AuditEvent) -> str:
    """What was asked for, or what changed: `family_name: Smith; count: 3`."""
    flat: dict[str, Any] = {}
    # The database keeps the keys in an order of its own; what was asked for comes first.
    for key, value in sorted(event.detail.items(), key=lambda item: not isinstance(item[1], dict)):
        flat.update(value if isinstance(value, dict) else {key: value})
    return "; ".join(f"{key}: {value}" for key, value in flat.items() if value not in ("", None, [], {}))
