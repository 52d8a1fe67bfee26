"""Who gets what at which address: the whole of it, in two tables.

READS is what a GET answers, POSTS what an empty POST answers where a route takes one: the status, or `in` where
somebody is sent to sign in. Everybody stands in the relation to one nominal, its team or its area that `tests.personas`
gives them. A route that is missing here fails the suite.
"""

#: The columns, with the short names that stand above them.
COLUMNS: dict[str, str] = {
    "nob": "anonymous",
    "om": "offender_manager",
    "col": "colleague",
    "sup": "supervisor",
    "str": "stranger",
    "out": "outsider",
    "adm": "administrator",
    "coo": "coordinator",
    "cha": "panel_chair",
    "pan": "panel_member",
    "vlo": "victim_liaison_officer",
    "smb": "smb_member",
    "lay": "lay_adviser",
    "dpo": "data_protection_officer",
    "sys": "system_administrator",
    "roo": "superuser",
    "lea": "leaver",
    "off": "inactive",
}
PERSONAS = tuple(COLUMNS.values())
Expectations = tuple[str, ...]

_READS = """
"""

_POSTS = """
"""


def _table(text: str) -> dict[str, Expectations]:
    """The rows by route. A row of one value says it of everybody; of two, of those signed out and of all others."""
    return {
        name: _row(name, tuple(cells)) for name, *cells in (line.split() for line in text.splitlines() if _is_row(line))
    }


def _is_row(line: str) -> bool:
    return bool(line.strip()) and line.split()[0] != "route"


def _row(name: str, cells: Expectations) -> Expectations:
    if len(cells) == 1:
        return cells * len(PERSONAS)
    if len(cells) == 2:
        return tuple(cells[0] if persona in ("anonymous", "inactive") else cells[1] for persona in PERSONAS)
    assert len(cells) == len(PERSONAS), f"{name} has {len(cells)} cells, not {len(PERSONAS)}"
    return cells


READS = _table(_READS)
POSTS = _table(_POSTS)

#: Views of ours that need leave no evidence, because they show nothing of any nominal.
NO_CASE_DATA: frozenset[str] = frozenset({"healthz", "readyz", "styleguide", "styleguide_page"})
