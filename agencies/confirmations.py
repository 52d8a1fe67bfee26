"""Each quarter a supervisor says of every member of their teams whether the account is still needed.

Owns which answers are wanted, and storing them; "no longer needed" ends the membership. Asked are members who were
there when the quarter began, except oneself. Whoever joined since was let in by somebody a few weeks ago.
"""

import datetime
import uuid
from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.errors import DomainError
from agencies.models import Membership, MembershipConfirmation, User
from agencies.querysets import MembershipQuerySet
from agencies.roles import Capability
from agencies.services.memberships import record_membership, stop_membership
from agencies.standing import standing_of


def quarter_of(on: datetime.date) -> datetime.date:
    """The first day of the calendar quarter that holds a day."""
    return datetime.date(on.year, 3 * ((on.month - 1) // 3) + 1, 1)


def due_on(on: datetime.date) -> datetime.date:
    """The day by which the quarter's answers are wanted: `settings.CONFIRM_ACCOUNTS_WITHIN_DAYS` after its first."""
    return quarter_of(on) + datetime.timedelta(days=settings.CONFIRM_ACCOUNTS_WITHIN_DAYS)


def to_confirm(user: User | AnonymousUser, on: datetime.date) -> MembershipQuerySet[Membership]:
    """The memberships that this user is asked about in the quarter, answered or not; not those that have ended."""
    teams = [place.team_id for place in standing_of(user).places if Capability.CONFIRM_ACCOUNTS in place.capabilities]
    asked = Membership.objects.in_force(on).of_active_people()
    return asked.filter(team__in=teams, started_on__lt=quarter_of(on)).exclude(user=user.pk)


def unconfirmed(user: User | AnonymousUser, on: datetime.date) -> MembershipQuerySet[Membership]:
    """The memberships of the user's teams that still lack the quarter's answer; the home page shows how many."""
    given = MembershipConfirmation.objects.filter(membership=OuterRef("pk"), quarter_started_on=quarter_of(on))
    return to_confirm(user, on).filter(~Exists(given))


def are_overdue(on: datetime.date) -> bool:
    """Whether answers that are missing on a day are late."""
    return on > due_on(on)


def confirm_memberships(*, actor: User, answers: Mapping[uuid.UUID, bool], on: datetime.date) -> tuple[int, int]:
    """Store answers, membership by membership: True for still needed. Returns how many were kept and how many ended.

    Raises DomainError when one of them is not, or no more, the actor's to answer; then none is stored.
    """
    with transaction.atomic():
        wanted = unconfirmed(actor, on).filter(pk__in=answers)
        found = list(wanted.select_for_update(of=("self",)).select_related("user", "team"))
        if len(found) != len(answers):
            raise DomainError(_("Somebody has answered for one of these people in the meantime. Nothing was stored."))
        for membership in found:
            _answer(actor, membership, answers[membership.pk], on)
    return sum(answers.values()), len(answers) - sum(answers.values())


def _answer(actor: User, membership: Membership, is_still_needed: bool, on: datetime.date) -> None:
    MembershipConfirmation.objects.create(
        membership=membership,
        quarter_started_on=quarter_of(on),
        is_still_needed=is_still_needed,
        confirmed_by=actor,
        confirmed_at=timezone.now(),
    )
    if not is_still_needed:
        stop_membership(membership, on)
    record_membership(membership, "still needed" if is_still_needed else "no longer needed", actor=actor)
