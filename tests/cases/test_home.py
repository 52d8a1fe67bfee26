"""What waits on the home page: each count is the length of its list, through the door."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from agencies.models import User
from cases.home import recently_opened, teams_people, waiting
from cases.models import CaseEvent, CategoryBasis, Exclusion, LevelPeriod, Order, WhereaboutsPeriod
from tests.asking import client_of
from tests.personas import People, make_nominal

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def again(user: User) -> User:
    """The user of a new request."""
    return User.objects.get(pk=user.pk)


def _busy(people: People) -> None:
    for team in (people.team, people.strangers_team):
        for history in (CategoryBasis, LevelPeriod, WhereaboutsPeriod):
            history.objects.filter(nominal=make_nominal(team)).update(ended_on=TODAY)
        soon = make_nominal(team)
        for day in (30, 60):
            end = TODAY + datetime.timedelta(days=day)
            Order.objects.create(nominal=soon, order_type="shpo", made_on=TODAY, ends_on=end)
        CategoryBasis.objects.filter(nominal=soon).update(ended_on=TODAY + datetime.timedelta(days=90))
        CaseEvent.objects.create(nominal=soon, event_type="sfo_charged", occurred_on=TODAY)
        make_nominal(team, died_on=TODAY)


@pytest.mark.parametrize("persona", ["offender_manager", "stranger", "coordinator", "panel_member", "outsider"])
def test_each_count_is_the_length_of_the_list_it_leads_to(people: People, persona: str) -> None:
    _busy(people)
    user: Any = people[persona]
    cards = waiting(again(user), TODAY) + teams_people(again(user), TODAY)
    assert cards
    for card in cards:
        response = client_of(user).get(card.href)
        assert response.context["page"].paginator.count == card.count, card.text


def test_people_in_limbo_are_counted_once_for_each_thing_missing(people: People) -> None:
    _busy(people)
    counts = {str(card.text): card.count for card in waiting(again(people.offender_manager), TODAY)}
    assert counts == {
        "people without a category": 1,
        "people without a level": 1,
        "people without whereabouts": 1,
        "people with an order that ends within 90 days": 1,
        "people with a category that ends within 90 days": 1,
        "people to whom something happened in the last 28 days": 1,
    }


def test_the_people_a_team_leads_are_counted_for_that_team(people: People) -> None:
    (card,) = teams_people(again(people.offender_manager), TODAY)
    assert (card.count, str(card.text)) == (1, "people led by Probation Service, West Mercia")
    assert teams_people(again(people.coordinator), TODAY) == []


def test_records_opened_lately_are_shown_while_they_may_be_seen(people: People) -> None:
    other = make_nominal(people.team)
    client = client_of(people.offender_manager)
    for nominal in (people.nominal, other, people.nominal):
        client.get(nominal.get_absolute_url())
    client.get(people.strangers_nominal.get_absolute_url())
    assert recently_opened(again(people.offender_manager)) == [people.nominal, other]
    Exclusion.objects.create(nominal=other, user=people.offender_manager, reason="knows_person", started_on=TODAY)
    assert recently_opened(again(people.offender_manager)) == [people.nominal]
    assert recently_opened(again(people.colleague)) == []
