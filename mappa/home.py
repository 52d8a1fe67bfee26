"""The home page by role: what waits for this person, most urgent first, each count leading to its list.

Puts together what the apps offer; counts nothing by itself that an app could count. A subject adds a card without
touching this module: `agencies.home_cards.register`, whose docstring says how.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.choices import InvitationStatus
from agencies.confirmations import are_overdue, unconfirmed
from agencies.dormancy import soon_dormant
from agencies.evidence import refused_often
from agencies.home_cards import Group, counted
from agencies.models import Area, Invitation, User
from agencies.roles import Capability
from agencies.standing import standing_of
from agencies.views.audit import REFUSAL_DAYS
from cases import home as nominals
from cases import worklist
from cases.inbox import unread
from cases.worklist import When, Whose


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
    builders = (_due, _decide, _limbo, _people, _coming, _team, _figures, _imports, _accounts, _trail)
    built = (build(user, today) for build in builders)
    return [section for section in built if section.cards]


def _section(heading: str, cards: Iterator[Card]) -> Section:
    return Section(heading, list(cards))


def _registered(group: Group, user: User, today: datetime.date) -> Iterator[Card]:
    for one in counted(group, user, today):
        yield Card(one.count, one.text, one.href, urgent=one.urgent)


def _due(user: User, today: datetime.date) -> Section:
    """What is overdue, what comes this week, what was told and not read: one's own first, then the teams'."""

    def cards() -> Iterator[Card]:
        standing = standing_of(user)
        if not standing.can(Capability.VIEW_NOMINAL):
            return
        first = worklist.starts_with(standing)
        words = _OWN if first is Whose.MINE else _TEAMS
        yield from _duties(user, today, first, words)
        yield Card(unread(user).count(), _("unread alerts"), f"{reverse('cases:alerts')}?read=unread")
        if first is Whose.MINE:
            yield from _duties(user, today, Whose.TEAM, _TEAMS, only=(When.LATE,))
        elif standing.can(Capability.DECIDE_REFERRALS):  # the unit sees to it that the teams of its area see to theirs
            yield from _duties(user, today, Whose.ALL, _EVERYBODYS, only=(When.LATE,))

    return Section(_("What is due"), [*cards(), *_registered(Group.DUE, user, today)])


_OWN = {When.LATE: gettext_lazy("overdue"), When.WEEK: gettext_lazy("due within 7 days")}
_TEAMS = {
    When.LATE: gettext_lazy("overdue in your teams"),
    When.WEEK: gettext_lazy("due within 7 days in your teams"),
}
_EVERYBODYS = {When.LATE: gettext_lazy("overdue for everybody you may see")}


def _duties(
    user: User,
    today: datetime.date,
    whose: Whose,
    words: Mapping[When, str | Promise],
    only: tuple[When, ...] = tuple(_OWN),
) -> Iterator[Card]:
    clocks = worklist.clocks_of(user, today, whose)
    for when in only:
        count = worklist.due_within(clocks, when, today).count()
        address = f"{reverse('cases:worklist')}?whose={whose}&when={when}"
        yield Card(count, words[when], address, urgent=when is When.LATE)


def _decide(user: User, today: datetime.date) -> Section:
    """What stands still until this person decides."""
    own = [*nominals.to_allocate(user, today), *nominals.caseloads_above(user, today)]
    return Section(_("For you to decide"), [*_registered(Group.DECIDE, user, today), *_waiting(own, only_some=True)])


def _limbo(user: User, today: datetime.date) -> Section:
    """People of whom something is missing, each thing shown when there is somebody."""
    found = nominals.in_limbo(user, today)
    return Section(_("In limbo"), [*_waiting(found, only_some=True), *_registered(Group.LIMBO, user, today)])


def _people(user: User, today: datetime.date) -> Section:
    """Whom one manages, and whom one's teams lead."""

    def cards() -> Iterator[Card]:
        if standing_of(user).can(Capability.VIEW_NOMINAL):
            yield from _waiting([*nominals.my_people(user, today), *nominals.teams_people(user, today)])
        if standing_of(user).can(Capability.VIEW_CASELOADS):
            yield Card(None, _("Caseloads by offender manager"), reverse("cases:caseloads"))

    return Section(_("People"), [*cards(), *_registered(Group.PEOPLE, user, today)])


def _coming(user: User, today: datetime.date) -> Section:
    """What runs out soon or happened lately."""
    found = nominals.coming(user, today) if standing_of(user).can(Capability.VIEW_NOMINAL) else []
    return Section(_("Soon and lately"), [*_waiting(found), *_registered(Group.COMING, user, today)])


def _waiting(found: list[nominals.Waiting], *, only_some: bool = False) -> Iterator[Card]:
    for one in found:
        if one.count or not only_some:
            yield Card(one.count, one.text, one.href, urgent=one.urgent)


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
