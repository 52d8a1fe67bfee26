"""Referrals on the side of the unit that decides: accepted at a level, returned for more, declined with advice."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from agencies.roles import Capability
from cases.choices import (
    AlertKind,
    Basis,
    Level,
    LevelRoute,
    ReferralState,
    ReferralStepKind,
    ScreeningOutcome,
)
from cases.models import CategoryBasis, EligibilityScreening, LevelPeriod, Nominal, Referral, ReferralStep
from cases.rules.answers import Answer
from cases.rules.level_criteria import supported_level
from cases.services.acts import changed
from cases.services.alerts import members_able_to, tell
from cases.services.histories import add_basis, set_level
from cases.services.referrals import add_step, hold_referral, refuse_at_level_2_or_3, writers

RULE = Capability.DECIDE_REFERRALS


@transaction.atomic
def accept_referral(
    *, actor: User, referral: Referral, level: int, criteria: Collection[str], reason: str, on: datetime.date
) -> Referral:
    """Manage the person at Level 2 or 3 from a day. Somebody in no category is in Category 3 from that day.

    Raises DomainError when the criteria do not support the level, when a meeting decides the level already, and when
    Category 3 would rest on no offence.
    """
    nominal, row = _to_decide(referral, actor=actor)
    refuse_at_level_2_or_3(nominal, on)
    supported = supported_level(criteria)
    if supported.outcome is None or supported.outcome < level:
        raise DomainError(f"{supported.sentence} ({supported.provision})", field="criteria")
    _clear_the_day(nominal, on)
    set_level(
        actor=actor,
        nominal=nominal,
        level=level,
        route=LevelRoute.REFERRAL,
        started_on=on,
        rationale=reason,
        ends_previous=True,
    )
    if not nominal.category_bases.in_force(on).exists():
        _bring_category_three(nominal, level, reason, on, actor=actor)
    row.decided_level = level
    words = _words(supported)
    step = _decide(row, ReferralState.ACCEPTED, actor=actor, reason=reason, level=level, words=words)
    _done(nominal, row, step, actor=actor)
    return row


@transaction.atomic
def return_referral(*, actor: User, referral: Referral, reason: str, complete_by: datetime.date) -> Referral:
    """Send it back to be completed by a day; its parts can be written again, and what was sent stays as it was."""
    nominal, row = _to_decide(referral, actor=actor)
    if complete_by < timezone.localdate():
        raise DomainError(_("The day by which you want it must be today or later."), field="complete_by")
    row.complete_by, row.decide_by = complete_by, None
    step = _decide(row, ReferralState.RETURNED, actor=actor, reason=reason)
    _done(nominal, row, step, actor=actor)
    return row


@transaction.atomic
def decline_referral(*, actor: User, referral: Referral, reason: str, advice: str) -> Referral:
    """The person stays as managed. A returned referral that nobody completes is declined too."""
    nominal, row = _to_decide(referral, ReferralState.RETURNED, actor=actor)
    step = _decide(row, ReferralState.DECLINED, actor=actor, reason=reason, advice=advice)
    _done(nominal, row, step, actor=actor)
    return row


def may_decide(referral: Referral, *, actor: User) -> bool:
    """Whoever wrote a part of a referral leaves its decision to somebody else."""
    return actor.pk not in writers(referral)


def _to_decide(referral: Referral, *also: ReferralState, actor: User) -> tuple[Nominal, Referral]:
    nominal, row = hold_referral(referral)
    if row.state not in (ReferralState.SUBMITTED, *also):
        words = {"state": row.get_state_display().lower()}
        raise DomainError(_("This referral no longer waits for a decision: %(state)s.") % words)
    if not may_decide(row, actor=actor):
        raise DomainError(_("You wrote in this referral: somebody else in the unit decides on it."))
    return nominal, row


def _clear_the_day(nominal: Nominal, on: datetime.date) -> None:
    """Half-open days cannot say "Level 1 this morning": such a row goes, and stays in the change history."""
    LevelPeriod.objects.filter(nominal=nominal, started_on=on, level=Level.ONE, ended_on__isnull=True).delete()


def _bring_category_three(nominal: Nominal, level: int, reason: str, on: datetime.date, *, actor: User) -> None:
    """Category 3 begins when the area accepts; it rests on an offence, wherever committed and however dealt with."""
    if not nominal.disposals.exists():
        raise DomainError(
            _("The person is in no category, and Category 3 needs an offence on record. Add it to the record first.")
        )
    basis = add_basis(actor=actor, nominal=nominal, basis=Basis.OTHER_DANGEROUS, started_on=on)
    EligibilityScreening.objects.create(
        nominal=nominal,
        outcome=ScreeningOutcome.CATEGORY_3,
        answer=_why_category_three(basis, level),
        reason=reason,
        basis=basis,
        decided_by=actor,
        decided_on=on,
    )


def _why_category_three(basis: CategoryBasis, level: int) -> dict[str, object]:
    words = {"level": Level(level).label}
    facts = [_("No other category holds"), _("Accepted at %(level)s on a referral") % words]
    sentence = _("Category 3: begins when the area accepts the referral.")
    return {"asked": "referral", "outcome": sentence, "facts": facts, "provision": "CJA 2003 s.325(2)(b)"}


def _words(supported: Answer[int]) -> list[dict[str, object]]:
    """What the decision rested on, to be kept."""
    rows = [{"question": fact.text, "answer": _("Yes")} for fact in supported.facts]
    conclusion = {"question": _("Which level the criteria support"), "answer": supported.sentence}
    heading = _("Criteria (%(where)s)") % {"where": supported.provision}
    return [{"section": "criteria", "heading": heading, "answers": [*rows, conclusion]}]


def _decide(row: Referral, state: ReferralState, *, actor: User, **fields: object) -> ReferralStep:
    row.state, row.decided_at = state, timezone.now()
    row.save()
    return add_step(row, ReferralStepKind(state.value), actor=actor, **fields)


def _done(nominal: Nominal, row: Referral, step: ReferralStep, *, actor: User) -> None:
    """Tell who wrote it and their team, move the clocks, leave evidence."""
    colleagues = members_able_to(row.team, Capability.REFER_NOMINAL)
    people = {one.pk: one for one in (*colleagues, *User.objects.filter(pk__in=writers(row)))}
    people.pop(actor.pk, None)
    facts = {"referral": str(row.pk), "outcome": row.state, "level": row.decided_level}
    tell(people.values(), AlertKind.REFERRAL_DECIDED, nominal, source=f"step {step.pk}", **facts)
    changed(actor=actor, nominal=nominal, rule=RULE, part="referral", what=str(row.state), referral=str(row.pk))
