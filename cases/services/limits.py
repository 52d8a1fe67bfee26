"""Who is shut out of a record: exclusions of a person or a team, and the restriction to a few.

The door (`cases.access`) reads these rows at every question, so that each takes effect with its transaction.
"""

import uuid
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit import record
from agencies.choices import AuditAction
from agencies.errors import DomainError
from agencies.models import Team, User
from agencies.roles import Capability
from cases.access import people_with
from cases.models import Exclusion, Nominal, Restriction, RestrictionMember
from cases.services.acts import hold


@transaction.atomic
def exclude(
    *, actor: User, nominal: Nominal, reason: str, user: User | None = None, team: Team | None = None
) -> Exclusion:
    """Shut one person, or one team, out from now on, whatever else they were granted."""
    nominal = hold(nominal.pk)
    today = timezone.localdate()
    if Exclusion.objects.in_force(today).filter(nominal=nominal, user=user, team=team).exists():
        who = user.get_full_name() if user else str(team)
        raise DomainError(_("%(who)s is already excluded.") % {"who": who})
    made = Exclusion.objects.create(nominal=nominal, user=user, team=team, reason=reason, started_on=today)
    whom = {"user": str(user.pk)} if user else {"team": str(team.pk) if team else ""}
    record(AuditAction.REVOKE, rule="exclusion", actor=actor, subject=nominal, detail={**whom, "reason": reason})
    return made


@transaction.atomic
def end_exclusion(*, actor: User, exclusion: Exclusion) -> None:
    """Let what was granted work again, from now on. One that began today is taken away: it held for no whole day."""
    nominal = hold(exclusion.nominal_id)
    row = Exclusion.objects.in_force(timezone.localdate()).filter(pk=exclusion.pk).first()
    if row is None:
        raise DomainError(_("This exclusion has already ended."))
    _end(row)
    whom = {"user": str(row.user_id)} if row.user_id else {"team": str(row.team_id)}
    record(AuditAction.GRANT, rule="exclusion ended", actor=actor, subject=nominal, detail=whom)


@transaction.atomic
def restrict(*, actor: User, nominal: Nominal, reason: str, people: Collection[uuid.UUID]) -> Restriction:
    """From now on only these people may see the record, each within what their teams were granted.

    Raises DomainError when none of them could end the restriction again.
    """
    nominal = hold(nominal.pk)
    listed = people_with(nominal).filter(pk__in=people).order_by("full_name", "pk")
    if not people_with(nominal, Capability.MANAGE_ACCESS).filter(pk__in=people).exists():
        sentence = _("Choose at least one person who can end the restriction again, such as a MAPPA co-ordinator.")
        raise DomainError(sentence, field="people")
    today = timezone.localdate()
    if Restriction.objects.in_force(today).filter(nominal=nominal).exists():
        raise DomainError(_("The record is already restricted. End that restriction first."))
    made = Restriction.objects.create(nominal=nominal, reason=reason, started_on=today)
    RestrictionMember.objects.bulk_create(RestrictionMember(restriction=made, user=one) for one in listed)
    detail = {"reason": reason, "people": [str(one.pk) for one in listed]}
    record(AuditAction.REVOKE, rule="restriction", actor=actor, subject=nominal, detail=detail)
    return made


@transaction.atomic
def end_restriction(*, actor: User, nominal: Nominal) -> None:
    """Everybody whose team was granted the record sees it again, from now on."""
    nominal = hold(nominal.pk)
    row = Restriction.objects.in_force(timezone.localdate()).filter(nominal=nominal).first()
    if row is None:
        raise DomainError(_("This record is not restricted."))
    _end(row)
    record(AuditAction.GRANT, rule="restriction ended", actor=actor, subject=nominal)


def _end(row: Exclusion | Restriction) -> None:
    """Half-open days cannot say "for part of today": such a row goes, and stays in the change history."""
    today = timezone.localdate()
    if row.started_on == today:
        row.delete()
    else:
        row.ended_on = today
        row.save(update_fields=["ended_on"])
