"""What every installation begins with: the 42 areas, what reports together, their agencies and standard teams.

Written after every `migrate` and every flush, so that an empty database can at once take in any area's records. Keys of
agencies and teams follow from kind and area: repeating it makes nothing twice and never undoes a rename.
"""

import csv
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.apps import apps as installed_apps
from django.apps.registry import Apps
from django.db import transaction

from agencies.agency_names import OTHER_POLICE, agency_name, team_name
from agencies.choices import KIND_FACTS, AgencyKind

AREAS_FILE = Path(__file__).parent / "data" / "areas.csv"
_NAMESPACE = uuid.UUID("6f0c4ad4-4f62-4f0e-9b3b-7a2c52e6a9d1")


class AreaRow(NamedTuple):
    code: str
    name: str
    probation_region: str
    nation: str
    other_codes: list[str]


class StandardTeam(NamedTuple):
    """One agency's team in one area, before it is stored."""

    kind: AgencyKind
    agency: str
    area: AreaRow
    is_standard: bool = True

    @property
    def agency_id(self) -> uuid.UUID:
        national = KIND_FACTS[self.kind].is_national
        place = "" if national else self.area.code
        return uuid.uuid5(_NAMESPACE, f"agency {self.kind} {place}{'' if self.is_standard else ' other'}")

    @property
    def team_id(self) -> uuid.UUID:
        return uuid.uuid5(_NAMESPACE, f"team {self.kind} {self.area.code}{'' if self.is_standard else ' other'}")


def area_rows() -> list[AreaRow]:
    """The 42 areas as the file has them."""
    with AREAS_FILE.open(newline="", encoding="utf-8") as handle:
        return [_area_row(**row) for row in csv.DictReader(handle)]


def _area_row(other_codes: str, **values: str) -> AreaRow:
    return AreaRow(other_codes=other_codes.split(), **values)


def load_reference_data(sender: Any, using: str, apps: Apps = installed_apps, **kwargs: Any) -> None:
    """Receiver of `post_migrate`. Works on the models as they stood at the migration reached."""
    if sender.name != "agencies":
        return
    try:
        apps.get_model("agencies", "Team")
    except LookupError:  # migrated back to before the first table
        return
    areas = area_rows()
    with transaction.atomic(using=using):
        _store_areas(areas, apps, using)
        _store_reporting_units(areas, apps, using)
        _store_teams(list(_teams(areas)), apps, using)


def _store_areas(areas: list[AreaRow], apps: Apps, using: str) -> None:
    area = apps.get_model("agencies", "Area")
    area.objects.using(using).bulk_create([area(**row._asdict()) for row in areas], ignore_conflicts=True)


def _store_reporting_units(areas: list[AreaRow], apps: Apps, using: str) -> None:
    """Each area alone, and each probation region. "London" and "West Midlands" name both, hence the suffix."""
    unit = apps.get_model("agencies", "ReportingUnit")
    wanted = [(row.name, row.code) for row in areas] + [(f"{row.probation_region} region", row.code) for row in areas]
    known = dict(unit.objects.using(using).values_list("name", "pk"))
    new = [unit(name=name) for name in dict(wanted) if name not in known]
    known |= {made.name: made.pk for made in unit.objects.using(using).bulk_create(new)}
    link = unit.areas.through
    link.objects.using(using).bulk_create(
        [link(reportingunit_id=known[name], area_id=code) for name, code in wanted], ignore_conflicts=True
    )


def _teams(areas: list[AreaRow]) -> Iterator[StandardTeam]:
    for row in areas:
        for kind, facts in KIND_FACTS.items():
            if row.nation in facts.nations:
                yield StandardTeam(kind, agency_name(kind, row.code, row.name), row)
        if row.code in OTHER_POLICE:
            yield StandardTeam(AgencyKind.POLICE, OTHER_POLICE[row.code], row, is_standard=False)


def _store_teams(wanted: list[StandardTeam], apps: Apps, using: str) -> None:
    agency, team = apps.get_model("agencies", "Agency"), apps.get_model("agencies", "Team")
    agencies = {one.agency_id: agency(id=one.agency_id, kind=one.kind, name=one.agency) for one in wanted}
    agency.objects.using(using).bulk_create(agencies.values(), ignore_conflicts=True)
    known = set(team.objects.using(using).values_list("pk", flat=True))
    new = [one for one in wanted if one.team_id not in known]
    groups = _store_groups([one.team_id for one in new], apps, using)
    team.objects.using(using).bulk_create(
        team(
            id=one.team_id,
            agency_id=one.agency_id,
            area_id=one.area.code,
            name=team_name(one.kind, one.agency, one.area.name),
            group_id=groups[one.team_id],
            is_standard=one.is_standard,
        )
        for one in new
    )


def _store_groups(team_ids: list[uuid.UUID], apps: Apps, using: str) -> dict[uuid.UUID, int]:
    group = apps.get_model("auth", "Group")
    made = group.objects.using(using).bulk_create([group(name=f"team {key}") for key in team_ids])
    return dict(zip(team_ids, [one.pk for one in made], strict=True))
