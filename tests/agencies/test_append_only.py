"""What was done cannot be undone on record: not by the application's role, not by tricks of the session."""

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from agencies.audit import record
from agencies.choices import AuditAction
from agencies.database_roles import append_only_tables
from agencies.models import AuditEvent, User
from tests.database import as_owner
from tests.personas import make_user

pytestmark = pytest.mark.django_db


def _refused(statement: str, *before: str) -> None:
    """The database refuses the statement to the application's role, for want of the right to it."""
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
        _execute(*before, statement)


def _execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_the_audit_and_every_history_are_append_only() -> None:
    tables = append_only_tables()
    assert "agencies_auditevent" in tables
    assert {"agencies_userhistory", "agencies_membershiphistory", "cases_nominalhistory"} <= set(tables)


@pytest.mark.parametrize("act", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}", "DROP TABLE {}"])
def test_the_application_may_neither_change_nor_remove_evidence(act: str) -> None:
    for table in append_only_tables():
        column = "pgh_id" if table.endswith("history") else "id"
        _refused(act.format(table, column, column))


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE {} DISABLE TRIGGER ALL",
        "ALTER TABLE {} OWNER TO mappa_app",
        "GRANT DELETE ON {} TO mappa_app",
        "CREATE RULE nothing AS ON INSERT TO {} DO INSTEAD NOTHING",
        "CREATE TRIGGER swallow BEFORE INSERT ON {} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    ],
)
def test_the_application_may_not_loosen_what_protects_evidence(statement: str) -> None:
    for table in ("agencies_auditevent", "agencies_userhistory"):
        if statement.startswith("GRANT"):
            with transaction.atomic():
                _execute(statement.format(table))  # PostgreSQL warns, grants nothing, and says so in a notice
            _refused(f"DELETE FROM {table}")
        else:
            _refused(statement.format(table))


def test_the_application_may_not_switch_triggers_off_for_its_session() -> None:
    _refused("SET session_replication_role = replica")


def test_ignoring_the_guards_by_a_variable_of_the_session_changes_nothing() -> None:
    record(AuditAction.VIEW, rule="test")
    guard = "SET LOCAL pgtrigger.ignore = '{agencies_auditevent:append_only,agencies_auditevent:no_truncate}'"
    _refused("DELETE FROM agencies_auditevent", guard)
    _refused("UPDATE agencies_auditevent SET rule = 'nothing'", guard)
    assert AuditEvent.objects.get().rule == "test"


def test_the_application_may_not_make_tables_or_rewrite_which_migrations_ran() -> None:
    _refused("CREATE TABLE public.shadow (id int)")
    _refused("DELETE FROM django_migrations")


def test_the_owner_is_held_back_by_the_guards_too() -> None:
    record(AuditAction.VIEW, rule="test")
    for statement in ("DELETE FROM agencies_auditevent", "UPDATE agencies_auditevent SET rule = 'nothing'"):
        with as_owner(), pytest.raises(DatabaseError, match=r"[Cc]annot (delete|update)"), transaction.atomic():
            _execute(statement)


def test_the_application_adds_to_evidence_and_reads_it() -> None:
    record(AuditAction.VIEW, rule="test")
    assert AuditEvent.objects.count() == 1


def test_every_change_of_a_person_leaves_a_line_of_history_without_the_password() -> None:
    user = make_user(full_name="Wilhelmina First")
    user.full_name = "Wilhelmina Second"
    user.save()
    rows = _history_of(user)
    assert [row["full_name"] for row in rows] == ["Wilhelmina First", "Wilhelmina Second"]
    assert not {"password", "last_login"} & set(rows[0])


def _history_of(user: User) -> list[dict]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM agencies_userhistory WHERE id = %s ORDER BY pgh_id", [user.pk])
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
