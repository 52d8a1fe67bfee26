"""`manage.py prepare`: everything between an empty database and a service that can start."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from mappa.progress import step


class Command(BaseCommand):
    """Safe to repeat: a second time finds nothing to do."""

    help = "Migrate, load the reference data and, in a demonstration's first start, its people and records."

    def handle(self, *args: Any, **options: Any) -> None:
        with step(_("Bringing the database up to date")):
            call_command("migrate", verbosity=0, interactive=False)
        if "load_reference" in get_commands():
            with step(_("Loading the reference data")):
                call_command("load_reference", verbosity=0)
        if settings.DEMONSTRATION and "load_demonstration" in get_commands():
            self._load_demonstration()
            call_command("demonstration_users")

    def _load_demonstration(self) -> None:
        """Once: whatever has been changed or removed since stays so."""
        if get_user_model().objects.exists():
            return
        with step(_("Loading the demonstration's people and records")), transaction.atomic():
            call_command("load_demonstration", verbosity=0)
