"""`manage.py check_clocks`: proves that what is shown as due is what the records call for, and nothing else."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.clocks import differences, refresh
from cases.models import Nominal


class Command(BaseCommand):
    help = "Compare the clocks with the records; print each difference. Exit code 1 if there is any."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="make the clocks what the records call for")

    def handle(self, *args: Any, repair: bool, **options: Any) -> None:
        if repair:
            changed, removed = refresh()
            self.stdout.write(f"{changed} clocks added or moved, {removed} removed.")
        uncalled, missing = differences()
        self._tell("shown, and nothing in the record calls for it", uncalled)
        self._tell("called for, and not shown", missing)
        if uncalled or missing:
            raise CommandError(f"{len(uncalled) + len(missing)} differences. --repair mends them.")
        self.stdout.write("Every clock follows from a record, and every record has its clocks.")

    def _tell(self, what: str, rows: list[tuple]) -> None:
        references = dict(Nominal.objects.filter(pk__in={row[0] for row in rows}).values_list("pk", "reference"))
        for row in rows:
            self.stdout.write(f"{references[row[0]]}: {row[1]}, due {row[3]}: {what}")
