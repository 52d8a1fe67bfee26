"""Makes a cohort of any size to measure the import: `python bench/make_cohort.py DIR [--people 100000] [--seed 1]`.

Seeded, so that two machines measure the same folder. The people are numbers with invented names; their histories have
the proportions of a real area's. Needs nothing of the project.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import random
from collections.abc import Iterator
from pathlib import Path

AREAS = ("E23000016", "E23000037", "E23000014")
LEADS = ("police",) * 16 + ("probation",) * 3 + ("health", "youth_justice", "probation_nsd")
HEADERS = {
    "nominals": "nominal_ref,family_name,given_names,date_of_birth,sex,ethnicity,"
    "pnc_id,crn,noms_number,visor_ref,died_on",
    "responsibilities": "nominal_ref,area_code,lead_agency,started_on,ended_on",
    "categories": "nominal_ref,category,basis,started_on,ended_on",
    "levels": "nominal_ref,level,started_on,ended_on",
    "whereabouts": "nominal_ref,status,started_on,ended_on",
    "orders": "nominal_ref,order_type,made_on,ends_on,foreign_travel_restriction,court,applicant,ended_on,end_reason",
    "events": "nominal_ref,event_type,occurred_on",
}
FIRST = ("Brook", "Ash", "Thorn", "Mill", "Elder", "Fen", "Gorse", "Hazel", "Larch", "Moss", "Oak", "Reed", "Stone")
LAST = (
    "bury",
    "combe",
    "dale",
    "field",
    "garth",
    "hurst",
    "leigh",
    "mere",
    "ridge",
    "stead",
    "thwaite",
    "wick",
    "wold",
)
GIVEN = ("Alder", "Bryn", "Corin", "Dara", "Emrys", "Ffion", "Gethin", "Hollis", "Idris", "Jory", "Kerensa", "Lowen")

Row = tuple[object, ...]


def day(draw: random.Random, first: int, last: int) -> datetime.date:
    """A day between the Januaries of two years."""
    start = datetime.date(first, 1, 1)
    return start + datetime.timedelta(draw.randrange((datetime.date(last, 1, 1) - start).days))


def periods(draw: random.Random, values: list[str], first: int, last: int) -> Iterator[Row]:
    """One value after another without a gap, the last of them open."""
    days = sorted({day(draw, first, last) for _value in values})
    ends: list[object] = [*days[1:], ""]
    yield from zip(values, days, ends, strict=False)


def rows_of(number: int, draw: random.Random) -> Iterator[tuple[str, Row]]:
    """Everything of one person: the file and the row."""
    ref = f"B{number:07d}"
    letter = chr(65 + number % 26)
    names = f"{draw.choice(FIRST)}{draw.choice(LAST)}", f"{draw.choice(GIVEN)} {draw.choice(GIVEN)}"
    numbers = (
        f"{1960 + number % 60}/{number % 10_000_000:07d}{letter}",
        f"X{number % 1_000_000:06d}",
        "",
        f"V{number:07d}",
    )
    born = day(draw, 1940, 2004)
    yield "nominals", (ref, *names, born, "male" if draw.random() < 0.97 else "female", "W1", *numbers, "")
    leads = [draw.choice(LEADS) for _lead in range(1 if draw.random() < 0.9 else 2)]
    for lead, start, end in periods(draw, leads, 2012, 2020):
        yield "responsibilities", (ref, AREAS[0] if draw.random() < 0.9 else draw.choice(AREAS), lead, start, end)
    category, basis = draw.choice([(1, "notification_requirement")] * 4 + [(2, "sentence_12_months")])
    yield "categories", (ref, category, basis, day(draw, 2010, 2020), "")
    for level, start, end in periods(
        draw, [draw.choice("1112") for _one in range(draw.choice((1, 1, 1, 2)))], 2014, 2022
    ):
        yield "levels", (ref, level, start, end)
    stays = ["community"] if draw.random() < 0.7 else ["prison", "community"]
    for status, start, end in periods(draw, stays, 2012, 2022):
        yield "whereabouts", (ref, status, start, end)
    if draw.random() < 0.12:
        yield "orders", (ref, "shpo", day(draw, 2018, 2023), "", "no", "Crown Court", "on_conviction", "", "")
    if draw.random() < 0.12:
        yield "events", (ref, "returned_to_custody_licence_breach", day(draw, 2018, 2023))


def make_cohort(folder: Path, people: int, seed: int) -> None:
    """Write the seven files into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    draw = random.Random(seed)
    handles = {name: (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") for name in HEADERS}
    try:
        writers = {name: csv.writer(handle) for name, handle in handles.items()}
        for name, writer in writers.items():
            writer.writerow(HEADERS[name].split(","))
        for number in range(people):
            for name, row in rows_of(number, draw):
                writers[name].writerow(row)
    finally:
        for handle in handles.values():
            handle.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    make_cohort(options.folder, options.people, options.seed)
