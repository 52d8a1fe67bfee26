"""Moves between areas: offered, answered, withdrawn, called off. On every day exactly one area is responsible.

Level, category and plan stay as they are: nothing of them is touched. Who may see the record follows from the
responsibility; what the area left behind keeps is a view with an end.
"""

from __future__ import annotations

import datetime
import re
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.choices import AgencyKind
from agencies.errors import DomainError
from agencies.models import Area, Team, User
from agencies.roles import Capability
from agencies.teams import standard_teams
from cases.access import people_with
from cases.choices import AlertKind, InvolvementReason, PracticeName, RescreenTrigger, TransferState
from cases.identifiers import IDENTIFIERS
from cases.models import (
    Alias,
    Allocation,
    Involvement,
    Nominal,
    RescreenPrompt,
    Responsibility,
    RestrictionMember,
    Transfer,
)
from cases.practice import Limit, limit
from cases.services.acts import changed, hold
from cases.services.alerts import members_able_to, tell
from cases.services.involvement import follow_responsibilities
from pagekit.dates import long_date

OFFER = Capability.OFFER_TRANSFERS


def answer_limit(on: datetime.date, area: str) -> Limit | None:
    """The limit within which an area answers, with where it is set."""
    return limit(PracticeName.TRANSFER_ANSWER, on, area=area)


def unit_in(area_code: str) -> Team | None:
    """The MAPPA unit of an area."""
    return standard_teams().filter(area=area_code, agency__kind=AgencyKind.MAPPA_UNIT).order_by("agency__name").first()


@transaction.atomic
def offer_transfer(
    *, actor: User, nominal: Nominal, to_area: Area, moves_on: datetime.date, reason: str, on: datetime.date
) -> Transfer:
    """Ask another area to be responsible from a day. Its unit learns no name before it accepts.

    Raises DomainError when an offer is open, another change is recorded ahead, or the reason names the person.
    """
    nominal = hold(nominal.pk)
    here = responsible_on(nominal, on)
    if here.area_id == to_area.pk:
        raise DomainError(_("%(area)s is responsible already.") % {"area": to_area}, field="to_area")
    if moves_on < on:
        raise DomainError(_("The day of the move must be today or later."), field="moves_on")
    if Transfer.objects.filter(nominal=nominal, state=TransferState.OFFERED).exists():
        raise DomainError(_("An offer to another area is open. Withdraw it first."))
    refuse_change_ahead(nominal, here)
    _refuse_name(nominal, reason)
    found = answer_limit(on, to_area.pk)
    row = Transfer.objects.create(
        nominal=nominal,
        from_area_id=here.area_id,
        to_area=to_area,
        moves_on=moves_on,
        reason=reason,
        offered_by=actor,
        answer_by=min(found.after(on), moves_on) if found else moves_on,
    )
    # Without the nominal: an alert about one is shown to whoever may see the record, and these may not yet.
    facts: dict[str, Any] = {"transfer": str(row.pk), "from_area": here.area_id, "moves_on": moves_on.isoformat()}
    tell(_those_who_answer(to_area.pk), AlertKind.TRANSFER_OFFERED, source=f"transfer {row.pk}", **facts)
    done(nominal, row, OFFER, actor=actor, what="offered")
    return row


@transaction.atomic
def withdraw_transfer(*, actor: User, transfer: Transfer, reason: str, on: datetime.date) -> Transfer:
    """Take back an offer that is not answered; or call an accepted move off before its day.

    Raises DomainError from the day of the move on: the receiving area is responsible then.
    """
    nominal = hold(transfer.nominal_id)
    row = Transfer.objects.select_related("from_area", "to_area", "responsibility").get(pk=transfer.pk)
    if row.state == TransferState.ACCEPTED:
        _call_off(nominal, row, on)
        row.state = TransferState.CALLED_OFF
    elif row.state == TransferState.OFFERED:
        row.state = TransferState.WITHDRAWN
    else:
        raise DomainError(_("This offer is no longer open."))
    row.end_reason = reason
    row.save()
    facts: dict[str, Any] = {"transfer": str(row.pk), "from_area": row.from_area_id, "outcome": row.state}
    people = _those_who_answer(row.to_area_id)
    tell(people, AlertKind.TRANSFER_ANSWERED, source=f"transfer {row.pk} {row.state}", **facts)
    done(nominal, row, OFFER, actor=actor, what=row.state)
    return row


def _those_who_answer(area_code: str) -> list[User]:
    """The people of an area's unit who may open an offer; its panel chairs, for one, may not."""
    unit = unit_in(area_code)
    return members_able_to(unit, Capability.ANSWER_TRANSFERS) if unit else []


def responsible_on(nominal: Nominal, on: datetime.date) -> Responsibility:
    """Who is responsible that day. Raises DomainError when nobody is."""
    row = Responsibility.objects.in_force(on).filter(nominal=nominal).select_related("lead_team").first()
    if row is None:
        raise DomainError(_("No area is responsible today. Record which is, instead of offering a transfer."))
    return row


def refuse_change_ahead(nominal: Nominal, here: Responsibility) -> None:
    """Two changes ahead of each other would leave it open who is responsible when one of them falls through."""
    later = (
        Responsibility.objects.filter(nominal=nominal, started_on__gt=here.started_on).order_by("started_on").first()
    )
    if later is not None:
        words = {"area": later.area, "day": long_date(later.started_on)}
        raise DomainError(_("%(area)s is recorded as responsible from %(day)s. That comes first.") % words)
    if here.ended_on is not None:
        words = {"day": long_date(here.ended_on)}
        raise DomainError(_("MAPPA management ends on %(day)s: there is nothing to transfer after it.") % words)


def _refuse_name(nominal: Nominal, reason: str) -> None:
    """The receiving unit reads the reason before it may see who the person is. A given name in small letters may be a
    word, as in "he will move"; family names and numbers are found however they are written.
    """
    known: list[Nominal | Alias] = [nominal, *nominal.aliases.all()]
    given = {word for one in known for word in _words_of(one.given_names)}
    surely = {word for one in known for word in _words_of(one.family_name)}
    surely |= {number for one in IDENTIFIERS if (number := getattr(nominal, one.field))}
    said = [word for word in sorted(surely) if _says(reason.casefold(), word.casefold())]
    said += [word for word in sorted(given) if _says(reason, word) or _says(reason, word.upper())]
    if said:
        sentence = _("Leave out “%(word)s”: the other area must not learn who this is before it accepts.")
        raise DomainError(sentence % {"word": said[0]}, field="reason")


def _words_of(name: str) -> list[str]:
    return re.findall(r"[\w'’-]{2,}", name)


def _says(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _call_off(nominal: Nominal, row: Transfer, on: datetime.date) -> None:
    """Undo what an acceptance put in place, which has not begun to hold."""
    duty = row.responsibility
    if duty is None or duty.started_on <= on:
        raise DomainError(_("%(area)s is responsible already. It can offer the person back.") % {"area": row.to_area})
    day, until = duty.started_on, duty.ended_on
    row.responsibility = None
    before = Responsibility.objects.get(nominal=nominal, ended_on=day)
    duty.delete()
    before.ended_on = until
    before.save(update_fields=["ended_on"])
    Involvement.objects.filter(nominal=nominal, reason=InvolvementReason.TRANSFERRED_OUT, started_on=day).delete()
    for allocation in Allocation.objects.filter(nominal=nominal, ended_on=day):
        allocation.ended_on = None
        allocation.save(update_fields=["ended_on"])
    RescreenPrompt.objects.filter(
        nominal=nominal, trigger=RescreenTrigger.TRANSFER, happened_on=day, answered_on__isnull=True
    ).delete()
    follow_responsibilities([nominal.pk])
    _close_restriction_to(nominal, row)


def _close_restriction_to(nominal: Nominal, row: Transfer) -> None:
    """Whoever was put on the list of a restricted record to accept it leaves the list, unless they see it otherwise."""
    who = row.answered_by
    if who is not None and not people_with(nominal).filter(pk=who.pk).exists():
        RestrictionMember.objects.filter(restriction__nominal=nominal, user=who).delete()


def done(nominal: Nominal, row: Transfer, rule: Capability, *, actor: User, what: str) -> None:
    """Move the clocks and leave evidence of what was done with an offer."""
    about = {"part": "transfer", "what": what, "transfer": str(row.pk), "moves_on": row.moves_on.isoformat()}
    changed(actor=actor, nominal=nominal, rule=rule, **about, from_area=row.from_area_id, to_area=row.to_area_id)
