"""Reading the evidence: who looked at somebody, and who was often refused."""

import datetime
import uuid
from typing import Any

from django.db.models import Count, Max, QuerySet

from agencies.models import AuditEvent
from agencies.querysets import AuditEventQuerySet


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
