"""`manage.py check_grants`: who may see whom follows from recorded reasons, and from nothing else."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.services.grant_check import differences
from cases.services.involvement import follow_responsibilities


class Command(BaseCommand):
    """Exit status 0: everything agrees (after `--repair`: agrees now). 1: each difference on a line."""

    help = _("Prove that reasons follow from responsibilities and guardian's rows from reasons; list what does not.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help=_("make reasons and rows what they should be"))

    def handle(self, *args: Any, repair: bool, **options: Any) -> None:
        found = differences()
        for difference in found:
            self.stdout.write(str(difference))
        if not found:
            self.stdout.write(_("Every team's access has its reason, and every reason gives its access."))
            return
        count = len(found)
        if not repair:
            sentence = ngettext(
                "%(count)d difference. Run again with --repair to mend it.",
                "%(count)d differences. Run again with --repair to mend them.",
                count,
            )
            raise CommandError(sentence % {"count": count})
        follow_responsibilities()
        if differences():
            raise CommandError(_("Differences remain. Is somebody changing records at this moment? Run it again."))
        self.stdout.write(
            ngettext("%(count)d difference mended.", "%(count)d differences mended.", count) % {"count": count}
        )
