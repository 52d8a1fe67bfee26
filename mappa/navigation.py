"""The main menu: what each role works with, and nothing it may not open."""

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
from agencies.standing import standing_of
from cases.inbox import unread
from pagekit.navigation import NavigationItem


@dataclass(frozen=True)
class Entry:
    """A word of the menu, its route, the capability that shows it (None: everybody), the role that needs it.

    `count` gives the figure behind the word.
    """

    text: str | Promise
    route: str
    needs: Capability | None = None
    count: Callable[[User], int] | None = None
    role: Role | None = None


ENTRIES: tuple[Entry, ...] = (
    Entry(_("Home"), "home"),
    Entry(_("Worklist"), "cases:worklist", Capability.VIEW_NOMINAL),
    Entry(_("Alerts"), "cases:alerts", Capability.VIEW_NOMINAL, count=lambda user: unread(user).count()),
    Entry(_("My cases"), "cases:my_cases", Capability.CHANGE_NOMINAL, role=Role.OFFENDER_MANAGER),
    Entry(_("Nominals"), "cases:nominals", Capability.VIEW_NOMINAL),
    Entry(_("Search"), "cases:search", Capability.VIEW_NOMINAL),
    Entry(_("Referrals"), "cases:referral_queue", Capability.REFER_NOMINAL),
    Entry(_("Transfers"), "cases:transfers", Capability.ANSWER_TRANSFERS),
    Entry(_("Sampled reviews"), "cases:dip_samples", Capability.SCORE_REVIEWS),
    Entry(_("Caseloads"), "cases:caseloads", Capability.VIEW_CASELOADS),
    Entry(_("Annual tables"), "reporting:choose", Capability.VIEW_TABLES),
    Entry(_("Imports"), "cases:imports", Capability.IMPORT_COHORT),
    Entry(_("The law's lists"), "cases:law_lists", Capability.IMPORT_COHORT),
    Entry(_("Limits of practice"), "cases:practice", Capability.MANAGE_PRACTICE),
    Entry(_("Accounts"), "agencies:people", Capability.MANAGE_PEOPLE),
    Entry(_("Teams"), "agencies:teams", Capability.MANAGE_PEOPLE),
    Entry(_("Invitations"), "agencies:invitations", Capability.MANAGE_PEOPLE),
    Entry(_("Confirm accounts"), "agencies:confirmations", Capability.CONFIRM_ACCOUNTS),
    Entry(_("Audit trail"), "agencies:audit", Capability.VIEW_AUDIT),
    Entry(_("Roles"), "agencies:roles", Capability.VIEW_ROLES),
)


def navigation(request: HttpRequest) -> list[NavigationItem]:
    """The menu for whoever is signed in."""
    user = cast(User, request.user)  # no menu is drawn for anybody who is not signed in
    standing = standing_of(user)
    return [
        NavigationItem(str(entry.text), reverse(entry.route), entry.count(user) if entry.count else 0)
        for entry in ENTRIES
        if (entry.needs is None or standing.can(entry.needs)) and (entry.role is None or standing.has_role(entry.role))
    ]
