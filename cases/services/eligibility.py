"""Screenings of eligibility: the answer of the rule confirmed by somebody, and the basis of the category it names."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.choices import Basis, Category, ScreeningOutcome
from cases.eligibility import CheckAnswers, facts_of, kept_answer
from cases.models import CategoryBasis, EligibilityScreening, Nominal
from cases.rules.eligibility import Eligibility, decide
from cases.services.acts import changed, hold
from cases.services.histories import add_basis
from cases.services.notification import follow_notification


@transaction.atomic
def confirm_screening(
    *,
    actor: User,
    nominal: Nominal,
    answers: CheckAnswers,
    shown: str,
    reason: str,
    on: datetime.date,
) -> EligibilityScreening:
    """Record the answer that the facts give on a day, with the basis of its category.

    `shown` is the outcome the actor saw. Raises DomainError when the facts give another by now, or none.
    """
    nominal = hold(nominal.pk)
    eligibility = decide(facts_of(nominal, on, answers))
    if eligibility.outcome is None:
        raise DomainError(eligibility.sentence)
    if eligibility.outcome != shown:
        words = {"now": eligibility.sentence}
        raise DomainError(_("The record changed while you had this open. It now says: %(now)s") % words)
    screening = EligibilityScreening.objects.create(
        nominal=nominal,
        outcome=eligibility.outcome,
        answer=kept_answer(eligibility, answers),
        reason=reason,
        basis=_basis(nominal, eligibility, on, actor=actor),
        decided_by=actor,
        decided_on=on,
    )
    follow_notification(actor=actor, nominal=nominal, on=on)
    changed(
        actor=actor, nominal=nominal, part="eligibility", code=str(eligibility.outcome), screening=str(screening.pk)
    )
    return screening


def _basis(nominal: Nominal, eligibility: Eligibility, on: datetime.date, *, actor: User) -> CategoryBasis | None:
    """The basis of the category: the one in force, or a new one; None for "not eligible"."""
    if eligibility.outcome == ScreeningOutcome.NOT_ELIGIBLE or eligibility.basis is None:
        return None
    held = _in_force(nominal, eligibility.basis, on)
    if held is None:
        held = add_basis(actor=actor, nominal=nominal, basis=eligibility.basis, started_on=eligibility.started_on or on)
    if held.ended_on is None and held.expected_end_on != eligibility.expected_end_on:
        held.expected_end_on = eligibility.expected_end_on
        held.save(update_fields=["expected_end_on"])
    return held


def _in_force(nominal: Nominal, basis: Basis, on: datetime.date) -> CategoryBasis | None:
    return nominal.category_bases.in_force(on).filter(basis=basis).first()


@transaction.atomic
def consider_category_three(
    *, actor: User, nominal: Nominal, basis_id: int, applies: bool, reason: str, on: datetime.date
) -> EligibilityScreening:
    """Record whether Category 3 is to follow a category that ends. Raises DomainError for Category 3 itself.

    Nothing begins by it: Category 3 begins when the area accepts a referral to Level 2 or 3.
    """
    nominal = hold(nominal.pk)
    basis = nominal.category_bases.get(pk=basis_id)
    if basis.category == Category.THREE:
        raise DomainError(_("This is Category 3 already: when it ends, MAPPA management ends."), field="basis")
    return record_consideration(nominal, basis, actor=actor, applies=applies, reason=reason, on=on)


def record_consideration(
    nominal: Nominal, basis: CategoryBasis, *, actor: User, applies: bool, reason: str, on: datetime.date
) -> EligibilityScreening:
    """Keep the answer; its clock stops with it. The nominal must be held."""
    outcome = ScreeningOutcome.CATEGORY_3 if applies else ScreeningOutcome.NOT_ELIGIBLE
    screening = EligibilityScreening.objects.create(
        nominal=nominal,
        outcome=outcome,
        answer=_considered(basis, applies),
        reason=reason,
        basis=basis,
        decided_by=actor,
        decided_on=on,
    )
    changed(
        actor=actor, nominal=nominal, part="end of category considered", code=str(outcome), screening=str(screening.pk)
    )
    return screening


def _considered(basis: CategoryBasis, applies: bool) -> dict[str, Any]:
    sentence = (
        _("Category 3 is to follow: to be referred to Level 2 or 3.") if applies else _("Category 3 does not follow.")
    )
    what = _("%(category)s: %(basis)s") % {
        "category": basis.get_category_display(),
        "basis": basis.get_basis_display(),
    }
    return {"asked": "category_end", "outcome": sentence, "facts": [what], "provision": "CJA 2003 s.325(2)(b)"}
