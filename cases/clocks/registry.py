"""The kinds of clock there are. A subject adds its own when it is imported; nothing here knows a subject."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise


class Owner(StrEnum):
    """Who answers for a clock: the lead team with its offender manager, the area's MAPPA unit, or a team it names."""

    LEAD_TEAM = "lead_team"
    MAPPA_UNIT = "mappa_unit"
    NAMED_TEAM = "named_team"


@dataclass(frozen=True)
class ClockKind:
    """One kind of limit.

    `statement` is a SELECT of (nominal_id uuid, source_id uuid, due_on date, warn_on date), at most one row for each
    nominal and source, of what should run on the day `%(on)s`; it may use one parameter more, the days in
    `%(bank_holidays)s`. With `Owner.NAMED_TEAM` it yields team_id uuid too. `route` names the page on which it is dealt
    with, given the nominal's key and, with `takes_source`, the source's.
    """

    code: str
    label: Promise | str
    statement: str
    route: str
    provision: str
    owner: Owner = Owner.LEAD_TEAM
    takes_source: bool = False


_kinds: dict[str, ClockKind] = {}


def register(kind: ClockKind) -> ClockKind:
    """Add a kind; the same code again replaces it (a module imported twice)."""
    _kinds[kind.code] = kind
    return kind


def kinds() -> dict[str, ClockKind]:
    return dict(_kinds)
