"""Makes the demonstration's users, if they are missing, and prints them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from agencies.demonstration import PASSWORD, PEOPLE, load_demonstration_users
from agencies.errors import DomainError
from agencies.models import Area
from agencies.roles import ROLE_SUMMARIES


class Command(BaseCommand):
    help = "Make the users of the demonstration and print how to sign in as each. Demonstration mode only."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            load_demonstration_users()
        except DomainError as error:
            raise CommandError(error.sentence) from None
        names = dict(Area.objects.values_list("code", "name"))
        width = max(len(person.email) for person in PEOPLE)
        self.stdout.write(f"Password of every one of them: {PASSWORD}\n\n")
        for person in PEOPLE:
            areas = " and ".join(names[code] for code in person.areas)
            self.stdout.write(f"{person.email:<{width}}  {person.role.label}: {person.agency}, {areas}")
            self.stdout.write(f"{'':<{width}}  {ROLE_SUMMARIES[person.role]}")
