"""Prompts to look at a level again because something happened: left by the services that record what happened, answered
by people, by the next review or by the next decision on the level."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.choices import PracticeName, RescreenTrigger
from cases.models import LevelPeriod, Nominal, RescreenPrompt
from cases.practice import limit_for
from cases.rules.calendar import working_days_after
from cases.services.acts import changed, hold
from pagekit.dates import long_date

#: Counts when no limit is set.
WORKING_DAYS = 10


def prompt_to_rescreen(nominal: Nominal, trigger: RescreenTrigger, happened_on: datetime.date) -> None:
    """Ask for the level to be looked at again; once for each trigger and day. The nominal must be held.

    Only what happened after the level was decided asks: what the decision knew, or what is entered of the past, does
    not; somebody without a level is to be screened anyway.
    """
    today = timezone.localdate()
    level = LevelPeriod.objects.filter(nominal=nominal).in_force(today).first()
    if level is None or happened_on <= level.started_on or nominal.died_on is not None:
        return
    since = max(today, happened_on)
    limit = limit_for(nominal, PracticeName.RESCREEN_ANSWER, since)
    due_on = limit.after(since) if limit else working_days_after(since, WORKING_DAYS)
    RescreenPrompt.objects.get_or_create(
        nominal=nominal, trigger=trigger, happened_on=happened_on, defaults={"due_on": due_on}
    )


def settle_prompts(nominal: Nominal, *, actor: User, up_to: datetime.date, reply: str) -> int:
    """Answer every open prompt of what happened up to a day, that day included. Returns how many.

    The nominal must be held.
    """
    open_ones = list(nominal.rescreen_prompts.waiting(up_to))
    for prompt in open_ones:
        _answer(prompt, reply, actor=actor)
    return len(open_ones)


@transaction.atomic
def answer_prompt(*, actor: User, prompt: RescreenPrompt, reply: str) -> RescreenPrompt:
    """Say what came of looking again. Raises DomainError when somebody already did, and before it happened."""
    nominal = hold(prompt.nominal_id)
    row = RescreenPrompt.objects.select_related("answered_by").get(pk=prompt.pk)
    if row.answered_on is not None:
        words: dict[str, Any] = {"who": row.answered_by or _("Somebody"), "day": long_date(row.answered_on)}
        raise DomainError(_("%(who)s already answered this on %(day)s.") % words)
    if row.happened_on > timezone.localdate():
        raise DomainError(_("That is on %(day)s: answer it then.") % {"day": long_date(row.happened_on)})
    _answer(row, reply, actor=actor)
    changed(actor=actor, nominal=nominal, part="rescreen prompt", code=row.trigger, prompt=str(row.pk))
    return row


def _answer(prompt: RescreenPrompt, reply: str, *, actor: User) -> None:
    prompt.answered_on, prompt.answered_by, prompt.reply = timezone.localdate(), actor, reply
    prompt.save(update_fields=["answered_on", "answered_by", "reply"])
