"""`manage.py load_demonstration`: the invented people that a demonstration starts with. Safe to repeat."""

import datetime
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

import cases
from agencies.demonstration import demonstration_users, load_demonstration_users
from cases.demonstration import living_area
from cases.demonstration.around import add_around
from cases.demonstration.subjects import add_subjects
from cases.imports.service import import_folder
from cases.models import Nominal

WEST_MERCIA = Path(cases.__file__).parent / "data" / "demonstration" / "west-mercia-2022-23"


class Command(BaseCommand):
    help = "Load the demonstration: its users, West Mercia's cohort of 2022/23 and a living area with today's dates."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("The demonstration is loaded in demonstration mode only.")
        self.stdout.write("Demonstration users ...")
        load_demonstration_users()
        self.stdout.write("West Mercia's cohort of 2022/23, 2,587 invented people ...")
        self._import(WEST_MERCIA, "E23000016")
        if Nominal.objects.filter(source_area=living_area.AREA).exists():
            self.stdout.write("The living area is already there.")
        else:
            self._add_living_area(timezone.localdate())
        self.stdout.write("What its people did, and what was decided of them ...")
        with transaction.atomic():
            add_subjects(demonstration_users(), timezone.localdate())

    def _add_living_area(self, today: datetime.date) -> None:
        self.stdout.write("A living area with today's dates ...")
        with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
            living_area.write_living_area(Path(folder), today)
            self._import(Path(folder), living_area.AREA)
            add_around(demonstration_users(), today)

    def _import(self, folder: Path, area: str) -> None:
        outcome = import_folder(folder, area_code=area)
        if outcome.faults:
            raise CommandError("\n".join(str(fault) for fault in outcome.faults))
