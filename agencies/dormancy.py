"""Accounts that nobody uses: who is about to be switched off, and switching them off."""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit import Collector, collecting, record
from agencies.choices import AuditAction
from agencies.models import Membership, User
from agencies.querysets import UserQuerySet
from agencies.roles import Capability
from agencies.sessions import end_sessions


def soon_dormant(on: datetime.date) -> UserQuerySet[User]:
    """Accounts that will be switched off within `settings.DORMANT_WARNING_DAYS` unless somebody signs in."""
    return User.objects.dormant_on(on + datetime.timedelta(days=settings.DORMANT_WARNING_DAYS))


def dormant_from(user: User) -> datetime.date:
    """The day on which an account annotated by `with_last_use` is switched off."""
    last_day = timezone.localtime(user.last_used_at).date()  # type: ignore[attr-defined]
    return last_day + datetime.timedelta(days=settings.DORMANT_AFTER_DAYS + 1)


def switch_off_dormant(on: datetime.date) -> int:
    """Switch off every dormant account but, if no other is left, that of whoever manages accounts. Returns how many."""
    reason = _("Not used for %(days)d days") % {"days": settings.DORMANT_AFTER_DAYS}
    with transaction.atomic():
        dormant = list(User.objects.dormant_on(on).select_for_update(of=("self",)))
        keep = _last_administrator(dormant, on)
        going = [user for user in dormant if user.pk != keep]
        User.objects.filter(pk__in=[user.pk for user in going]).update(
            is_active=False, switched_off_at=timezone.now(), switched_off_because=reason
        )
        end_sessions([user.pk for user in going])
        _record(going)
    return len(going)


def _last_administrator(going: list[User], on: datetime.date) -> object:
    """The most recently used of the administrators about to go, when none would be left."""
    holders = Membership.objects.in_force(on).of_active_people()
    managing = set(holders.giving(Capability.MANAGE_PEOPLE).values_list("user", flat=True))
    leaving = [user for user in going if user.pk in managing]
    if not leaving or managing - {user.pk for user in leaving}:
        return None
    return max(leaving, key=lambda user: user.last_used_at).pk  # type: ignore[attr-defined]


def _record(users: list[User]) -> None:
    """One event for each, inserted together: nobody did this, the rule did."""
    collector = Collector(actor=None, route="nightly task")
    with collecting(collector):
        for user in users:
            record(AuditAction.ADMINISTER, rule="dormant", subject=user, subject_type="account")
    collector.store()
