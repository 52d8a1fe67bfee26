"""The limits of practice that every installation begins with. Written after every `migrate` and every flush.

Only a limit that has no row of its name, level and band is added: what an area or an administrator set is never undone.
"""

import csv
from pathlib import Path
from typing import Any

from django.apps import apps as installed_apps
from django.apps.registry import Apps

PRACTICE_FILE = Path(__file__).parent / "data" / "practice.csv"


def load_practice(sender: Any, using: str, apps: Apps = installed_apps, **kwargs: Any) -> None:
    """Receiver of `post_migrate`."""
    if sender.name != "cases":
        return
    try:
        setting = apps.get_model("cases", "PracticeSetting")
    except LookupError:  # migrated back to before the table
        return
    held = set(setting.objects.using(using).values_list("name", "level", "band"))
    setting.objects.using(using).bulk_create(
        setting(**row) for row in _rows() if (row["name"], row["level"], row["band"]) not in held
    )


def _rows() -> list[dict[str, Any]]:
    with PRACTICE_FILE.open(newline="", encoding="utf-8") as handle:
        return [
            {**row, "level": int(row["level"]) if row["level"] else None, "value": int(row["value"])}
            for row in csv.DictReader(handle)
        ]
