"""Which agency and team a row of responsibilities means: the standard team of that kind of agency in that area."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from cases.imports.staging import temporary

TABLE = "lead_places"


@dataclass(frozen=True, slots=True)
class Places:
    """The codes that may be named, and for each kind of agency the codes of the areas where it has a standard team."""

    area_codes: set[str]
    agencies: dict[str, set[str]]


_STANDARD_TEAMS = """AS
    SELECT DISTINCT ON (known.code, agency.kind)
           known.code AS area_code, agency.kind, team.area_id, team.agency_id, team.id AS team_id
      FROM agencies_team team
      JOIN agencies_agency agency ON agency.id = team.agency_id
      JOIN (SELECT code AS area_id, code FROM agencies_area
            UNION SELECT code, jsonb_array_elements_text(other_codes) FROM agencies_area) known
        ON known.area_id = team.area_id
     WHERE team.is_standard
     ORDER BY known.code, agency.kind, agency.name, team.id"""


def create_table() -> Places:
    """Make the temporary table of places. A police force inside a larger area is found by its own code too."""
    temporary(TABLE, _STANDARD_TEAMS)
    places = Places(set(), {})
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT area_code, kind FROM {TABLE}")  # noqa: S608
        for area_code, kind in cursor.fetchall():
            places.area_codes.add(area_code)
            places.agencies.setdefault(kind, set()).add(area_code)
    return places
