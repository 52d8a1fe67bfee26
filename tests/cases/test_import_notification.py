"""Notification after an import: it follows from orders; nobody is late with what fell due before; gaps are listed."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agencies.choices import AgencyKind, Role
from agencies.models import User
from agencies.teams import standard_team
from cases.choices import NotificationSource
from cases.clocks import differences
from cases.models import Clock, Nominal, Notification, NotificationRequirement, Order
from cases.notification import waits_to_be_known
from cases.services.notification import follow_notification
from cases.services.notification_of_many import follow_orders
from tests.asking import client_of
from tests.cases.cohort_folders import Folder
from tests.cases.filling import text_of
from tests.personas import make_user

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "cohort")


@pytest.fixture
def officer(db: None) -> User:
    return make_user(Role.OFFENDER_MANAGER, standard_team("E23000016", AgencyKind.PROBATION))


def one() -> Nominal:
    return Nominal.objects.get(source_reference="R1")


def order(**instead: str) -> str:
    cells = {"order_type": "shpo", "made_on": "2015-01-01", "ends_on": "", "ended_on": "", "end_reason": ""} | instead
    return "R1,{order_type},{made_on},{ends_on},yes,Elderwick Crown Court,on_conviction,{ended_on},{end_reason}".format(
        **cells
    )


def not_known() -> list[str]:
    found = Nominal.objects.filter(waits_to_be_known(timezone.localdate()))
    return list(found.order_by("source_reference").values_list("source_reference", flat=True))


def tab_of(nominal: Nominal, user: User) -> str:
    return text_of(client_of(user).get(f"{nominal.get_absolute_url()}notification/"))


def test_a_requirement_follows_from_an_order_brought_in_as_it_would_from_one_recorded_here(
    folder: Folder, officer: User
) -> None:
    folder.set("orders", 2, order()).run()
    (row,) = NotificationRequirement.objects.all()
    assert (row.source, row.order, row.ended_on) == (NotificationSource.SHPO, Order.objects.get(), None)
    assert row.started_on == row.relevant_date == datetime.date(2015, 1, 1)
    held = dict(NotificationRequirement.objects.values().get())
    follow_notification(actor=officer, nominal=one(), on=timezone.localdate())
    assert dict(NotificationRequirement.objects.values().get()) == held


def test_its_end_moves_with_the_order_and_nothing_else_is_written(folder: Folder) -> None:
    folder.set("orders", 2, order()).run()
    kept = NotificationRequirement.objects.get()
    folder.set("orders", 2, order(ends_on="2031-05-05")).run()
    moved = NotificationRequirement.objects.get()
    assert (moved.pk, moved.ended_on) == (kept.pk, datetime.date(2031, 5, 5))
    assert follow_orders([moved.nominal_id], timezone.localdate()) == 0


def test_an_end_that_somebody_decided_stands(folder: Folder) -> None:
    folder.set("orders", 2, order()).run()
    decided = datetime.date(2024, 1, 1)
    NotificationRequirement.objects.update(ended_on=decided, end_reason="Conviction quashed")
    folder.set("orders", 2, order(ends_on="2031-05-05")).run()
    assert NotificationRequirement.objects.get().ended_on == decided


def test_nobody_is_late_with_what_fell_due_before_the_record_came_and_it_says_so(folder: Folder, officer: User) -> None:
    folder.set("orders", 2, order()).run()
    assert not Clock.objects.filter(kind__startswith="notify_").exists()
    assert not_known() == ["R1"]
    assert "nothing is recorded of what was notified before" in tab_of(one(), officer)
    last = timezone.localdate() - 100 * DAY
    Notification.objects.create(
        nominal=one(), kind="periodic", notified_on=last, officer="PC Invented", station="Hereford",
        details="As before", recorded_by=officer,
    )  # fmt: skip
    assert "notify_periodic" in {row[1] for row in differences()[1]} | set(Clock.objects.values_list("kind", flat=True))
    assert not_known() == []
    assert "nothing is recorded of what was notified before" not in tab_of(one(), officer)


def test_what_falls_due_after_the_record_came_is_owed(folder: Folder) -> None:
    """Inside since before the requirement began, and released the day before yesterday."""
    today = timezone.localdate()
    folder.lines["whereabouts"][1:3] = [f"R1,prison,2015-01-01,{today - 2 * DAY}", f"R1,community,{today - 2 * DAY},"]
    folder.set("orders", 2, order()).run()
    assert Clock.objects.get(kind="notify_first").due_on == today
    assert not_known() == []


def test_a_release_after_the_record_came_is_to_be_notified(folder: Folder) -> None:
    today = timezone.localdate()
    folder.add("whereabouts")
    folder.lines["whereabouts"][2:3] = [f"R1,community,2016-06-01,{today - 9 * DAY}", f"R1,prison,{today - 9 * DAY},"]
    folder.set("orders", 2, order()).run()
    assert not Clock.objects.filter(kind__startswith="notify_").exists()
    assert not_known() == []  # nothing is owed in custody
    held: Any = one().whereabouts.get(status="prison", ended_on=None)
    held.ended_on = today
    held.save()
    one().whereabouts.create(status="community", started_on=today)
    assert ("notify_release", today + 2 * DAY) in {(row[1], row[3]) for row in differences()[1]}


def test_category_1_without_a_requirement_in_force_waits_to_be_known(folder: Folder, officer: User) -> None:
    """The only order ended: it rested on a conviction, and nobody brought that in."""
    folder.run()
    assert NotificationRequirement.objects.get().ended_on == datetime.date(2025, 1, 1)
    assert not_known() == ["R1"]
    assert "the only notification requirement recorded is that of an order that ended" in tab_of(one(), officer)
    folder.lines["orders"][1:] = []
    Order.objects.all().delete()
    NotificationRequirement.objects.all().delete()
    folder.run()
    assert not_known() == ["R1"]
    assert "no notification requirement is recorded" in tab_of(one(), officer)


def test_many_ask_no_more_than_few(folder: Folder) -> None:
    folder.set("orders", 2, order()).run()
    people = [one().pk]
    counts = []
    for number in (1, 30):
        for _one in range(number):
            other = Nominal.objects.create(family_name="Invented")
            Order.objects.create(nominal=other, order_type="shpo", made_on=datetime.date(2020, 1, 1))
            people.append(other.pk)
        with CaptureQueriesContext(connection) as asked:
            assert follow_orders(people, timezone.localdate()) == number
        counts.append(len(asked))
    assert counts[0] == counts[1]
