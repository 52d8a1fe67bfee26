"""What follows from a change of level: whom it is told, and which prompts to screen again it answers."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from cases.choices import AlertKind, Level
from cases.models import LevelPeriod, Nominal
from cases.services.alerts import tell, those_who_manage, unit_of, victim_liaison_of
from cases.services.rescreening import settle_prompts
from pagekit.dates import long_date


def level_before(nominal: Nominal, day: datetime.date) -> int | None:
    """The level that holds up to a day: on the day before, whether or not it ends."""
    held = LevelPeriod.objects.filter(nominal=nominal).in_force(day - datetime.timedelta(days=1)).first()
    return held.level if held else None


def level_began(row: LevelPeriod, *, actor: User, before: int | None) -> None:
    """A decision on the level looks at everything that happened until then; whoever must know of a move is told."""
    words = {"level": row.get_level_display(), "day": long_date(row.started_on)}
    reply = _("Decided on %(day)s: %(level)s.") % words
    if row.ended_on is None:
        settle_prompts(row.nominal, actor=actor, up_to=row.started_on, reply=reply)
    tell_of_level(row.nominal, actor=actor, before=before, after=row.level, period=row)


def tell_of_level(nominal: Nominal, *, actor: User, before: int | None, after: int | None, period: LevelPeriod) -> None:
    """Tell those who manage, the area's unit and the victim liaison; not whoever did it.

    A first Level 1 is no news, and neither is what was over before today.
    """
    is_over = period.ended_on is not None and period.ended_on < timezone.localdate()
    if before == after or (before is None and after == Level.ONE) or (after is not None and is_over):
        return
    told = {person.pk: person for who in (those_who_manage, unit_of, victim_liaison_of) for person in who(nominal)}
    told.pop(actor.pk, None)
    day = period.started_on if after is not None else period.ended_on
    on = day.isoformat() if day else ""
    tell(told.values(), AlertKind.LEVEL_CHANGED, nominal, before=before, after=after, on=on)
