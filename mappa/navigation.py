"""The main menu: what each role works with, and nothing it may not open.

What is opened now and then stands on one page of its own, so that the menu stays one line: `gathered`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.choices import Role
from agencies.models import User
from agencies.roles import Capability
from agencies.standing import Standing, standing_of
from cases.inbox import unread
from pagekit.navigation import NavigationItem


@dataclass(frozen=True)
class Entry:
    """A word of the menu, its route, the capability that shows it (None: everybody), the role that needs it.

    `count` gives the figure behind the word. `about` says in a sentence what the page is for, where it is gathered.
    """

    text: str | Promise
    route: str
    needs: Capability | None = None
    count: Callable[[User], int] | None = None
    role: Role | None = None
    about: str | Promise = ""

    def is_for(self, standing: Standing) -> bool:
        may_open = self.needs is None or standing.can(self.needs)
        return may_open and (self.role is None or standing.has_role(self.role))


ENTRIES: tuple[Entry, ...] = (
    Entry(_("Home"), "home"),
    Entry(_("Worklist"), "cases:worklist", Capability.VIEW_NOMINAL),
    Entry(_("Alerts"), "cases:alerts", Capability.VIEW_NOMINAL, count=lambda user: unread(user).count()),
    Entry(_("My cases"), "cases:my_cases", Capability.CHANGE_NOMINAL, role=Role.OFFENDER_MANAGER),
    Entry(_("Nominals"), "cases:nominals", Capability.VIEW_NOMINAL),
    Entry(_("Search"), "cases:search", Capability.VIEW_NOMINAL),
    Entry(_("Referrals"), "cases:referral_queue", Capability.REFER_NOMINAL),
    Entry(_("Transfers"), "cases:transfers", Capability.ANSWER_TRANSFERS),
    Entry(_("Caseloads"), "cases:caseloads", Capability.VIEW_CASELOADS),
    Entry(_("Annual tables"), "reporting:choose", Capability.VIEW_TABLES),
    Entry(_("Accounts"), "agencies:people", Capability.MANAGE_PEOPLE),
    Entry(_("Teams"), "agencies:teams", Capability.MANAGE_PEOPLE),
    Entry(_("Invitations"), "agencies:invitations", Capability.MANAGE_PEOPLE),
    Entry(_("Audit trail"), "agencies:audit", Capability.VIEW_AUDIT),
    Entry(_("Roles"), "agencies:roles", Capability.VIEW_ROLES),
)

#: Who works in an area's unit, and so has a page for what is opened now and then.
UNIT = Capability.IMPORT_COHORT
#: What is opened now and then.
RARE_ENTRIES: tuple[Entry, ...] = (
    Entry(
        _("Sampled reviews"), "cases:dip_samples", Capability.SCORE_REVIEWS,
        about=_("Reviews of Level 1 drawn for quality each month: score them, see how the scores are spread."),
    ),
    Entry(
        _("Limits of practice"), "cases:practice", Capability.MANAGE_PRACTICE,
        about=_("How long each thing may take, from which day and by whose authority; your area may set its own."),
    ),
    Entry(
        _("Confirm accounts"), "agencies:confirmations", Capability.CONFIRM_ACCOUNTS,
        about=_("Every quarter: say who of your team still needs the account."),
    ),
    Entry(
        _("Imports"), "cases:imports", Capability.IMPORT_COHORT,
        about=_("Bring in an area's records from files; nothing is stored unless all of it is right."),
    ),
    Entry(
        _("The law's lists"), "cases:law_lists", Capability.IMPORT_COHORT,
        about=_("The offences that qualify, each with its thresholds, its dates and the provision."),
    ),
)  # fmt: skip
#: Linked from where it is needed, and once more beside these.
_FILES = Entry(
    _("Your files"), "cases:files", Capability.EXPORT_NOMINALS,
    about=_("Lists that you asked to download, until they expire."),
)  # fmt: skip


def navigation(request: HttpRequest) -> list[NavigationItem]:
    """The menu for whoever is signed in."""
    user = cast(User, request.user)  # no menu is drawn for anybody who is not signed in
    standing = standing_of(user)
    items = [_item(entry, user) for entry in ENTRIES if entry.is_for(standing)]
    if pages := gathered(user):
        below = tuple(reverse(entry.route) for entry in pages if entry is not _FILES)
        return [*items, NavigationItem(str(_("Unit")), reverse("unit"), below=below)]
    return [*items, *(_item(entry, user) for entry in RARE_ENTRIES if entry.is_for(standing))]


def gathered(user: User) -> list[Entry]:
    """What stands on the unit's own page; nothing for anybody else, who has at most one of these in the menu."""
    standing = standing_of(user)
    if not standing.can(UNIT):
        return []
    return [entry for entry in (*RARE_ENTRIES, _FILES) if entry.is_for(standing)]


def _item(entry: Entry, user: User) -> NavigationItem:
    return NavigationItem(str(entry.text), reverse(entry.route), entry.count(user) if entry.count else 0)
