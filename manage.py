#!/usr/bin/env python
"""Django's command line. With no database or broker in the environment it joins this copy's embedded servers."""

import os
import sys

# These change tables, so they connect as their owner; everything else runs with the application's own, lesser rights.
OWNER_COMMANDS = {"migrate", "makemigrations", "sqlmigrate", "sqlflush", "flush", "squashmigrations", "prepare", "test"}
# These never open a connection: starting servers for them would only cost a second.
SERVERLESS_COMMANDS = {
    "",
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "version",
}


def main() -> None:
    """Run one command, with embedded servers beneath it if it needs any."""
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mappa.settings")
    if command in OWNER_COMMANDS:
        os.environ.setdefault("MAPPA_DB_ROLE", "owner")

    from django.core.management import execute_from_command_line

    from mappa.embedded import joined

    if command.startswith("-") or (command in SERVERLESS_COMMANDS and "--database" not in sys.argv):
        execute_from_command_line(sys.argv)
        return
    with joined():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
