"""Referrals to Level 2 or 3 in print: what was sent, what the unit decided. What is being written is not in it: nobody
but the team that writes reads it before it is sent.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Referral, ReferralStep
from cases.record_print import Block, Entry, Sentence, entries_or, register_print_parts, told
from cases.sections import Asked
from pagekit.dates import long_instant


def _referrals(asked: Asked) -> list[Block]:
    rows = asked.nominal.referrals.select_related("team", "written_by").prefetch_related("steps__by")
    return entries_or(_("Nobody has referred this person."), [block for row in rows for block in _referral(row)])


def _referral(row: Referral) -> Iterator[Block]:
    facts = [
        (_("Written by"), row.written_by.get_full_name()),
        (_("Asked for"), told(row.get_asked_level_display())),
        (_("Urgent"), told(row.is_urgent)),
        (_("State"), row.get_state_display()),
    ]
    if row.decided_level:
        facts.append((_("Accepted at"), row.get_decided_level_display()))
    yield Entry(_("Referral by %(team)s, begun on %(day)s") % {"team": row.team, "day": told(row.started_at)}, facts)
    steps = list(row.steps.all())
    if not steps:
        yield Sentence(_("Not sent: nobody but the team that writes it reads it."))
    for step in steps:
        yield from _step(step)


def _step(step: ReferralStep) -> Iterator[Block]:
    """What happened, and the words that were sent or that a decision rested on, as they stood then."""
    by = f"{step.by.get_full_name()}, {step.team_name}" if step.team_name else step.by.get_full_name()
    facts = [(_("By"), by)]
    if step.level:
        facts.append((_("Level"), step.get_level_display()))
    if step.reason:
        facts.append((_("Reason"), step.reason))
    if step.advice:
        facts.append((_("Advice"), step.advice))
    yield Entry(f"{step.get_kind_display()}, {long_instant(step.at)}", facts)
    for part in step.words:
        answers = [(one["question"], one["answer"] or _("Not answered")) for one in part["answers"]]
        yield Entry(part["heading"], answers)


register_print_parts("referrals", ("referrals", gettext_lazy("Referrals"), _referrals))
