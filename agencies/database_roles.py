"""What the application's own database role may do: anything to ordinary rows, only add to evidence.

The owner of the tables migrates; the application connects as another role, so that not even its own SQL can change or
remove an audit event or a line of history. Must not be needed by anything but `migrate`.
"""

from typing import Any

from django.apps import apps as all_apps
from django.conf import settings
from django.db import connection, connections, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from agencies.history import HistoryRow
from agencies.models import AuditEvent


def append_only_tables() -> list[str]:
    """The tables that the application may read and add to, and nothing else."""
    return sorted(model._meta.db_table for model in all_apps.get_models() if _is_append_only(model))


def _is_append_only(model: type[Model]) -> bool:
    """Evidence, history, and whatever another app's model says of itself with `is_append_only`."""
    return issubclass(model, AuditEvent | HistoryRow) or getattr(model, "is_append_only", False)


def grant_application_role(sender: Any, using: str, **kwargs: Any) -> None:
    """After every `migrate`: make the role if need be and give it its rights, no more. Safe to repeat."""
    if sender.name != "agencies":
        return
    # In one transaction: between two statements the role would hold rights on evidence that it must never hold.
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        if _answer(cursor, "SELECT current_user = %s"):
            return
        if not _answer(cursor, "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)"):
            _make_role(cursor)
        _grant(cursor)


def _make_role(cursor: CursorWrapper) -> None:
    """A role that only the login that made it may step down to: an installation with one login needs no other."""
    role = _quoted(settings.APPLICATION_ROLE)
    cursor.execute(f"CREATE ROLE {role} NOLOGIN")
    cursor.execute(f"GRANT {role} TO CURRENT_USER WITH INHERIT FALSE, SET TRUE")


def _grant(cursor: CursorWrapper) -> None:
    role = _quoted(settings.APPLICATION_ROLE)
    evidence = ", ".join(map(_quoted, append_only_tables()))
    cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
    cursor.execute(f"REVOKE CREATE ON SCHEMA public FROM {role}, PUBLIC")
    cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
    cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
    # To bring the planner's statistics up to date in the middle of a large import: it changes no row.
    cursor.execute(f"GRANT MAINTAIN ON ALL TABLES IN SCHEMA public TO {role}")
    cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {evidence} FROM {role}")
    cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}")
    # Imports work in temporary tables. Everybody may make them unless an installation took that right from PUBLIC.
    if not _answer(cursor, "SELECT has_database_privilege(%s, current_database(), 'TEMPORARY')"):
        cursor.execute("SELECT current_database()")
        cursor.execute(f"GRANT TEMPORARY ON DATABASE {_quoted(cursor.fetchone()[0])} TO {role}")


def _answer(cursor: CursorWrapper, question: str) -> bool:
    """The answer to a question about the application's role."""
    cursor.execute(question, [settings.APPLICATION_ROLE])
    return bool(cursor.fetchone()[0])


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
