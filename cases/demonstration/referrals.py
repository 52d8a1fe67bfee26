"""Referrals of the living area in every state: to decide (one urgent, one late), returned, being written, decided."""

from __future__ import annotations

import datetime

from django.utils import timezone

from agencies.choices import AgencyKind
from agencies.models import Team, User
from agencies.teams import standard_team
from cases.choices import ReferralState, ReferralStepKind
from cases.clocks import refresh
from cases.demonstration.living_area import AREA
from cases.models import Involvement, LevelPeriod, Nominal, Referral, ReferralStep
from cases.referrals.form import CURRENT, FORMS
from cases.referrals.prefill import suggested
from cases.rules.calendar import working_days_after
from cases.rules.level_criteria import Criterion
from cases.services.referral_decisions import accept_referral, decline_referral, return_referral
from cases.services.referrals import answers_to, save_section, start_referral, submit_referral
from cases.services.versions import version_of

#: What somebody writes where the record says nothing; the same for everybody, and plainly invented.
SAID: dict[str, dict[str, str]] = {
    "reason": {
        "behaviour": "Three late-night visits to a former partner's street in a month, each explained differently. "
        "Has stopped going to the programme and says the order was a mistake.",
        "adds": "Housing would move the tenancy, health would see him within a week, police would answer calls from "
        "the address at once. None of them does so on our request alone.",
    },
    "level": {"level": "2", "senior": "", "urgent": "no", "why_urgent": ""},
    "risk": {
        "rosh": "A known adult and any new partner: violence, at any time when he has been drinking.",
        "raises": "Drinking, contact with the former partner's family, losing his place to live.",
        "protects": "Works three days a week; keeps his appointments with the officer he knows.",
    },
    "offence": {"index": "As recorded.", "facts": "Threatened and struck a person known to him.", "previous": ""},
    "orders": {"licence": "Supervision to the end of licence; no contact; exclusion zone.", "orders": "None"},
    "agencies": {
        "involved": "Police and probation; the tenancy team.",
        "invite": "Housing, health, liaison unit",
    },
    "victims": {"contact": "yes", "position": "No contact and an exclusion zone are wanted and in place."},
    "children": {"contact": "no", "details": "", "referred": "not_needed"},
    "diversity": {"needs": "Reads slowly; explain letters aloud.", "interpreter": ""},
    "plan": {
        "supervision": "Weekly appointments, twice a week for the first month.",
        "monitoring": "Exclusion zone on the tag; police flag on the address.",
        "interventions": "Programme place kept; health assessment.",
        "victim_safety": "Alarm fitted; liaison officer told of every change.",
        "contingency": "Recall on any approach to the zone.",
    },
    "dates": {"release": "", "meet_by": "", "dates": "None", "address": "As recorded."},
}
CRITERIA = (Criterion.ADDS_VALUE, Criterion.HIGH_RISK)


def add_referrals(people: dict[str, User], today: datetime.date) -> None:
    """Add them, once."""
    if Referral.objects.filter(nominal__source_area=AREA).exists():
        return
    police, housing = standard_team(AREA, AgencyKind.POLICE), standard_team(AREA, AgencyKind.HOUSING)
    chosen = iter(_at_level_1(police, today))
    officer, coordinator = people["offender-manager"], people["mappa-coordinator"]
    waits = [_sent(next(chosen), police, officer, today) for _number in range(2)]
    _sent_late(next(chosen), police, officer, today)
    _sent(next(chosen), police, officer, today, urgent="yes")
    returned = _sent(next(chosen), police, officer, today)
    return_referral(
        actor=coordinator, referral=returned, reason="Say which children live there, and who told their school.",
        complete_by=working_days_after(today, 3),
    )  # fmt: skip
    _written(next(chosen), police, officer, today, ("reason", "level"))
    declined = _sent(next(chosen), police, officer, today)
    decline_referral(
        actor=coordinator, referral=declined, reason="Police and probation manage this risk between them.",
        advice="Ask housing for a transfer as an ordinary case. Refer again after any approach to the zone.",
    )  # fmt: skip
    accepted = _sent(next(chosen), police, officer, today)
    reason = "Three agencies must act together for some months."
    accept_referral(actor=coordinator, referral=accepted, level=2, criteria=CRITERIA, reason=reason, on=today)
    seen = Involvement.objects.in_force(today).filter(team=housing).values("nominal")
    for nominal in Nominal.objects.filter(pk__in=seen).exclude(pk__in=[row.nominal_id for row in waits])[:1]:
        if not LevelPeriod.objects.in_force(today).filter(nominal=nominal, level__gte=2).exists():
            _sent(nominal, housing, people["panel-member"], today)
    refresh(Referral.objects.values_list("nominal", flat=True), today)


def _at_level_1(team: Team, today: datetime.date) -> list[Nominal]:
    """People whom the team leads at Level 1, further down the list than those whom the pictures and tests open."""
    held = LevelPeriod.objects.in_force(today).filter(level=1).values("nominal")
    led = Nominal.objects.managed(today, lead_team=team, area=AREA).filter(pk__in=held, source_area=AREA)
    return list(led.alive(today).order_by("source_reference")[60:75])


def _written(
    nominal: Nominal, team: Team, writer: User, today: datetime.date, sections: tuple[str, ...], urgent: str = "no"
) -> Referral:
    row = start_referral(actor=writer, nominal=nominal, team=team, on=today)
    for key in sections:
        answers = SAID[key] | suggested(key, nominal, writer, today)
        if key == "level" and urgent == "yes":
            answers |= {"urgent": "yes", "why_urgent": "He was seen outside the address again last night."}
        row = save_section(actor=writer, referral=row, section=key, answers=answers, version=version_of(row))
    return row


def _sent(nominal: Nominal, team: Team, writer: User, today: datetime.date, urgent: str = "no") -> Referral:
    sections = ("reason", "level", "risk") if urgent == "yes" else tuple(SAID)
    row = _written(nominal, team, writer, today, sections, urgent)
    return submit_referral(actor=writer, referral=row, version=version_of(row), on=today)


def _sent_late(nominal: Nominal, team: Team, writer: User, today: datetime.date) -> Referral:
    """One that was sent sixteen days ago, and that nobody has decided on."""
    at = timezone.now() - datetime.timedelta(days=16)
    row = _written(nominal, team, writer, today, tuple(SAID))
    row.state, row.started_at, row.submitted_at = ReferralState.SUBMITTED, at, at
    row.decide_by = working_days_after(timezone.localdate(at), 10)
    row.save()
    words = [one.frozen(answers_to(row, one.key)) for one in FORMS[CURRENT].sections]
    kind = ReferralStepKind.SUBMITTED
    ReferralStep.objects.create(referral=row, kind=kind, by=writer, team_name=team.name, words=words, at=at)
    return row
