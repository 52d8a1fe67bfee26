"""The lists that every installation begins with. Written after every `migrate` and every flush.

Only an entry whose code, list and first day are not there is added: what an administrator brought in is never undone.
"""

from pathlib import Path
from typing import Any

from django.apps import apps as installed_apps
from django.apps.registry import Apps

OFFENCES_FILE = Path(__file__).parent.parent / "data" / "qualifying_offences.csv"


def load_qualifying_offences(sender: Any, using: str, apps: Apps = installed_apps, **kwargs: Any) -> None:
    """Receiver of `post_migrate`. Raises ValueError for a file with faults: a broken release."""
    from cases.qualifying.reading import read_file  # needs the models, which are not loaded when this is connected

    if sender.name != "cases":
        return
    try:
        model = apps.get_model("cases", "QualifyingOffence")
    except LookupError:  # migrated back to before the table
        return
    held = set(model.objects.using(using).values_list("code", "schedule", "effective_from"))
    read = read_file(OFFENCES_FILE.read_bytes())
    if read.faults:
        raise ValueError(read.faults)
    missing = [row for row in read.rows if (row["code"], row["schedule"], row["effective_from"]) not in held]
    model.objects.using(using).bulk_create(model(**row) for row in missing)
