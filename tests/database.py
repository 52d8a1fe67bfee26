"""The two database roles in the tests: everything runs with the application's rights, only emptying needs the owner's.

Must not be needed by a test of a page or a service: they see a database exactly as the application does.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

_flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]


def step_down() -> None:
    """From now on each connection of this process, a live server's threads included, is the application's role."""
    connection.settings_dict["OPTIONS"]["options"] = f"-c role={settings.APPLICATION_ROLE}"
    settings.PGTRIGGER_INSTALL_ON_MIGRATE = False  # emptying the tables leaves their triggers in place
    connection.close()


def step_up() -> None:
    """Connections are the owner's again, and nobody else has one: to drop the test database."""
    connection.settings_dict["OPTIONS"].pop("options", None)
    connection.close()
    with connection.cursor() as cursor:  # a server process ends a moment after its visitor has gone
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
    connection.close()


@contextmanager
def as_owner() -> Iterator[None]:
    """The owner of the tables, on this thread's connection, for the block. Not across a rollback."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {connection.ops.quote_name(settings.APPLICATION_ROLE)}")


def _set_truncate_guards(state: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, quote_ident(tgname) FROM pg_trigger"
            " WHERE tgname LIKE 'pgtrigger_no_truncate%%'"
        )
        for table, trigger in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} {state} TRIGGER {trigger}")


def _flush_as_owner(case: TransactionTestCase) -> None:
    """Empty every table, evidence included; reference data comes back with `post_migrate`."""
    connection.close()  # a test may have left it in a broken transaction or another role
    with as_owner():
        _set_truncate_guards("DISABLE")
        try:
            _flush(case)
        finally:
            _set_truncate_guards("ENABLE")


def empty_as_owner() -> None:
    """Make the flush between transactional tests work although the application may not empty its tables."""
    TransactionTestCase._fixture_teardown = _flush_as_owner  # type: ignore[attr-defined]
