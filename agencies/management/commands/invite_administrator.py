"""Invites the first system administrator of an installation; later ones are invited on the page."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from agencies.choices import AgencyKind, Role
from agencies.errors import DomainError
from agencies.models import Team
from agencies.services.invitations import invite_user
from agencies.teams import standard_team


class Command(BaseCommand):
    help = "Send somebody an invitation to become a system administrator in the MAPPA unit of an area."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("full_name")
        parser.add_argument("--area", required=True, help="code of the area, such as E23000016")
        parser.add_argument("--address", required=True, help="where the service is, such as https://mappa.example.org")

    def handle(self, *args: Any, **options: Any) -> None:
        address = options["address"].rstrip("/")
        try:
            invitation = invite_user(
                actor=None,
                email=options["email"],
                full_name=options["full_name"],
                team=standard_team(options["area"], AgencyKind.MAPPA_UNIT),
                role=Role.SYSTEM_ADMINISTRATOR,
                link_to=lambda secret: address + reverse("agencies:join", args=[secret]),
            )
        except Team.DoesNotExist:
            raise CommandError(f"There is no area {options['area']}.") from None
        except DomainError as error:
            raise CommandError(error.sentence) from None
        self.stdout.write(
            f"The invitation is sent to {invitation.email}; it is valid until {invitation.expires_at:%c}."
        )
