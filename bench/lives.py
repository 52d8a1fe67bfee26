"""Gives everybody live in the national data set a life: `lives.sql`, then the clocks and alerts that follow."""

from pathlib import Path

from django.db import connection, transaction

STATEMENTS = Path(__file__).with_name("lives.sql")


def add_lives() -> None:
    """In one transaction, set-based, by whoever owns the tables."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(STATEMENTS.read_text(encoding="utf-8"))


def add_what_follows() -> dict[str, int]:
    """The clocks of every life and the alerts that the nights told of them; six in ten are read by now."""
    from cases.clocks import load_kinds, refresh
    from cases.models import Alert, Clock
    from cases.services.clock_alerts import tell_of_clocks

    load_kinds()
    refresh()
    tell_of_clocks()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_alert SET made_at = made_at - (hashtext(id::text) & 63) * interval '3 hours',"
            " read_at = CASE WHEN hashtext(id::text) & 7 < 5 THEN now() END"
        )
    return {"clocks": Clock.objects.count(), "alerts": Alert.objects.count()}
