"""The daily email: one to a person, how many alerts of each kind are unread, a link, and nothing of any case."""

from __future__ import annotations

import datetime
import logging
import uuid
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from agencies.emails import send_email
from agencies.errors import DomainError
from agencies.models import User
from agencies.querysets.periods import midnight
from cases.inbox import to_email, unread
from cases.models import Alert

logger = logging.getLogger(__name__)

#: So many people's emails are one task.
BATCH = 100


def batches_waiting() -> Iterator[list[uuid.UUID]]:
    """The people with something unread that no email said yet, a batch at a time."""
    waiting = Alert.objects.filter(read_at__isnull=True, emailed_at__isnull=True, user__is_active=True)
    keys = list(waiting.order_by("user").values_list("user", flat=True).distinct())
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


def send_digests(user_ids: Iterable[uuid.UUID], on: datetime.date) -> int:
    """Send each of these people the day's email, if there is anything to say; returns how many were sent.

    One that fails is tried again the next time and stops no other.
    """
    sent = 0
    for key in user_ids:
        try:
            sent += _send(key, on)
        except DomainError:
            logger.warning("the daily email to account %s could not be sent", key)
    return sent


@transaction.atomic
def _send(user_id: uuid.UUID, on: datetime.date) -> bool:
    """Whether an email was sent. The account is held, so that two workers at once send one."""
    user = User.objects.filter(pk=user_id, is_active=True).select_for_update().first()
    if user is None or Alert.objects.filter(user=user, emailed_at__gte=midnight(on)).exists():
        return False
    counts = to_email(user)
    if not counts:
        return False
    told = unread(user).filter(emailed_at__isnull=True).values_list("pk", flat=True)
    Alert.objects.filter(pk__in=list(told)).update(emailed_at=timezone.now())
    lines = [{"kind": kind.label, "number": number} for kind, number in counts.items()]
    address = settings.PUBLIC_ADDRESS
    links = {"link": f"{address}{reverse('cases:alerts')}", "choices": f"{address}{reverse('cases:email_choices')}"}
    send_email("digest", to=user.email, context={"full_name": user.get_full_name(), "lines": lines, **links})
    return True
