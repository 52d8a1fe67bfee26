"""Prints what each role may do."""

from typing import Any

from django.core.management.base import BaseCommand

from agencies.roles import Capability, role_table


class Command(BaseCommand):
    help = "Print what each role may do: one line a role, then one line a capability with the roles that have it."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        rows = role_table()
        width = max(len(str(role.label)) for role, _summary, _has in rows)
        for role, summary, _has in rows:
            self.stdout.write(f"{role.label!s:<{width}}  {summary}")
        self.stdout.write("")
        wide = max(len(str(capability.label)) for capability in Capability)
        for place, capability in enumerate(Capability):
            holders = [str(role.label) for role, _summary, has in rows if has[place]]
            self.stdout.write(f"{capability.label!s:<{wide}}  {', '.join(holders) or '-'}")
