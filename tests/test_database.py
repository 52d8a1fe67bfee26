"""The tests themselves: they run with the application's rights, and between them the database returns to its start."""

import pytest
from django.db import DatabaseError, connection, transaction

from agencies.models import Area, AuditEvent, User
from tests.database import as_owner
from tests.personas import People, make_people


def _current_role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


def test_a_test_runs_with_the_applications_rights(db: None) -> None:
    assert _current_role() == "mappa_app"


def test_the_owner_is_asked_for_by_name_and_left_again(db: None) -> None:
    with as_owner():
        assert _current_role() != "mappa_app"
    assert _current_role() == "mappa_app"


def test_people_see_by_their_relation_to_the_nominal(people: People) -> None:
    from cases.access import can

    everybody = {name: user for name in People.__annotations__ if isinstance(user := people[name], User)}
    may_see = {name for name, user in everybody.items() if can(user, people.nominal, "view_nominal")}
    assert may_see == {
        "offender_manager", "colleague", "supervisor", "administrator", "coordinator", "panel_chair", "panel_member"
    }  # fmt: skip


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_a_committed_test_leaves_only_reference_data(time: int) -> None:
    assert Area.objects.count() == 42
    assert not AuditEvent.objects.exists()
    make_people()
    assert _current_role() == "mappa_app"


@pytest.mark.django_db(transaction=True)
def test_evidence_cannot_be_emptied_by_its_owner_either() -> None:
    with as_owner(), pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute("TRUNCATE agencies_auditevent")
