"""The main menu: what each role works with, and nothing it may not open."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.roles import Capability
from agencies.standing import standing_of
from pagekit.navigation import NavigationItem


@dataclass(frozen=True)
class Entry:
    """A word of the menu, its route, and the capability that shows it (None: everybody)."""

    text: str | Promise
    route: str
    needs: Capability | None = None


ENTRIES: tuple[Entry, ...] = (
    Entry(_("Home"), "home"),
    Entry(_("Worklist"), "cases:worklist", Capability.VIEW_NOMINAL),
    Entry(_("Nominals"), "cases:nominals", Capability.VIEW_NOMINAL),
    Entry(_("Search"), "cases:search", Capability.VIEW_NOMINAL),
    Entry(_("Annual tables"), "reporting:choose", Capability.VIEW_TABLES),
    Entry(_("Imports"), "cases:imports", Capability.IMPORT_COHORT),
    Entry(_("The law's lists"), "cases:law_lists", Capability.IMPORT_COHORT),
    Entry(_("Accounts"), "agencies:people", Capability.MANAGE_PEOPLE),
    Entry(_("Teams"), "agencies:teams", Capability.MANAGE_PEOPLE),
    Entry(_("Invitations"), "agencies:invitations", Capability.MANAGE_PEOPLE),
    Entry(_("Confirm accounts"), "agencies:confirmations", Capability.CONFIRM_ACCOUNTS),
    Entry(_("Audit trail"), "agencies:audit", Capability.VIEW_AUDIT),
    Entry(_("Roles"), "agencies:roles", Capability.VIEW_ROLES),
)


def navigation(request: HttpRequest) -> list[NavigationItem]:
    """The menu for whoever is signed in."""
    standing = standing_of(request.user)
    return [
        NavigationItem(str(entry.text), reverse(entry.route))
        for entry in ENTRIES
        if entry.needs is None or standing.can(entry.needs)
    ]
