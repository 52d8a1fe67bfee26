"""Reviews of the tests: what a browser sends, and rows in every state."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from agencies.models import User
from cases.choices import ReviewOutcome, ReviewState
from cases.models import LevelReview, Nominal
from cases.review_questions import LEAD_AGENCY
from tests.asking import client_of
from tests.cases.filling import boxes, value_of

ANSWERS = {
    "changes": "Nothing of note.",
    "risk_is_right": "yes",
    "risk_because": "ARMS of last month.",
    "compliance": "Keeps to everything.",
    "behaviour": "None reported.",
    "home": "Alone, suitable.",
    "victims_and_children": "No.",
    "agencies": "Police: nothing.",
    "meetings": "no",
    "plan": "Monthly visits.",
}
WHY = {"outcome": "remains", "rationale": "Managed by the lead agency."}


def make_review(nominal: Nominal, reviewer: User, **fields: Any) -> LevelReview:
    """A review of Level 1 of today that waits for its countersignature."""
    today = timezone.localdate()
    values: dict[str, Any] = {
        "level": 1,
        "reviewed_on": today,
        "answers": ANSWERS,
        "form_version": LEAD_AGENCY.version,
        "outcome": ReviewOutcome.REMAINS,
        "rationale": "Managed by the lead agency.",
        "next_due_on": today + datetime.timedelta(days=90),
        "state": ReviewState.WAITING,
        "step_due_on": today + datetime.timedelta(days=14),
    }
    return LevelReview.objects.create(nominal=nominal, reviewed_by=reviewer, **values | fields)


def address(nominal: Nominal, name: str, *parts: Any) -> str:
    return reverse(f"cases:{name}", args=[nominal.pk, *parts])


def send(user: User, nominal: Nominal, name: str, *parts: Any, seen: Any = None, **typed: Any) -> Any:
    """Open the page and send its form with these answers. `seen`: a page opened earlier, with its hidden fields."""
    client, where = client_of(user), address(nominal, name, *parts)
    shown = seen or client.get(where)
    values: dict[str, Any] = {key: value_of(shown, key) for key in ("seen", "version")}
    for key, value in typed.items():
        values |= boxes(key, value) if isinstance(value, datetime.date) else {key: value}
    return client.post(where, values)


def review(user: User, nominal: Nominal, seen: Any = None, **instead: Any) -> Any:
    """Send a review of today."""
    values: dict[str, Any] = {**ANSWERS, **WHY, "reviewed_on": timezone.localdate()} | instead
    return send(user, nominal, "add_review", seen=seen, **values)
