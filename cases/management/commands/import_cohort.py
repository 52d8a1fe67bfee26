"""`manage.py import_cohort DIR`: bring in an area's records from a folder of cohort files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.models import Area
from cases.imports.outcome import Outcome
from cases.management.progress import ProgressBar
from cases.services.cohorts import import_from_folder


class Command(BaseCommand):
    """Exit status 0: stored, checked, or nothing to change. 1: faults, each on a line of standard error."""

    help = _("Bring in an area's records from a folder of cohort files: all of it, or nothing and every fault.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help=_("the folder with the seven CSV files"))
        parser.add_argument("--dry-run", action="store_true", help=_("check only; store nothing"))
        parser.add_argument(
            "--area",
            metavar="CODE",
            help=_("the area whose records these are, by which known people are found; else the area named most"),
        )

    def handle(self, *args: Any, folder: Path, dry_run: bool, area: str | None, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(_("%(folder)s is not a folder.") % {"folder": folder})
        if area is not None and not Area.objects.filter(pk=area).exists():
            raise CommandError(_("%(area)s is not the code of one of the 42 areas.") % {"area": area})
        with ProgressBar(self.stderr, is_quiet=options["verbosity"] == 0) as progress:
            _run, outcome = import_from_folder(folder=folder, area_code=area, is_dry_run=dry_run, progress=progress)
        self._refuse(outcome)
        if options["verbosity"]:
            self._tell(outcome, dry_run)

    def _refuse(self, outcome: Outcome) -> None:
        if not outcome.faults:
            return
        for fault in outcome.faults:
            self.stderr.write(str(fault))
        count = len(outcome.faults)
        sentence = ngettext("%(count)d fault. Nothing was stored.", "%(count)d faults. Nothing was stored.", count)
        raise CommandError(sentence % {"count": count})

    def _tell(self, outcome: Outcome, dry_run: bool) -> None:
        words = {"area": Area.objects.filter(pk=outcome.area_code).first() or _("nobody")}
        self.stdout.write(_("Records of %(area)s") % words)
        for name, count in outcome.counts.items():
            numbers = {"file": f"{name}.csv", "rows": count.rows, "new": count.new, "changed": count.changed}
            self.stdout.write(_("  %(file)-22s %(rows)8d rows %(new)8d new %(changed)8d changed") % numbers)
        for notice in outcome.notices:
            self.stdout.write(_("Note: %(notice)s") % {"notice": notice})
        if dry_run:
            self.stdout.write(_("No fault found. This was a check: nothing was stored."))
        elif outcome.has_changes:
            self.stdout.write(_("All of it is stored."))
        else:
            self.stdout.write(_("All of it was stored already: nothing was changed."))
