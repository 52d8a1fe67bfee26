"""The sessions of a person: what is noted in one, and how to end them all."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest

#: Keys in the session: when the person signed in, and when they were last seen (noted once a minute), in Unix seconds.
STARTED_AT, SEEN_AT = "started_at", "seen_at"

#: Key in the session: when the first second factor was set up in it, in Unix seconds.
SET_UP_AT = "second_factor_set_up_at"

#: Attribute of the request that says why its session is being ended; the audit calls it the rule.
ENDED_BECAUSE = "session_ended_because"


def end_sessions(user_ids: list) -> int:
    """End every session of these people, wherever they are signed in. Returns how many ended."""
    with transaction.atomic():
        known = UserSession.objects.filter(user__in=user_ids)
        ended, _ = Session.objects.filter(session_key__in=known.values("session_key")).delete()
        known.delete()
    return ended


def why_ended(request: HttpRequest | None) -> str:
    """Why a session is being ended: `idle`, `limit`, `everywhere`, or that the person asked."""
    return getattr(request, ENDED_BECAUSE, "asked")
