"""`manage.py prepare`: everything between an empty database and a service that can start."""

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from mappa.progress import step


class Command(BaseCommand):
    """Safe to repeat: a second time finds nothing to do."""

    help = "Migrate, with the reference data; in a demonstration's first start also load its people and records."

    def handle(self, *args: Any, **options: Any) -> None:
        with step(_("Bringing the database and its reference data up to date")):
            call_command("migrate", verbosity=0, interactive=False)
        if settings.DEMONSTRATION:
            self._load_demonstration()
            call_command("demonstration_users")

    def _load_demonstration(self) -> None:
        """Once: whatever has been changed or removed since stays so. All of it or nothing, so that "once" is true."""
        if get_user_model().objects.exists():
            return
        self.stdout.write(_("Loading the demonstration, this once:"))
        started = time.monotonic()
        with transaction.atomic():
            call_command("load_demonstration")
        self.stdout.write(_("The demonstration is loaded (%.1f s).") % (time.monotonic() - started))
