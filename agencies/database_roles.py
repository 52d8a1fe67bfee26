"""What the application's own database role may do: anything to ordinary rows, only add to evidence.

The owner of the tables migrates; the application connects as another role, so that not even its own SQL can change or
remove an audit event or a line of history. Must not be needed by anything but `migrate`.
"""

from typing import Any

from django.apps import apps as all_apps
from django.conf import settings
from django.db import connections
from django.db.models import Model

from agencies.history import HistoryRow
from agencies.models import AuditEvent


def append_only_tables() -> list[str]:
    """The tables that the application may read and add to, and nothing else."""
    return sorted(model._meta.db_table for model in all_apps.get_models() if _is_append_only(model))


def _is_append_only(model: type[Model]) -> bool:
    return issubclass(model, AuditEvent | HistoryRow)


def grant_application_role(sender: Any, using: str, **kwargs: Any) -> None:
    """After every `migrate`: make the role if need be and give it its rights, no more. Safe to repeat."""
    if sender.name != "agencies":
        return
    connection = connections[using]
    role = connection.ops.quote_name(settings.APPLICATION_ROLE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user = %s", [settings.APPLICATION_ROLE])
        if cursor.fetchone()[0]:
            return
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [settings.APPLICATION_ROLE])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE ROLE {role} NOLOGIN")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
        for table in append_only_tables():
            cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {connection.ops.quote_name(table)} FROM {role}")
