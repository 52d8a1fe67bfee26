"""What waits on the home page: each count is the length of its list, through the door."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies import home_cards
from agencies.home_cards import Card, Group
from agencies.models import User
from agencies.roles import Capability
from cases.home import caseloads_above, coming, in_limbo, recently_opened, teams_people, to_allocate
from cases.models import (
    CaseEvent,
    CategoryBasis,
    Exclusion,
    LevelPeriod,
    Order,
    PracticeSetting,
    WhereaboutsPeriod,
)
from mappa.home import sections
from tests.asking import client_of
from tests.personas import People, allocate, make_nominal

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


@pytest.mark.parametrize(
    "persona", ["offender_manager", "supervisor", "stranger", "coordinator", "panel_member", "outsider"]
)
def test_each_count_is_the_length_of_the_list_it_leads_to(people: People, persona: str) -> None:
    """Every card of the whole page that has a figure, whichever app it comes from."""
    _busy(people)
    user: Any = people[persona]
    cards = [card for section in sections(again(user), TODAY) for card in section.cards if card.count is not None]
    assert cards
    for card in cards:
        assert length_of(client_of(user).get(card.href)) == card.count, card.text


def length_of(response: Any) -> int:
    """How long the list of a page is: the people of its pages, or the lines of a table that has none."""
    context = response.context
    return context["page"].paginator.count if "page" in context else len(context["rows"])


def test_people_in_limbo_are_counted_once_for_each_thing_missing(people: People) -> None:
    _busy(people)
    allocate(people.nominal, people.leaver)
    counts = {str(card.text): card.count for card in in_limbo(again(people.offender_manager), TODAY)}
    assert counts == {
        "people whom nobody manages": 4,
        "people managed by somebody who left": 1,
        "people without a category": 1,
        "people without a level": 1,
        "people without whereabouts": 1,
        "people of whom it is not known what they must notify": 4,
        "people at Level 1 without a review in the last 6 months": 4,
    }
    assert {str(card.text): card.count for card in coming(again(people.offender_manager), TODAY)} == {
        "people with an order that ends within 90 days": 1,
        "people with a category that ends within 90 days": 1,
        "people to whom something happened in the last 28 days": 1,
    }


def test_whoever_can_add_nothing_is_shown_no_limbo(people: People) -> None:
    assert in_limbo(again(people.panel_member), TODAY) == []
    assert in_limbo(again(people.panel_chair), TODAY) == []


def test_a_supervisor_decides_on_people_whom_nobody_manages_and_caseloads_above_the_limit(people: People) -> None:
    PracticeSetting.objects.filter(name="caseload_limit").update(value=1)
    for _number in range(2):
        allocate(make_nominal(people.team), people.offender_manager)
    (waiting,) = to_allocate(again(people.supervisor), TODAY)
    assert (waiting.count, str(waiting.text)) == (1, "people of Probation Service, West Mercia to allocate")
    assert [card.count for card in caseloads_above(again(people.supervisor), TODAY)] == [1]
    texts = [str(card.text) for card in in_limbo(again(people.supervisor), TODAY)]
    assert "people whom nobody manages" not in texts
    for other in (people.offender_manager, people.coordinator):
        assert to_allocate(again(other), TODAY) == caseloads_above(again(other), TODAY) == []


def test_an_offender_manager_sees_their_own_duties_before_the_teams(people: People) -> None:
    (first, *_others) = sections(again(people.offender_manager), TODAY)
    assert [str(card.text) for card in first.cards] == [
        "overdue", "due within 7 days", "unread alerts", "overdue in your teams",
    ]  # fmt: skip
    (first, *_others) = sections(again(people.coordinator), TODAY)
    assert [str(card.text) for card in first.cards][:2] == [
        "overdue in your teams", "due within 7 days in your teams",
    ]  # fmt: skip


def test_a_subject_adds_its_card_without_touching_the_page(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home_cards, "_cards", {})
    home_cards.register(
        Card("dragons", Group.DECIDE, "dragons to tame", lambda user, on: 3, "cases:nominals", urgent=True)
    )
    home_cards.register(Card("none", Group.DECIDE, "nothing", lambda user, on: 0, "cases:nominals"))
    home_cards.register(
        Card("unit", Group.DECIDE, "for the unit", lambda user, on: 1, "/x/", needs=Capability.DECIDE_REFERRALS)
    )
    found = home_cards.counted(Group.DECIDE, again(people.offender_manager), TODAY)
    assert [(one.count, one.text, one.href, one.urgent) for one in found] == [
        (3, "dragons to tame", reverse("cases:nominals"), True)
    ]
    assert "dragons to tame" in client_of(people.offender_manager).get("/").content.decode()


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
