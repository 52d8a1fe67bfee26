"""Somebody's own alerts, through the door: one about a person whose record they may no longer see is not there."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Q, QuerySet

from agencies.models import User
from agencies.roles import Capability
from agencies.standing import standing_of
from cases.access import visible
from cases.choices import AlertKind
from cases.models import Alert, DigestChoice


def alerts_of(user: User) -> QuerySet[Alert, Any]:
    """What the user was told and may see: the unread first, then the newest. Nothing for whoever may see no record."""
    if not standing_of(user).can(Capability.VIEW_NOMINAL):
        return Alert.objects.none()
    mine = Alert.objects.filter(user=user.pk)
    shown = visible(mine, user).order_by().values("pk")
    about_nobody = Q(nominal__isnull=True)
    return mine.filter(about_nobody | Q(pk__in=shown)).order_by(F("read_at").asc(nulls_first=True), "-made_at", "pk")


def unread(user: User) -> QuerySet[Alert, Any]:
    return alerts_of(user).filter(read_at__isnull=True)


def to_email(user: User) -> dict[AlertKind, int]:
    """What is unread, was in no email yet, and is of a kind that the user wants by email: how many of each kind."""
    declined = DigestChoice.objects.filter(user=user.pk).values("kind")
    waiting = unread(user).filter(emailed_at__isnull=True).exclude(kind__in=declined)
    counts = waiting.order_by().values_list("kind").annotate(number=Count("pk"))
    found = dict(counts)
    return {kind: found[kind] for kind in AlertKind if kind in found}
