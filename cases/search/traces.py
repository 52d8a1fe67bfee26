"""Finds people by what leads to them: a telephone, a plate, an account, a postcode; a street, an employer, a friend.

Reads the view of traces through the door. Whatever was typed is compared as the database keeps it.
"""

import uuid
from typing import Any

from django.db.models import F, Func, QuerySet, TextField, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.access import Someone, visible
from cases.models import Trace

#: Shorter than this, a text leads to too many.
LEAST_KEY, LEAST_WORDS = 4, 5
LONGEST = 160

#: What a trace is, as an answer says why it was found.
WORDS: dict[str, str | Promise] = {
    "phone": _("telephone"),
    "email": _("email address"),
    "online": _("online identity"),
    "vehicle": _("vehicle"),
    "passport": _("passport or identity document"),
    "bank_account": _("bank account or card"),
    "employment": _("employment or education"),
    "address": _("address"),
    "associate": _("associate"),
    "child": _("child in the household"),
}


def by_key(user: Someone, text: str, limit: int) -> dict[uuid.UUID, str]:
    """The visible people whom exactly this number, plate, account or postcode leads to: what it is, by key."""
    if not any(character.isdigit() or character == "@" for character in text) or len(text.strip()) < LEAST_KEY:
        return {}
    return _found(visible(Trace.objects.filter(key=_as_kept(text, "cases_trace_key")), user), limit)


def by_words(user: Someone, text: str, limit: int) -> dict[uuid.UUID, str]:
    """The visible people of whom an address, an employer, an associate or a child has these words in this order."""
    if len(text.strip()) < LEAST_WORDS:
        return {}
    return _found(visible(Trace.objects.filter(words__contains=_as_kept(text, "cases_trace_words")), user), limit)


def _as_kept(text: str, function: str) -> Func:
    return Func(Value(text[:LONGEST]), function=function, output_field=TextField())


def _found(traces: QuerySet[Trace, Any], limit: int) -> dict[uuid.UUID, str]:
    rows = traces.order_by("nominal_id", F("kind")).values_list("nominal_id", "kind")[: limit * 4]
    found: dict[uuid.UUID, str] = {}
    for key, kind in rows:
        found.setdefault(key, kind)
    return dict(list(found.items())[:limit])
