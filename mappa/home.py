"""The home page by role: what waits for this person, most urgent first, each count leading to its list.

Puts together what the apps offer; counts nothing by itself that an app could count.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from agencies.choices import InvitationStatus
from agencies.confirmations import are_overdue, unconfirmed
from agencies.dormancy import soon_dormant
from agencies.evidence import refused_often
from agencies.models import Area, Invitation, User
from agencies.roles import Capability
from agencies.standing import standing_of
from agencies.views.audit import REFUSAL_DAYS
from cases import home as nominals
from cases import worklist


@dataclass(frozen=True)
class Card:
    """A figure with its words and the list behind it. `urgent` marks it when it is above nought."""

    count: int | None
    text: str | Promise
    href: str
    detail: str = ""
    urgent: bool = False


@dataclass(frozen=True)
class Section:
    """Cards that belong together. Nothing is drawn of a section without any."""

    heading: str
    cards: list[Card] = field(default_factory=list)


def sections(user: User, today: datetime.date) -> list[Section]:
    """What the page shows to a user that day."""
    built = (build(user, today) for build in (_work, _nominals, _team, _figures, _imports, _accounts, _trail))
    return [section for section in built if section.cards]


def _section(heading: str, cards: Iterator[Card]) -> Section:
    return Section(heading, list(cards))


def _work(user: User, today: datetime.date) -> Section:
    """What is due, the overdue apart."""

    def cards() -> Iterator[Card]:
        if standing_of(user).can(Capability.VIEW_NOMINAL):
            address, clocks = reverse("cases:worklist"), worklist.clocks_of(user, today)
            yield Card(worklist.late(clocks, today).count(), _("overdue"), f"{address}?when=late", urgent=True)
            yield Card(clocks.count(), _("on your worklist"), address)

    return _section(_("What is due"), cards())


def _nominals(user: User, today: datetime.date) -> Section:
    """People whom the user's teams lead or may see, with what is missing or runs out first."""

    def cards() -> Iterator[Card]:
        if standing_of(user).can(Capability.VIEW_NOMINAL):
            found = [*nominals.waiting(user, today), *nominals.teams_people(user, today)]
            for one in sorted(found, key=lambda one: not (one.urgent and one.count)):
                yield Card(one.count, one.text, one.href, urgent=one.urgent)

    return _section(_("Nominals"), cards())


def _imports(user: User, today: datetime.date) -> Section:
    def cards() -> Iterator[Card]:
        if standing_of(user).can(Capability.IMPORT_COHORT):
            yield Card(None, _("Bring in an area's records"), reverse("cases:imports"))

    return _section(_("Imports"), cards())


def _figures(user: User, today: datetime.date) -> Section:
    """The tables of the last whole year, for each area the user answers for."""
    codes = standing_of(user).area_codes(Capability.VIEW_TABLES)
    year = today.year - (1 if today >= datetime.date(today.year, 4, 1) else 2)
    names = Area.objects.filter(pk__in=codes).values_list("pk", "name") if codes else []
    label = _("%(area)s, %(start)d to %(end)d")
    cards = (
        Card(
            None,
            label % {"area": name, "start": year, "end": year + 1},
            reverse("reporting:tables", kwargs={"area_code": code, "year": year}),
        )
        for code, name in names
    )
    return _section(_("Annual tables"), cards)


def _accounts(user: User, today: datetime.date) -> Section:
    """What an administrator of accounts looks after."""

    def cards() -> Iterator[Card]:
        if standing_of(user).can(Capability.MANAGE_PEOPLE):
            waiting = Invitation.objects.with_status(InvitationStatus.WAITING, timezone.now()).count()
            yield Card(waiting, _("invitations not yet taken up"), reverse("agencies:invitations"))
            dormant = soon_dormant(timezone.now()).count()
            yield Card(dormant, _("accounts about to be switched off"), f"{reverse('agencies:people')}?status=soon")

    return _section(_("Accounts"), cards())


def _team(user: User, today: datetime.date) -> Section:
    def cards() -> Iterator[Card]:
        if standing_of(user).can(Capability.CONFIRM_ACCOUNTS):
            count = unconfirmed(user, today).count()
            text = _("accounts to confirm this quarter")
            yield Card(count, text, reverse("agencies:confirmations"), urgent=are_overdue(today))

    return _section(_("Your team"), cards())


def _trail(user: User, today: datetime.date) -> Section:
    def cards() -> Iterator[Card]:
        standing = standing_of(user)
        if standing.can(Capability.VIEW_AUDIT):
            since = timezone.now() - datetime.timedelta(days=REFUSAL_DAYS)
            count = refused_often(standing.area_codes(Capability.VIEW_AUDIT), since).count()
            text = _("people refused in the last %(days)d days") % {"days": REFUSAL_DAYS}
            yield Card(count, text, reverse("agencies:refusals"))
            yield Card(None, _("Search the audit trail"), reverse("agencies:audit"))

    return _section(_("Audit trail"), cards())
