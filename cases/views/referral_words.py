"""How a referral is said on its pages: its state as a tag, its parts as a task list, its limit with where it is set."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.choices import ReferralState
from cases.models import Referral
from cases.practice import Limit
from cases.referrals.form import Section
from cases.services.referrals import answers_to, decision_limit, form_of

_COLOURS = {
    ReferralState.DRAFT: "grey",
    ReferralState.SUBMITTED: "blue",
    ReferralState.RETURNED: "orange",
    ReferralState.ACCEPTED: "green",
    ReferralState.DECLINED: "purple",
    ReferralState.WITHDRAWN: "grey",
}


def state_tag(row: Referral) -> dict[str, str]:
    """Words and colour of a referral's state."""
    words = row.get_state_display()
    if row.state == ReferralState.ACCEPTED and row.decided_level:
        words = _("Accepted at %(level)s") % {"level": row.get_decided_level_display()}
    return {"text": words, "colour": _COLOURS[ReferralState(row.state)]}


def is_late(row: Referral) -> bool:
    """Whether its limit has passed: the unit's, or that of the team that completes it."""
    last = row.decide_by if row.state == ReferralState.SUBMITTED else row.complete_by
    is_open = row.state in (ReferralState.SUBMITTED, ReferralState.RETURNED)
    return is_open and last is not None and last < timezone.localdate()


def limit_of(row: Referral) -> Limit | None:
    """The limit within which the unit decides on what was sent."""
    if row.submitted_at is None:
        return None
    return decision_limit(timezone.localdate(row.submitted_at), row.area_id, is_urgent=row.is_urgent)


def needed_parts(row: Referral) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The parts as `components/task_list.html` takes them: those that every referral needs, and the others."""
    sections = form_of(row).sections
    first = [_task(row, one) for one in sections if one.is_core]
    return first, [_task(row, one) for one in sections if not one.is_core]


def _task(row: Referral, section: Section) -> dict[str, Any]:
    answers = answers_to(row, section.key)
    task: dict[str, Any] = {
        "text": section.heading,
        "href": reverse("cases:referral_section", args=[row.nominal_id, row.pk, section.key]),
    }
    if not any(answers.values()):
        return task | {
            "status": _("Not started"),
            "colour": "grey" if row.is_urgent and not section.is_core else "blue",
        }
    if section.missing(answers):
        return task | {"status": _("Not finished"), "colour": "orange"}
    return task | {"status": _("Finished")}


def written_parts(row: Referral, sections: list[Section]) -> list[dict[str, Any]]:
    """Parts in the words that will be sent, with where to change each and whether something is missing."""
    return [
        {
            **one.frozen(answers_to(row, one.key)),
            "href": reverse("cases:referral_section", args=[row.nominal_id, row.pk, one.key]) + "?to=check",
            "is_missing": bool(one.missing(answers_to(row, one.key))),
        }
        for one in sections
    ]
