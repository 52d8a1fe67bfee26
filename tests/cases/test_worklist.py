"""What is due stands in somebody's list before it is too late, and goes when it is done."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from agencies.choices import AgencyKind, Role
from agencies.models import AuditEvent, Team, User
from agencies.teams import standard_team
from cases.clocks import differences, refresh
from cases.models import Clock, LevelPeriod, Nominal, Order
from cases.worklist import clocks_of, late, lines
from tests.personas import AREA, allocate, involve, make_nominal, make_user

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def order_ending(nominal: Nominal, in_days: int) -> Order:
    today = timezone.localdate()
    return Order.objects.create(
        nominal=nominal, order_type="shpo", made_on=today - 400 * DAY, ends_on=today + in_days * DAY
    )


@pytest.fixture
def police() -> Team:
    return standard_team(AREA, AgencyKind.POLICE)


@pytest.fixture
def officer(police: Team) -> User:
    return make_user(Role.OFFENDER_MANAGER, police)


@pytest.fixture
def nominal(police: Team) -> Nominal:
    return make_nominal(police, family_name="Clockwork")


def test_an_order_that_ends_within_ninety_days_is_on_the_lead_teams_list(
    nominal: Nominal, officer: User, police: Team
) -> None:
    order_ending(nominal, 60)
    refresh([nominal.pk])
    clock = Clock.objects.get(nominal=nominal, kind="order_end")
    assert clock.team == police
    assert list(clocks_of(officer, timezone.localdate())) == [clock]


def test_an_order_that_ends_later_is_not_shown_yet(nominal: Nominal, officer: User) -> None:
    order_ending(nominal, 120)
    refresh([nominal.pk])
    assert not clocks_of(officer, timezone.localdate()).exists()
    assert clocks_of(officer, timezone.localdate() + 31 * DAY).filter(kind="order_end").exists()


def test_a_clock_moves_with_its_date_and_goes_when_it_is_done(nominal: Nominal) -> None:
    order = order_ending(nominal, 60)
    refresh([nominal.pk])
    Order.objects.filter(pk=order.pk).update(ends_on=timezone.localdate() + 30 * DAY)
    assert refresh([nominal.pk]) == (1, 0)
    assert Clock.objects.get(nominal=nominal, kind="order_end").due_on == timezone.localdate() + 30 * DAY
    Order.objects.filter(pk=order.pk).update(ended_on=timezone.localdate())
    assert refresh([nominal.pk]) == (0, 1)


def test_refreshing_again_changes_nothing(nominal: Nominal) -> None:
    order_ending(nominal, 60)
    refresh([nominal.pk])
    assert refresh([nominal.pk]) == (0, 0)
    assert differences() == ([], [])


def test_somebody_without_a_level_is_overdue_from_the_first_day(nominal: Nominal, officer: User) -> None:
    LevelPeriod.objects.filter(nominal=nominal).delete()
    refresh([nominal.pk])
    today = timezone.localdate()
    found = late(clocks_of(officer, today), today)
    assert [line.what for line in lines(found.select_related("nominal"), today)] == [
        "No level: decide at which level to manage"
    ]


def test_the_dead_have_no_clocks(nominal: Nominal) -> None:
    order_ending(nominal, 60)
    Nominal.objects.filter(pk=nominal.pk).update(died_on=timezone.localdate())
    refresh([nominal.pk])
    assert not Clock.objects.filter(nominal=nominal).exists()


def test_another_agencys_officer_sees_none_of_it(nominal: Nominal, client: Client) -> None:
    order_ending(nominal, 60)
    refresh([nominal.pk])
    stranger = make_user(Role.OFFENDER_MANAGER, standard_team(AREA, AgencyKind.PROBATION))
    client.force_login(stranger)
    answer = client.get(reverse("cases:worklist"))
    assert answer.status_code == 200
    assert "Clockwork" not in answer.text
    assert nominal.reference not in answer.text


def test_the_worklist_leads_to_where_the_duty_is_dealt_with_and_leaves_evidence(
    nominal: Nominal, officer: User, client: Client
) -> None:
    order = order_ending(nominal, 5)
    refresh([nominal.pk])
    client.force_login(officer)
    answer = client.get(reverse("cases:worklist"), {"when": "week"})
    assert "Clockwork" in answer.text
    assert reverse("cases:order", args=[nominal.pk, order.pk]) in answer.text
    event = AuditEvent.objects.get(route="cases:worklist")
    assert event.shown == [nominal.reference]


def test_a_filter_narrows_the_worklist(nominal: Nominal, officer: User, client: Client) -> None:
    order_ending(nominal, 60)
    refresh([nominal.pk])
    client.force_login(officer)
    assert "Clockwork" not in client.get(reverse("cases:worklist"), {"when": "late"}).text
    assert "Clockwork" in client.get(reverse("cases:worklist"), {"kind": "order_end"}).text


def test_the_check_names_what_is_missing_and_mends_it(nominal: Nominal, capsys: pytest.CaptureFixture[str]) -> None:
    order_ending(nominal, 60)
    with pytest.raises(CommandError):
        call_command("check_clocks")
    assert nominal.reference in capsys.readouterr().out
    call_command("check_clocks", "--repair")
    assert differences() == ([], [])


def test_ones_own_duties_come_first_then_the_teams_then_everybodys(police: Team, client: Client) -> None:
    officer, other = make_user(Role.OFFENDER_MANAGER, police), make_user(Role.OFFENDER_MANAGER, police)
    for manager, name in ((officer, "Mine"), (other, "Theirs"), (None, "Nobodys")):
        nominal = make_nominal(police, family_name=name)
        order_ending(nominal, 5)
        if manager:
            allocate(nominal, manager)
    elsewhere = make_nominal(standard_team(AREA, AgencyKind.PROBATION), family_name="Shared")
    order_ending(elsewhere, 5)
    involve(elsewhere, police)
    refresh()
    client.force_login(officer)

    def names(**asked: str) -> list[str]:
        asked = {"sort": "person", "kind": "order_end", **asked}
        shown = client.get(reverse("cases:worklist"), asked).context["lines"]
        return [line.name.split(",")[0] for line in shown]

    assert names() == ["Mine"]
    assert names(whose="team") == ["Mine", "Nobodys", "Theirs"]
    assert names(whose="all") == ["Mine", "Nobodys", "Shared", "Theirs"]
    assert names(whose="all", sort="-person") == ["Theirs", "Shared", "Nobodys", "Mine"]
    client.force_login(make_user(Role.OFFENDER_MANAGER, police))
    assert names() == ["Mine", "Nobodys", "Theirs"]


def test_each_number_of_a_kind_is_the_length_of_its_list(police: Team, officer: User, client: Client) -> None:
    for days in (3, 10, 40, 80):
        order_ending(make_nominal(police), days)
    for _number in range(2):
        LevelPeriod.objects.filter(nominal=make_nominal(police)).delete()
    refresh()
    client.force_login(officer)
    response = client.get(reverse("cases:worklist"), {"whose": "team"})
    numbers = {one.kind: (one.late, one.week, one.month, one.whole) for one in response.context["numbers"]}
    assert numbers == {"order_end": (0, 1, 2, 4), "level_missing": (2, 0, 0, 2)}
    for kind, counts in numbers.items():
        for when, number in zip(("late", "week", "month", ""), counts, strict=True):
            asked = {"whose": "team", "kind": kind, "when": when}
            page = client.get(reverse("cases:worklist"), asked).context["page"]
            assert page.paginator.count == len(page.object_list) == number


def test_back_to_the_worklist_keeps_filters_and_row(nominal: Nominal, officer: User, client: Client) -> None:
    order_ending(nominal, 5)
    refresh()
    client.force_login(officer)
    client.get(reverse("cases:worklist"), {"whose": "team", "when": "week"})
    record = client.get(nominal.get_absolute_url()).content.decode()
    assert f"/worklist/?whose=team&amp;when=week#{nominal.reference}" in record


def test_the_record_says_what_is_due_first(nominal: Nominal, officer: User, client: Client) -> None:
    order_ending(nominal, 5)
    refresh()
    client.force_login(officer)
    lines_shown = client.get(nominal.get_absolute_url()).context["duties"]
    assert [str(line.what) for line in lines_shown] == ["An order ends: consider renewing it"]


@pytest.mark.parametrize("count", [3, 30])
def test_the_worklist_takes_the_same_queries_for_few_and_for_many(
    count: int, police: Team, officer: User, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(count):
        order_ending(make_nominal(police), 60)
    refresh()
    client.force_login(officer)
    with django_assert_max_num_queries(14):
        client.get(reverse("cases:worklist"))
