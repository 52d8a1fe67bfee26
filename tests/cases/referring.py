"""Referrals and transfers stored as they stand at some point, for tests that are about what follows."""

import datetime
from typing import Any

from django.utils import timezone

from agencies.models import Team, User
from cases.choices import ReferralState, ReferralStepKind
from cases.models import Nominal, Referral, ReferralStep, Transfer
from cases.referrals.form import CURRENT, FORMS, Kind

FORM = FORMS[CURRENT]


def date_ahead(days: int = 30) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def answers_for(section: str, **instead: str) -> dict[str, str]:
    """Something in answer to every question of a section; of a choice the first."""
    found = FORM.section(section)
    assert found is not None
    kinds = {Kind.DATE: lambda one: date_ahead().isoformat(), Kind.CHOICE: lambda one: one.choices[0][0]}
    said = {one.key: kinds.get(one.kind, lambda one: f"Said of {one.key}")(one) for one in found.questions}
    if section == "level":
        said |= {"urgent": "no"}
    return said | instead


def make_referral(
    nominal: Nominal, team: Team, writer: User, *, state: str = ReferralState.DRAFT, whole: bool = False, **fields: Any
) -> Referral:
    """A referral in a state; `whole`: with every section answered. One that was sent has a step with its words."""
    now = timezone.now()
    written = {
        section.key: {"answers": answers_for(section.key), "by": str(writer.pk), "at": now.isoformat()}
        for section in FORM.sections
        if whole or section.key == "reason"
    }
    values: dict[str, Any] = {"area": team.area, "form_version": CURRENT, "asked_level": 2, "sections": written}
    if state != ReferralState.DRAFT:
        values |= {"submitted_at": now, "decide_by": date_ahead(10)}
    if state not in (ReferralState.DRAFT, ReferralState.SUBMITTED):
        values |= {"decided_at": now, "complete_by": date_ahead(10)}
    row = Referral.objects.create(nominal=nominal, team=team, written_by=writer, state=state, **values | fields)
    if row.submitted_at:
        words = [section.frozen(answers_for(section.key)) for section in FORM.sections if section.key in written]
        ReferralStep.objects.create(
            referral=row, kind=ReferralStepKind.SUBMITTED, by=writer, team_name=team.name, words=words
        )
    return row


def make_transfer(nominal: Nominal, by: User, to_area: str, **fields: Any) -> Transfer:
    """An offer of the area that is responsible."""
    here = nominal.responsibilities.get(ended_on__isnull=True)
    values: dict[str, Any] = {"moves_on": date_ahead(), "answer_by": date_ahead(20), "reason": "Moves to a relative"}
    return Transfer.objects.create(
        nominal=nominal, from_area=here.area, to_area_id=to_area, offered_by=by, **values | fields
    )
