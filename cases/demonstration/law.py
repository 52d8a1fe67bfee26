"""Offences, sentences and screenings of the living area, each fitting the category its person is in."""

import datetime
import itertools
import random

from agencies.models import User
from cases.choices import Basis, DisposalKind, OffenceOutcome
from cases.clocks import refresh
from cases.demonstration.living_area import AREA, SEED
from cases.eligibility import CheckAnswers, facts_of
from cases.models import CategoryBasis, Disposal, Nominal, QualifyingOffence
from cases.rules.calendar import months_after
from cases.rules.eligibility import decide
from cases.services.eligibility import confirm_screening

COURTS = ("Sampleton Crown Court", "Fablebury Crown Court", "Inventington Crown Court")
SEXUAL = ("soa2003-9", "soa2003-3", "soa2003-1", "soa2003-8", "soa2003-15a")
VIOLENT = ("oapa1861-18", "oapa1861-20", "theft1968-8", "pha1997-4a", "sca2015-75a")
#: So many people's eligibility was confirmed by somebody; the others came with the import.
SCREENED = 12


def add_law(people: dict[str, User], today: datetime.date) -> None:
    """Complete the living area, once."""
    nominals = list(Nominal.objects.filter(source_area=AREA).order_by("source_reference"))
    if Disposal.objects.filter(nominal__in=nominals).exists():
        return
    rng = random.Random(SEED + 2)  # noqa: S311
    titles = dict(QualifyingOffence.objects.values_list("code", "title"))
    in_force = CategoryBasis.objects.in_force(today).filter(nominal__in=nominals).first_to_count()
    bases = {row.nominal_id: row for row in reversed(in_force)}  # the one that counts stays
    made = [_offence(rng, one, bases.get(one.pk), titles, today) for one in nominals]
    Disposal.objects.bulk_create(made)
    CategoryBasis.objects.bulk_update(bases.values(), ["expected_end_on"])
    _screen(people["offender-manager"], [one for one in nominals if one.pk in bases], today)
    refresh([one.pk for one in nominals], today)


def _offence(
    rng: random.Random, nominal: Nominal, basis: CategoryBasis | None, titles: dict[str, str], today: datetime.date
) -> Disposal:
    """What brought the person in; somebody without a category was convicted three weeks ago, not screened yet."""
    started_on = basis.started_on if basis else today - datetime.timedelta(days=21)
    code, kind, months = _how(rng, basis, nominal, today)
    if basis is not None and basis.ended_on is None:
        basis.expected_end_on = _expected_end(basis, months)
    return Disposal(
        nominal=nominal,
        offence_code=code,
        offence_title=titles[code],
        committed_on=started_on - datetime.timedelta(days=rng.randint(90, 300)),
        outcome=OffenceOutcome.CONVICTED,
        dealt_with_on=started_on,
        court=rng.choice(COURTS),
        disposal=kind,
        years=months // 12,
        months=months % 12,
        victim_under_18=code in SEXUAL and code != "soa2003-1",
        is_index=True,
    )


def _how(
    rng: random.Random, basis: CategoryBasis | None, nominal: Nominal, today: datetime.date
) -> tuple[str, DisposalKind, int]:
    """Offence, disposal and length in months."""
    if basis is None:
        return "oapa1861-20", DisposalKind.IMPRISONMENT, 30
    if basis.basis == Basis.NOTIFICATION_REQUIREMENT:
        if basis.ended_on is not None:  # a community or youth order, whose five years, or half of them, are nearly over
            return "soa2003-1", _ORDERS[bool(nominal.date_of_birth and _is_young(nominal, basis))], 24
        was_adult = nominal.date_of_birth and months_after(nominal.date_of_birth, 18 * 12) <= basis.started_on
        months = rng.choice((10, 18, 24)) if was_adult and rng.random() < 0.4 else rng.choice((36, 48, 72))
        return rng.choice(SEXUAL), DisposalKind.IMPRISONMENT, months
    if basis.basis == Basis.SENTENCE_12_MONTHS:
        end = basis.ended_on or today + datetime.timedelta(days=rng.randint(100, 900))
        return rng.choice(VIOLENT[:3]), DisposalKind.IMPRISONMENT, (end - basis.started_on).days // 30 + 1
    if basis.basis == Basis.HOSPITAL_ORDER:
        return "oapa1861-18", DisposalKind.HOSPITAL_RESTRICTED, 0
    if basis.category == 4:
        return "ta2006-5", DisposalKind.IMPRISONMENT, 96
    return "oapa1861-47", DisposalKind.IMPRISONMENT, 8


_ORDERS = {False: DisposalKind.COMMUNITY_ORDER, True: DisposalKind.YOUTH_REHABILITATION}


def _is_young(nominal: Nominal, basis: CategoryBasis) -> bool:
    return nominal.date_of_birth is not None and months_after(nominal.date_of_birth, 18 * 12) > basis.started_on


def _expected_end(basis: CategoryBasis, months: int) -> datetime.date | None:
    """Ten years of notification for a sentence below 30 months; the end of a sentence; none foreseeable else."""
    if basis.basis == Basis.NOTIFICATION_REQUIREMENT:
        return months_after(basis.started_on, 120) if months < 30 else None
    if basis.basis == Basis.SENTENCE_12_MONTHS:
        return months_after(basis.started_on, months)
    return None


def _screen(actor: User, nominals: list[Nominal], today: datetime.date) -> None:
    """Confirm for the first few what the check says of them, where it can say anything."""
    answers = CheckAnswers()
    reason = "Read from the court's record of the sentence; the register agrees."
    known = ((one, decide(facts_of(one, today, answers)).outcome) for one in nominals)
    for nominal, outcome in itertools.islice(((one, outcome) for one, outcome in known if outcome), SCREENED):
        confirm_screening(actor=actor, nominal=nominal, answers=answers, shown=outcome, reason=reason, on=today)
