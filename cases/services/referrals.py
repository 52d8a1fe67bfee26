"""Referrals to Level 2 or 3 on the side of whoever refers: begun, written by section, sent, withdrawn."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import Team, User
from agencies.roles import Capability
from cases.choices import AlertKind, Level, PracticeName, ReferralState, ReferralStepKind
from cases.models import LevelPeriod, Nominal, Referral, ReferralStep, Responsibility
from cases.practice import Limit, limit
from cases.referrals.form import CURRENT, FORMS, Answers, ReferralForm, Section
from cases.services.acts import changed, hold
from cases.services.alerts import tell, unit_of
from cases.services.versions import ChangedField, Overtaken, version_of

OPEN = (ReferralState.DRAFT, ReferralState.SUBMITTED, ReferralState.RETURNED)
WRITABLE = (ReferralState.DRAFT, ReferralState.RETURNED)
RULE = Capability.REFER_NOMINAL


def form_of(referral: Referral) -> ReferralForm:
    """The questions that this referral was begun with."""
    return FORMS[referral.form_version]


def answers_to(referral: Referral, section: str) -> Answers:
    """What is written under a section so far."""
    answers: Answers = referral.sections.get(section, {}).get("answers", {})
    return answers


def sent_sections(referral: Referral) -> set[str]:
    """The sections of which words were sent, at first or since."""
    kinds = (ReferralStepKind.SUBMITTED, ReferralStepKind.ADDED)
    steps = referral.steps.filter(kind__in=kinds).values_list("words", flat=True)
    return {section["section"] for words in steps for section in words}


def writable_sections(referral: Referral) -> list[Section]:
    """The sections that may be written now. Of an urgent referral that was sent: those that have not followed yet."""
    sections = form_of(referral).sections
    if referral.state in WRITABLE:
        return list(sections)
    if referral.is_urgent and referral.state in (ReferralState.SUBMITTED, ReferralState.ACCEPTED):
        sent = sent_sections(referral)
        return [one for one in sections if one.key not in sent]
    return []


def unfinished(referral: Referral) -> list[Section]:
    """The sections still needed before the referral can be sent."""
    needed = form_of(referral).needed(is_urgent=referral.is_urgent)
    return [one for one in needed if one.missing(answers_to(referral, one.key))]


def writers(referral: Referral) -> set[uuid.UUID]:
    """Everybody who wrote a part of it."""
    return {referral.written_by_id, *(uuid.UUID(one["by"]) for one in referral.sections.values())}


def decision_limit(on: datetime.date, area: str, *, is_urgent: bool) -> Limit | None:
    """The limit within which the unit decides, with where it is set."""
    name = PracticeName.REFERRAL_DECISION_URGENT if is_urgent else PracticeName.REFERRAL_DECISION
    return limit(name, on, area=area)


@transaction.atomic
def start_referral(*, actor: User, nominal: Nominal, team: Team, on: datetime.date) -> Referral:
    """Begin a referral in a team's name. Raises DomainError when one is open, or meetings already decide the level."""
    nominal = hold(nominal.pk)
    referral = _begin(actor=actor, nominal=nominal, team=team, on=on)
    _done(nominal, referral, actor=actor, what="started")
    return referral


@transaction.atomic
def save_section(*, actor: User, referral: Referral, section: str, answers: dict[str, str], version: int) -> Referral:
    """Keep what is written under a section, finished or not. Raises Overtaken when somebody else wrote there since."""
    nominal, row = hold_referral(referral)
    part = next((one for one in writable_sections(row) if one.key == section), None)
    if part is None:
        raise DomainError(_("This part was sent, and nobody changes it any more."))
    _require_section(row, part, version)
    _write(row, part, answers, actor=actor)
    row.save()
    _done(nominal, row, actor=actor, what="written", section=section)
    return row


@transaction.atomic
def submit_referral(*, actor: User, referral: Referral, version: int, on: datetime.date) -> Referral:
    """Send it to the unit of the responsible area, in the words shown. From here on nobody changes them.

    Raises DomainError when a needed section is not finished, or when somebody wrote since `version` was shown.
    """
    nominal, row = hold_referral(referral)
    if row.state not in WRITABLE:
        raise DomainError(_("This referral was already sent."))
    _require_as_shown(row, version)
    refuse_at_level_2_or_3(nominal, on)
    _submit(row, actor=actor, on=on)
    _done(nominal, row, actor=actor, what="submitted")
    return row


@transaction.atomic
def refer_urgently(
    *, actor: User, nominal: Nominal, team: Team, answers: dict[str, dict[str, str]], on: datetime.date
) -> Referral:
    """Begin and send an urgent referral at once, with its three needed sections; the others may follow."""
    nominal = hold(nominal.pk)
    row = _begin(actor=actor, nominal=nominal, team=team, on=on)
    for section in form_of(row).needed(is_urgent=True):
        _write(row, section, answers.get(section.key, {}), actor=actor)
    row.is_urgent = True
    _submit(row, actor=actor, on=on)
    _done(nominal, row, actor=actor, what="submitted")
    return row


@transaction.atomic
def send_the_rest(*, actor: User, referral: Referral, version: int) -> ReferralStep:
    """Send the sections of an urgent referral that have been written since. Raises DomainError when there are none."""
    nominal, row = hold_referral(referral)
    _require_as_shown(row, version)
    if row.state in WRITABLE:
        raise DomainError(_("This referral was not sent yet: send it as a whole."))
    words = [
        one.frozen(answers) for one in writable_sections(row) if any((answers := answers_to(row, one.key)).values())
    ]
    if not words:
        raise DomainError(_("Nothing was written since the referral was sent."))
    step = add_step(row, ReferralStepKind.ADDED, actor=actor, team_name=row.team.name, words=words)
    tell(_others(unit_of(nominal), actor=actor), AlertKind.REFERRAL_RECEIVED, nominal, referral=str(row.pk), added=True)
    _done(nominal, row, actor=actor, what="added")
    return step


@transaction.atomic
def withdraw_referral(*, actor: User, referral: Referral, reason: str) -> Referral:
    """Take back a referral that is not decided. One that was sent needs a reason, which the unit is told of."""
    nominal, row = hold_referral(referral)
    if row.state not in OPEN:
        raise DomainError(_("This referral is already decided or withdrawn."))
    was_sent = row.submitted_at is not None
    if was_sent and not reason:
        raise DomainError(_("Enter why it is withdrawn: the unit has read it."), field="reason")
    row.state = ReferralState.WITHDRAWN
    row.decided_at = timezone.now()
    row.save(update_fields=["state", "decided_at"])
    step = add_step(row, ReferralStepKind.WITHDRAWN, actor=actor, team_name=row.team.name, reason=reason)
    if was_sent:
        facts = {"referral": str(row.pk), "outcome": row.state}
        tell(
            _others(unit_of(nominal), actor=actor),
            AlertKind.REFERRAL_DECIDED,
            nominal,
            source=f"step {step.pk}",
            **facts,
        )
    _done(nominal, row, actor=actor, what="withdrawn")
    return row


def hold_referral(referral: Referral) -> tuple[Nominal, Referral]:
    """The nominal and the referral as stored, held until the transaction ends."""
    nominal = hold(referral.nominal_id)
    return nominal, Referral.objects.select_related("team").get(pk=referral.pk)


def add_step(referral: Referral, kind: ReferralStepKind, *, actor: User, **fields: Any) -> ReferralStep:
    """What happened, kept where nobody changes it."""
    return ReferralStep.objects.create(referral=referral, kind=kind, by=actor, **fields)


def refuse_at_level_2_or_3(nominal: Nominal, on: datetime.date) -> None:
    """Raise DomainError for somebody whose level a meeting decides already."""
    held = LevelPeriod.objects.in_force(on).filter(nominal=nominal, level__gte=Level.TWO).first()
    if held is not None:
        words = {"level": held.get_level_display()}
        raise DomainError(
            _("The person is managed at %(level)s already, which only a meeting or its chair changes.") % words
        )


def _begin(*, actor: User, nominal: Nominal, team: Team, on: datetime.date) -> Referral:
    refuse_at_level_2_or_3(nominal, on)
    if Referral.objects.filter(nominal=nominal, team=team, state__in=OPEN).exists():
        raise DomainError(_("%(team)s already has an open referral of this person.") % {"team": team})
    return Referral.objects.create(
        nominal=nominal, team=team, area_id=_responsible_area(nominal, on), written_by=actor, form_version=CURRENT
    )


def _responsible_area(nominal: Nominal, on: datetime.date) -> str:
    area = Responsibility.objects.in_force(on).filter(nominal=nominal).values_list("area", flat=True).first()
    if area is None:
        raise DomainError(_("No area is responsible for this person, so no unit could decide. Record that first."))
    return str(area)


def _write(row: Referral, section: Section, answers: dict[str, str], *, actor: User) -> None:
    kept = {one.key: answers.get(one.key, "").strip() for one in section.questions}
    row.sections = {
        **row.sections,
        section.key: {"answers": kept, "by": str(actor.pk), "at": timezone.now().isoformat()},
    }
    if section.key == "level":
        row.asked_level = int(kept["level"]) if kept["level"] else None
        row.is_urgent = kept["urgent"] == "yes"


def _submit(row: Referral, *, actor: User, on: datetime.date) -> None:
    """Freeze the words and set the unit's limit."""
    if missing := unfinished(row):
        names = ", ".join(f"“{one.heading}”" for one in missing)
        raise DomainError(_("Finish these parts first: %(parts)s.") % {"parts": names})
    written = ((one, answers_to(row, one.key)) for one in form_of(row).sections)
    words = [section.frozen(answers) for section, answers in written if any(answers.values())]
    row.area_id = _responsible_area(row.nominal, on)
    found = decision_limit(on, row.area_id, is_urgent=row.is_urgent)
    row.state, row.submitted_at, row.complete_by = ReferralState.SUBMITTED, timezone.now(), None
    row.decide_by = found.after(on) if found else on
    row.decided_at = None
    row.save()
    step = add_step(row, ReferralStepKind.SUBMITTED, actor=actor, team_name=row.team.name, words=words)
    facts = {"referral": str(row.pk), "urgent": row.is_urgent, "decide_by": row.decide_by.isoformat()}
    people = _others(unit_of(row.nominal), actor=actor)
    tell(people, AlertKind.REFERRAL_RECEIVED, row.nominal, source=f"step {step.pk}", **facts)


def _others(people: list[User], *, actor: User) -> list[User]:
    return [one for one in people if one.pk != actor.pk]


def _require_section(row: Referral, section: Section, version: int) -> None:
    """Raise Overtaken when somebody wrote another answer under this section since a version."""
    if version_of(row) == version:
        return
    base = row.history_rows.filter(pgh_id=version).first()  # type: ignore[attr-defined]
    before = base.sections.get(section.key, {}).get("answers", {}) if base else {}
    now = row.sections.get(section.key, {})
    writer = User.objects.filter(pk=now.get("by")).first() if now else None
    changes = [
        ChangedField(
            name=one.key,
            label=str(one.label),
            before=one.value(before.get(one.key, "")),
            now=one.value(now["answers"].get(one.key, "")),
            by=writer.get_full_name() if writer else "",
            at=datetime.datetime.fromisoformat(now["at"]),
        )
        for one in section.questions
        if now and before.get(one.key, "") != now["answers"].get(one.key, "")
    ]
    if changes:
        raise Overtaken(changes, version_of(row))


def _require_as_shown(row: Referral, version: int) -> None:
    base = row.history_rows.filter(pgh_id=version).first()  # type: ignore[attr-defined]
    if base is None or base.sections != row.sections:
        raise DomainError(_("Somebody wrote in it while you had this open. Read it again before you send it."))


def _done(nominal: Nominal, referral: Referral, *, actor: User, what: str, **detail: str) -> None:
    about = {"part": "referral", "what": what, "referral": str(referral.pk)}
    changed(actor=actor, nominal=nominal, rule=RULE, **about, **detail)
