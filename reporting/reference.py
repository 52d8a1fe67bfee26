"""The population of each area, which every installation begins with. Written after every `migrate` and every flush.

Repeating it adds what is missing and changes nothing: a figure that was printed under a table stays what it was.
"""

import csv
from pathlib import Path
from typing import Any

from django.apps import apps as installed_apps
from django.apps.registry import Apps

POPULATION_FILE = Path(__file__).parent / "data" / "population-10plus.csv"


def load_population(sender: Any, using: str, apps: Apps = installed_apps, **kwargs: Any) -> None:
    """Receiver of `post_migrate`; comes after the one that makes the areas, because the app comes after theirs."""
    if sender.name != "reporting":
        return
    try:
        population = apps.get_model("reporting", "Population")
    except LookupError:  # migrated back to before the table
        return
    known = set(population.objects.using(using).values_list("area_id", "mid_year"))
    population.objects.using(using).bulk_create(
        population(**row) for row in _rows() if (row["area_id"], row["mid_year"]) not in known
    )


def _rows() -> list[dict[str, Any]]:
    with POPULATION_FILE.open(newline="", encoding="utf-8") as handle:
        return [
            {
                "area_id": row["area_code"],
                "mid_year": int(row["mid_year"]),
                "people_aged_10_and_over": int(row["people_aged_10_and_over"]),
                "release": row["release"],
            }
            for row in csv.DictReader(handle)
        ]
