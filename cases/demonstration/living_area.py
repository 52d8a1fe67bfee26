"""A living area for the demonstration: a cohort whose dates are relative to today, so that every role finds work.

Makes the rows of the cohort files and nothing else: they come in through the import, as any area does. One seed and day
give the same people.
"""

from __future__ import annotations

import csv
import datetime
import random
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from cases.demonstration.names import draw
from cases.imports.format import cohort_files
from cases.rules.calendar import months_after

AREA, NEIGHBOURS = "E23000037", ("E23000038", "E23000036", "E23000029")
PEOPLE, SEED = 300, 2037
Row = dict[str, object]


@dataclass
class LivingArea:
    """Rows by file name, made person by person."""

    today: datetime.date
    rng: random.Random
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def back(self, first: int, last: int) -> datetime.date:
        """A day between so many days ago."""
        return self.today - datetime.timedelta(days=self.rng.randint(first, last))

    def ahead(self, first: int, last: int) -> datetime.date:
        return self.today + datetime.timedelta(days=self.rng.randint(first, last))

    def add(self, file: str, reference: str, **values: object) -> None:
        self.rows[file].append({"nominal_ref": reference, **values})


def write_living_area(folder: Path, today: datetime.date) -> None:
    """Write the cohort files of the living area, as at a day, into a folder."""
    area = LivingArea(today, random.Random(SEED))  # noqa: S311  (invented people, not secrets)
    for number in range(1, PEOPLE + 1):
        _person(area, number)
    for file in cohort_files(set(), {}):
        with (folder / file.file_name).open("w", newline="", encoding="utf-8") as handle:
            writer = csv.DictWriter(handle, file.column_names, restval="")
            writer.writeheader()
            writer.writerows(area.rows[file.name])


def _person(area: LivingArea, number: int) -> None:
    reference, kind = f"GL{number:05d}", _kind(number)
    _identity(area, reference, number, young=kind == "youth")
    start = _start(area, number, kind)
    area.add(
        "responsibilities",
        reference,
        area_code=AREA if number % 75 else NEIGHBOURS[number // 75 % 3],
        lead_agency=_lead(kind, number),
        started_on=start,
    )
    _bases(area, reference, number, kind, start)
    _level(area, reference, number, kind, start)
    _whereabouts(area, reference, number, start)
    _orders(area, reference, number, kind)
    _events(area, reference, number, kind)


def _start(area: LivingArea, number: int, kind: str) -> datetime.date:
    """Of a requirement that ends it lies five years before the end, for somebody young two and a half."""
    if kind == "youth":
        return area.back(300, 800)
    if kind == "sexual" and number % 19 == 3:
        return months_after(area.ahead(5, 85), -60)
    return area.back(400, 3000)


def _kind(number: int) -> str:
    """What brings the person into MAPPA: most are subject to notification, a few to anything else."""
    if number % 50 == 7:
        return "terrorist"
    if number % 30 == 11:
        return "dangerous"
    if number % 40 == 13:
        return "youth"
    if number % 25 == 17:
        return "patient"
    return "violent" if number % 4 == 2 else "sexual"


def _lead(kind: str, number: int) -> str:
    agencies = {"terrorist": "probation_nsd", "youth": "youth_justice", "patient": "health", "violent": "probation"}
    return agencies.get(kind, "probation" if number % 5 == 0 else "police")


def _identity(area: LivingArea, reference: str, number: int, *, young: bool) -> None:
    rng = area.rng
    sex = "female" if number % 23 == 0 else "male"
    family_name, given_names = draw(rng, sex)
    born = area.back(15 * 366, 17 * 366) if young else area.back(20 * 366, 78 * 366)
    area.add(
        "nominals",
        reference,
        family_name=family_name,
        given_names=given_names,
        date_of_birth=born,
        sex=sex,
        ethnicity=rng.choice(("W1",) * 14 + ("W2", "W9", "A1", "A2", "B1", "B2", "M1", "O9", "NS")),
        pnc_id=f"{born.year + 18}/{number:07d}{'ABCDEFGHJK'[number % 10]}",
        crn=f"G{number:06d}" if number % 3 else "",
        noms_number=f"G{number % 10000:04d}{'ABCDEFGHJK'[number % 10]}D" if number % 4 == 0 else "",
        visor_ref=f"V{7000000 + number}",
    )


def _bases(area: LivingArea, reference: str, number: int, kind: str, start: datetime.date) -> None:
    basis = {
        "terrorist": (4, "terrorism_sentence"),
        "dangerous": (3, "other_dangerous"),
        "patient": (2, "hospital_order"),
        "violent": (2, "sentence_12_months"),
    }.get(kind, (1, "notification_requirement"))
    if number == 60:
        return  # a new case: nobody has decided yet
    ends: object = area.ahead(5, 85) if number % 19 == 3 else area.ahead(200, 2000) if kind == "violent" else ""
    if kind == "youth" or (kind == "sexual" and number % 19 == 3):
        ends = months_after(start, 30 if kind == "youth" else 60)
    area.add("categories", reference, category=basis[0], basis=basis[1], started_on=start, ended_on=ends)
    if kind == "sexual" and number % 6 == 0:
        licence_ends = area.ahead(100, 900)
        area.add(
            "categories",
            reference,
            category=2,
            basis="sentence_12_months",
            started_on=start,
            ended_on=licence_ends,
        )


def _level(area: LivingArea, reference: str, number: int, kind: str, start: datetime.date) -> None:
    if number % 61 == 0:
        return  # in limbo: no level yet
    level = 3 if number in (41, 101) else 2 if kind == "dangerous" or number % 28 == 5 else 1
    if level == 1 or kind == "dangerous":
        area.add("levels", reference, level=level, started_on=start)
        return
    raised = area.back(20, 200)
    area.add("levels", reference, level=1, started_on=start, ended_on=raised)
    area.add("levels", reference, level=level, started_on=raised)


def _whereabouts(area: LivingArea, reference: str, number: int, start: datetime.date) -> None:
    if number % 97 == 0:
        return
    if number % 29 == 4:
        area.add("whereabouts", reference, status="mha_hospital", started_on=start)
    elif number % 5 == 1:
        area.add("whereabouts", reference, status="prison", started_on=start)
    elif number % 83 == 9:
        area.add("whereabouts", reference, status="abroad", started_on=start)
    elif number % 19 == 3:
        area.add("whereabouts", reference, status="community", started_on=start)
    else:
        longest = (area.today - start).days - 1
        released = area.back(5, min(380, longest) if number % 3 else min(1500, longest))
        area.add("whereabouts", reference, status="prison", started_on=start, ended_on=released)
        area.add("whereabouts", reference, status="community", started_on=released)


def _orders(area: LivingArea, reference: str, number: int, kind: str) -> None:
    if kind == "sexual" and number % 2:
        made = area.back(30, 1500)
        ends = area.ahead(3, 88) if number % 17 == 5 else "" if number % 3 else area.ahead(400, 3000)
        area.add(
            "orders",
            reference,
            order_type="shpo",
            made_on=made,
            ends_on=ends,
            foreign_travel_restriction="yes" if number % 7 == 0 else "no",
            court="Gloucester Crown Court",
            applicant="on_conviction",
        )
    if kind == "violent" and number % 12 == 2:
        area.add(
            "orders",
            reference,
            order_type="spo",
            made_on=area.back(30, 500),
            ends_on=area.ahead(40, 700),
            foreign_travel_restriction="no",
            court="Cheltenham Magistrates' Court",
            applicant="police",
        )


def _events(area: LivingArea, reference: str, number: int, kind: str) -> None:
    if kind == "sexual" and number % 31 == 0:
        area.add("events", reference, event_type="notification_breach_convicted", occurred_on=area.back(1, 25))
    if number % 37 == 6:
        area.add("events", reference, event_type="returned_to_custody_licence_breach", occurred_on=area.back(2, 300))
    if number % 149 == 8:
        area.add("events", reference, event_type="indefinite_notification_revoked", occurred_on=area.back(2, 300))
