"""The list of nominals: what it shows, how it is narrowed, sorted, paged, and what it leaves as evidence."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agencies.choices import AgencyKind, AuditAction, Role
from agencies.models import AuditEvent
from agencies.teams import standard_team
from cases.choices import Basis, LimitReason, Whereabouts
from cases.models import (
    CaseEvent,
    CategoryBasis,
    LevelPeriod,
    Nominal,
    Order,
    Responsibility,
    Restriction,
    WhereaboutsPeriod,
)
from tests.asking import client_of
from tests.cases.filling import text_of
from tests.personas import (
    AREA,
    OTHER_AREA,
    SECRET_FAMILY_NAME,
    People,
    involve,
    make_membership,
    make_nominal,
    make_user,
)

pytestmark = pytest.mark.django_db
LIST = reverse("cases:nominals")
TODAY = timezone.localdate()


def listed(response: Any) -> list[str]:
    """The names on a page, in order."""
    return [row.name for row in response.context["rows"]]


def ask(user: Any, **asked: Any) -> Any:
    return client_of(user).get(LIST, {"filtered": "1", **asked})


def test_the_list_shows_whom_the_teams_may_see_and_nobody_else(people: People) -> None:
    response = ask(people.offender_manager)
    assert listed(response) == ["Thistlewick, Barnaby"]
    assert SECRET_FAMILY_NAME not in response.content.decode()
    assert listed(ask(people.coordinator)) == ["Quillfeather, Ottoline", "Thistlewick, Barnaby"]
    assert listed(ask(people.outsider)) == []


@pytest.mark.parametrize("persona", ["data_protection_officer", "smb_member", "system_administrator", "superuser"])
def test_whoever_may_see_no_record_is_refused_the_list(people: People, persona: str) -> None:
    assert client_of(people[persona]).get(LIST).status_code == 403
    event = AuditEvent.objects.get()
    assert (event.action, event.outcome) == (AuditAction.LIST, "refused")


def test_the_list_records_its_terms_and_the_references_shown(people: People) -> None:
    ask(people.offender_manager, level="1")
    event = AuditEvent.objects.get(action=AuditAction.LIST)
    assert event.shown == [people.nominal.reference]
    assert event.detail == {"terms": {"level": "1"}, "count": 1, "page": 1}


def test_a_row_shows_how_the_person_stands_today(people: People) -> None:
    Restriction.objects.create(
        nominal=people.nominal, reason=LimitReason.HIGH_PROFILE, started_on=TODAY
    ).members.create(user=people.offender_manager)
    text = text_of(ask(people.offender_manager))
    for words in (people.nominal.reference, "17 May 1980", "Category 1", "Level 1", "In the community", "Restricted"):
        assert words in text


def test_an_empty_list_says_so(people: People) -> None:
    assert "Nobody you may see fits these filters." in text_of(ask(people.offender_manager, level="3"))


def test_somebody_with_one_area_starts_with_it_and_can_leave_it(people: People) -> None:
    response = client_of(people.coordinator).get(LIST)
    assert "Area: West Mercia" in text_of(response)
    assert 'href="?filtered=1"' in response.content.decode()
    elsewhere = make_nominal(standard_team(OTHER_AREA, AgencyKind.POLICE), family_name="Faraway")
    involve(elsewhere, people.team)
    assert "Faraway, Invented" not in listed(client_of(people.offender_manager).get(LIST))
    assert "Faraway, Invented" in listed(ask(people.offender_manager))


def test_somebody_with_two_areas_starts_with_all(people: People) -> None:
    make_membership(people.offender_manager, standard_team(OTHER_AREA, AgencyKind.POLICE), Role.OFFENDER_MANAGER)
    assert "Area:" not in text_of(client_of(people.offender_manager).get(LIST))


def _unmanaged(people: People) -> Nominal:
    """Somebody whose management ended, still visible to a team involved for another reason."""
    nominal = make_nominal(people.team, family_name="Formerly")
    Responsibility.objects.filter(nominal=nominal).update(ended_on=TODAY)
    involve(nominal, people.team)
    return nominal


@pytest.mark.parametrize(
    ("managed", "names"),
    [
        ("", ["Thistlewick, Barnaby"]),
        ("no", ["Formerly, Invented", "Gone, Invented"]),
        ("any", ["Formerly, Invented", "Gone, Invented", "Thistlewick, Barnaby"]),
    ],
)
def test_people_managed_today_are_listed_unless_others_are_asked_for(
    people: People, managed: str, names: list[str]
) -> None:
    _unmanaged(people)
    make_nominal(people.team, family_name="Gone", died_on=TODAY)
    make_nominal(people.strangers_team, family_name="Elsewhere", died_on=TODAY)
    assert listed(ask(people.offender_manager, managed=managed)) == names


def test_of_the_unmanaged_the_area_is_any_that_was_responsible(people: People) -> None:
    _unmanaged(people)
    assert listed(ask(people.offender_manager, managed="no", area=AREA)) == ["Formerly, Invented"]
    assert listed(ask(people.offender_manager, managed="no", area=OTHER_AREA)) == []
    assert listed(ask(people.offender_manager, area="none")) == ["Formerly, Invented"]


def _varied(people: People) -> None:
    """One person for each kind of difference."""
    days = {"started_on": TODAY - datetime.timedelta(days=300)}
    make_nominal(people.team, family_name="Alpha", level=2, whereabouts=Whereabouts.PRISON)
    make_nominal(people.team, family_name="Bravo", basis=Basis.SENTENCE_12_MONTHS)
    both = make_nominal(people.team, family_name="Charlie", basis=Basis.SENTENCE_12_MONTHS, level=3)
    CategoryBasis.objects.create(nominal=both, category=4, basis=Basis.TERRORISM_RISK, **days)
    bare = make_nominal(people.team, family_name="Delta")
    for history in (CategoryBasis, LevelPeriod, WhereaboutsPeriod):
        history.objects.filter(nominal=bare).update(ended_on=TODAY)
    soon = make_nominal(people.team, family_name="Echo")
    Order.objects.create(nominal=soon, order_type="shpo", made_on=days["started_on"], ends_on=TODAY + ONE_MONTH)
    CategoryBasis.objects.filter(nominal=soon).update(ended_on=TODAY + ONE_MONTH)
    CaseEvent.objects.create(nominal=soon, event_type="sfo_charged", occurred_on=TODAY - datetime.timedelta(days=28))


ONE_MONTH = datetime.timedelta(days=90)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"category": "1"}, ["Alpha", "Echo", "Thistlewick"]),
        ({"category": "2"}, ["Bravo"]),
        ({"category": "4"}, ["Charlie"]),
        ({"category": "none"}, ["Delta"]),
        ({"level": "2"}, ["Alpha"]),
        ({"level": "none"}, ["Delta"]),
        ({"whereabouts": "prison"}, ["Alpha"]),
        ({"whereabouts": "none"}, ["Delta"]),
        ({"limbo": "any"}, ["Delta"]),
        ({"limbo": "level"}, ["Delta"]),
        ({"limbo": "notification"}, ["Alpha", "Echo", "Thistlewick"]),
        ({"orders_ending": "90"}, ["Echo"]),
        ({"orders_ending": "28"}, []),
        ({"categories_ending": "90"}, ["Echo"]),
        ({"events": "28"}, ["Echo"]),
        ({"lead": "probation", "level": "3"}, ["Charlie"]),
        ({"lead": "police"}, []),
        ({"category": "1", "level": "1"}, ["Echo", "Thistlewick"]),
    ],
)
def test_each_filter_leaves_whom_it_names(people: People, asked: dict[str, str], names: list[str]) -> None:
    _varied(people)
    response = ask(people.offender_manager, **asked)
    assert [name.split(",")[0] for name in listed(response)] == names
    assert response.context["page"].paginator.count == len(names)


def test_a_lead_team_of_the_user_or_of_the_units_area_can_be_chosen_and_no_other(people: People) -> None:
    assert listed(ask(people.coordinator, team=str(people.team.pk))) == ["Thistlewick, Barnaby"]
    elsewhere = standard_team(OTHER_AREA, AgencyKind.POLICE)
    for user, team in ((people.coordinator, elsewhere), (people.panel_chair, people.team)):
        assert "Select one of the answers in the list" in text_of(ask(user, team=str(team.pk)))
    assert listed(ask(people.offender_manager, team=str(people.team.pk))) == ["Thistlewick, Barnaby"]
    assert "Select one of the answers in the list" in text_of(ask(people.offender_manager, team="nobody"))


@pytest.mark.parametrize("asked", [{"level": "7"}, {"area": "'; DROP"}, {"category": "-1"}, {"limbo": "x"}])
def test_a_filter_that_no_form_offers_lists_nobody_and_says_so(people: People, asked: dict[str, str]) -> None:
    response = ask(people.offender_manager, **asked)
    assert listed(response) == []
    assert "Select one of the answers in the list" in text_of(response)


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("name", ["Alpha", "Bravo", "Charlie", "Delta", "Echo", "Thistlewick"]),
        ("-name", ["Thistlewick", "Echo", "Delta", "Charlie", "Bravo", "Alpha"]),
        ("level", ["Bravo", "Echo", "Thistlewick", "Alpha", "Charlie", "Delta"]),
        ("-level", ["Charlie", "Alpha", "Bravo", "Echo", "Thistlewick", "Delta"]),
        ("category", ["Alpha", "Echo", "Thistlewick", "Bravo", "Charlie", "Delta"]),
        ("-category", ["Charlie", "Bravo", "Alpha", "Echo", "Thistlewick", "Delta"]),
        ("-whereabouts", ["Alpha", "Bravo", "Charlie", "Echo", "Thistlewick", "Delta"]),
        ("nonsense", ["Alpha", "Bravo", "Charlie", "Delta", "Echo", "Thistlewick"]),
    ],
)
def test_each_order_puts_the_unknown_last_and_then_goes_by_name(people: People, sort: str, names: list[str]) -> None:
    _varied(people)
    assert [name.split(",")[0] for name in listed(ask(people.offender_manager, sort=sort))] == names


@pytest.mark.parametrize("sort", ["reference", "-reference", "born", "lead", "-lead"])
def test_every_order_shows_everybody_once(people: People, sort: str) -> None:
    _varied(people)
    assert len(set(listed(ask(people.offender_manager, sort=sort)))) == 6


def test_pages_hold_25_with_the_exact_count_and_nobody_twice(people: People) -> None:
    for number in range(29):
        make_nominal(people.team, family_name=f"Same{number % 2}", given_names="")
    first, second = ask(people.offender_manager), ask(people.offender_manager, page=2)
    assert (len(first.context["rows"]), len(second.context["rows"])) == (25, 5)
    assert "Showing 1 to 25 of 30 people" in text_of(first)
    references = [row.reference for response in (first, second) for row in response.context["rows"]]
    assert len(set(references)) == 30


def test_the_list_asks_as_many_questions_of_30_people_as_of_3(people: People) -> None:
    def count() -> int:
        client = client_of(people.offender_manager)
        client.get(LIST, {"filtered": "1"})
        with CaptureQueriesContext(
            connection,
        ) as questions:
            client.get(LIST, {"filtered": "1"})
        return len(questions)

    for _number in range(2):
        make_nominal(people.team)
    few = count()
    for _number in range(27):
        make_nominal(people.team)
    assert count() == few


def test_back_to_the_list_keeps_filters_page_and_row(people: People) -> None:
    client = client_of(people.offender_manager)
    client.get(LIST, {"filtered": "1", "level": "1", "sort": "-name"})
    record = client.get(people.nominal.get_absolute_url()).content.decode()
    address = f"{LIST}?filtered=1&amp;level=1&amp;sort=-name#{people.nominal.reference}"
    assert address in record
    assert f'id="{people.nominal.reference}"' in client.get(LIST).content.decode()


def test_the_user_of_a_team_without_people_gets_an_empty_list(db: None) -> None:
    user = make_user(Role.PANEL_MEMBER, standard_team(AREA, AgencyKind.HOUSING))
    assert listed(ask(user)) == []
