"""Brings the planner's statistics up to date where waiting for the server to do so would be too late."""

from django.db import connection
from django.db.models import Model


def refresh_statistics(*models: type[Model]) -> None:
    """Have the server look again at the tables of these models. For use after many rows were written and before the
    next statement reads them in the same transaction: without it the planner takes a full table for an empty one.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(connection.ops.quote_name(model._meta.db_table) for model in models)}")
