"""`manage.py import_cohort DIR`: bring in an area's records from a folder of cohort files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from agencies.models import Area
from cases.imports.service import Outcome, import_folder


class Command(BaseCommand):
    help = "Bring in an area's records from a folder of cohort files: all of it, or nothing and every fault."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--dry-run", action="store_true", help="check only; store nothing")
        parser.add_argument("--area", metavar="CODE", help="whose records these are; else the area named most")

    def handle(self, *args: Any, folder: Path, dry_run: bool, area: str | None, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.")
        if area is not None and not Area.objects.filter(pk=area).exists():
            raise CommandError(f"{area} is not the code of an area.")
        outcome = import_folder(folder, area_code=area, dry_run=dry_run)
        self._tell(outcome)

    def _tell(self, outcome: Outcome) -> None:
        for fault in outcome.faults:
            self.stderr.write(str(fault))
        if outcome.faults:
            raise CommandError(f"{len(outcome.faults)} faults. Nothing was stored.")
        for name, count in outcome.counts.items():
            self.stdout.write(f"{name}: {count.rows} rows, {count.new} new, {count.changed} changed")
