"""What each role may do: the one table. Printed by `manage.py roles` and shown on the page of roles.

A capability on a nominal says what a role may do *with a nominal its team may see*; which nominals those are is decided
by `cases.access` alone. A capability that stands alone needs nothing but the role.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.choices import Role

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


class Capability(models.TextChoices):
    # On a nominal
    VIEW_NOMINAL = "view_nominal", _("See a person's record")
    CHANGE_NOMINAL = "change_nominal", _("Change a person's record")
    MANAGE_ACCESS = "manage_access", _("Say which teams may see a person")
    VIEW_ACCESS_LOG = "view_access_log", _("See who looked at a person")
    EXPORT_NOMINALS = "export_nominals", _("Download lists of people and print records")
    REFER_NOMINAL = "refer_nominal", _("Refer a person to Level 2 or 3")
    DECIDE_REFERRALS = "decide_referrals", _("Decide on referrals")
    MOVE_LEVEL = "move_level", _("Record a meeting's or its chair's decision on Level 2 or 3")
    COUNTERSIGN_REVIEWS = "countersign_reviews", _("Countersign reviews")
    SCORE_REVIEWS = "score_reviews", _("Score sampled reviews for quality")
    ALLOCATE_NOMINALS = "allocate_nominals", _("Say who manages a person")
    OFFER_TRANSFERS = "offer_transfers", _("Offer a person to another area")
    # Standing alone
    CREATE_NOMINAL = "create_nominal", _("Add a person")
    IMPORT_COHORT = "import_cohort", _("Bring in an area's records")
    ANSWER_TRANSFERS = "answer_transfers", _("Accept or decline people from other areas")
    VIEW_CASELOADS = "view_caseloads", _("See the caseloads of a team")
    MANAGE_PRACTICE = "manage_practice", _("Set the limits of practice of an area")
    VIEW_TABLES = "view_tables", _("See the annual tables")
    VIEW_AUDIT = "view_audit", _("Search the audit trail")
    MANAGE_PEOPLE = "manage_people", _("Manage users, teams and invitations")
    CONFIRM_ACCOUNTS = "confirm_accounts", _("Confirm the accounts of a team")
    VIEW_ROLES = "view_roles", _("See what each role may do")


_C = Capability
_RECORD = frozenset({_C.VIEW_NOMINAL, _C.CHANGE_NOMINAL, _C.CREATE_NOMINAL, _C.EXPORT_NOMINALS, _C.REFER_NOMINAL})
#: What the unit of an area decides beside keeping the record.
_UNIT = _RECORD | {
    _C.IMPORT_COHORT,
    _C.VIEW_TABLES,
    _C.DECIDE_REFERRALS,
    _C.MOVE_LEVEL,
    _C.OFFER_TRANSFERS,
    _C.ANSWER_TRANSFERS,
    _C.VIEW_CASELOADS,
}

ROLE_CAPABILITIES: dict[Role, frozenset[Capability]] = {
    Role.OFFENDER_MANAGER: _RECORD,
    Role.TEAM_SUPERVISOR: _RECORD
    | {_C.VIEW_ACCESS_LOG, _C.CONFIRM_ACCOUNTS, _C.COUNTERSIGN_REVIEWS, _C.ALLOCATE_NOMINALS, _C.VIEW_CASELOADS},
    Role.MAPPA_ADMINISTRATOR: _UNIT,
    Role.MAPPA_COORDINATOR: _UNIT
    | {_C.MANAGE_ACCESS, _C.VIEW_ACCESS_LOG, _C.CONFIRM_ACCOUNTS, _C.SCORE_REVIEWS, _C.MANAGE_PRACTICE},
    Role.PANEL_CHAIR: frozenset({_C.VIEW_NOMINAL, _C.VIEW_TABLES, _C.MOVE_LEVEL}),
    Role.PANEL_MEMBER: frozenset({_C.VIEW_NOMINAL, _C.REFER_NOMINAL}),
    Role.VICTIM_LIAISON_OFFICER: frozenset({_C.VIEW_NOMINAL}),
    Role.SMB_MEMBER: frozenset({_C.VIEW_TABLES}),
    Role.LAY_ADVISER: frozenset({_C.VIEW_TABLES}),
    Role.DATA_PROTECTION_OFFICER: frozenset({_C.VIEW_ACCESS_LOG, _C.VIEW_AUDIT, _C.VIEW_ROLES}),
    Role.SYSTEM_ADMINISTRATOR: frozenset({_C.MANAGE_PEOPLE, _C.VIEW_ROLES}),
}


#: Only in a team whose agency is a Responsible Authority or has a duty to co-operate, whatever the role.
NEED_A_DUTY: frozenset[Capability] = frozenset({Capability.REFER_NOMINAL})

#: What each role is for, in a sentence.
ROLE_SUMMARIES: dict[Role, StrPromise] = {
    Role.OFFENDER_MANAGER: _("Manages the people whom the team leads: sees, changes and adds their records."),
    Role.TEAM_SUPERVISOR: _(
        "As an offender manager; also says who manages whom, countersigns reviews, sees who looked at a record and"
        " confirms the team's accounts."
    ),
    Role.MAPPA_ADMINISTRATOR: _(
        "Keeps the area's records and brings new ones in; decides on referrals and transfers; sees the annual tables."
    ),
    Role.MAPPA_COORDINATOR: _(
        "As a MAPPA administrator; also says which teams may see a person, sees who looked, scores sampled reviews and"
        " sets the area's limits."
    ),
    Role.PANEL_CHAIR: _("Reads the records of the people whom the team may see and records decisions on their level."),
    Role.PANEL_MEMBER: _(
        "Reads the records of the people about whom the agency is invited or involved, and refers them."
    ),
    Role.VICTIM_LIAISON_OFFICER: _("Reads the records of the people whose victims the unit works with."),
    Role.SMB_MEMBER: _("Sees the annual tables, and no person's record."),
    Role.LAY_ADVISER: _("Sees the annual tables, and no person's record."),
    Role.DATA_PROTECTION_OFFICER: _(
        "Searches the audit trail of the area and sees who looked at whom; reads no record."
    ),
    Role.SYSTEM_ADMINISTRATOR: _("Manages users, teams and invitations, and sees no person's record."),
}


def role_table() -> list[tuple[Role, StrPromise, list[bool]]]:
    """One row for each role: the role, what it is for, and for each of `Capability` in order whether it has it."""
    return [(role, ROLE_SUMMARIES[role], [one in ROLE_CAPABILITIES[role] for one in Capability]) for role in Role]


def roles_with(capability: str) -> list[str]:
    """The roles that give a capability, in the order of `Role`."""
    return [role.value for role in Role if capability in ROLE_CAPABILITIES[role]]
