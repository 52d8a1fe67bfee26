"""Small cohort folders for the tests of the import: valid as made, then spoilt line by line."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cases.imports.faults import Fault
from cases.imports.outcome import Outcome
from cases.imports.service import import_folder

LINES = {
    "nominals": [
        "nominal_ref,family_name,given_names,date_of_birth,sex,ethnicity,pnc_id,crn,noms_number,visor_ref,died_on",
        "R1,Thistledown,Aster,1970-02-03,male,W1,1990/0000001B,X000001,A1234BC,V0000001,",
        "R2,Brackenbury,,,,,,,,,",
    ],
    "responsibilities": [
        "nominal_ref,area_code,lead_agency,started_on,ended_on",
        "R1,E23000016,police,2015-01-01,2020-01-01",
        "R1,E23000016,probation,2020-01-01,",
        "R2,E23000037,health,2019-05-05,",
    ],
    "categories": [
        "nominal_ref,category,basis,started_on,ended_on",
        "R1,1,notification_requirement,2015-01-01,",
        "R1,2,sentence_12_months,2016-01-01,2018-01-01",
        "R2,2,hospital_order,2019-05-05,",
    ],
    "levels": [
        "nominal_ref,level,started_on,ended_on",
        "R1,1,2015-01-01,2016-01-01",
        "R1,2,2016-01-01,",
        "R2,1,2019-05-05,",
    ],
    "whereabouts": [
        "nominal_ref,status,started_on,ended_on",
        "R1,prison,2015-01-01,2016-06-01",
        "R1,community,2016-06-01,",
        "R2,mha_hospital,2019-05-05,",
    ],
    "orders": [
        "nominal_ref,order_type,made_on,ends_on,foreign_travel_restriction,court,applicant,ended_on,end_reason",
        "R1,shpo,2015-01-01,2025-01-01,yes,Elderwick Crown Court,on_conviction,,",
    ],
    "events": [
        "nominal_ref,event_type,occurred_on",
        "R1,returned_to_custody_licence_breach,2017-03-04",
    ],
}


@dataclass
class Folder:
    """A folder whose files are written anew, from `lines`, at each import. Line 1 is the header, as faults count."""

    path: Path
    lines: dict[str, list[str]] = field(default_factory=lambda: {name: list(rows) for name, rows in LINES.items()})

    def set(self, file: str, line: int, text: str) -> Folder:
        self.lines[file][line - 1] = text
        return self

    def add(self, file: str, *rows: str) -> Folder:
        self.lines[file] += rows
        return self

    def write(self) -> Path:
        self.path.mkdir(exist_ok=True)
        for name, rows in self.lines.items():
            (self.path / f"{name}.csv").write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
        return self.path

    def run(self, **options: Any) -> Outcome:
        return import_folder(self.write(), **options)

    def faults(self, **options: Any) -> list[Fault]:
        """What is wrong, after making sure that something is and that nothing was stored of it."""
        outcome = self.run(**options)
        assert outcome.faults
        assert not outcome.is_stored
        return outcome.faults

    def only_fault(self, **options: Any) -> Fault:
        (fault,) = self.faults(**options)
        return fault
