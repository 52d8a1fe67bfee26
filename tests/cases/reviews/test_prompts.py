"""Prompts to screen again: left when something happens after the level was decided, and answered once."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from agencies.choices import AgencyKind
from agencies.errors import DomainError
from agencies.models import Area
from agencies.teams import standard_team
from cases.choices import RescreenTrigger
from cases.clocks import refresh
from cases.models import Clock, LevelPeriod, Nominal, RescreenPrompt, WhereaboutsPeriod
from cases.rules.calendar import working_days_after
from cases.services.addresses import add_address
from cases.services.events import record_event
from cases.services.histories import record_whereabouts, set_level
from cases.services.offences import add_offence
from cases.services.rescreening import answer_prompt, prompt_to_rescreen
from cases.services.responsibility import change_responsibility
from tests.asking import client_of
from tests.cases.filling import errors_of, text_of
from tests.cases.reviews.reviewing import address, review, send
from tests.personas import LONG_AGO, OTHER_AREA, People

pytestmark = pytest.mark.django_db
WEEK = datetime.timedelta(weeks=1)
LONG_BEFORE = LONG_AGO - WEEK


def triggers(nominal: Nominal) -> list[str]:
    return list(nominal.rescreen_prompts.order_by("trigger").values_list("trigger", flat=True))


def come_out(people: People, on: datetime.date, **period: Any) -> None:
    """Out of prison into the community on a day."""
    WhereaboutsPeriod.objects.filter(nominal=people.nominal).update(status="prison")
    record_whereabouts(
        actor=people.offender_manager, nominal=people.nominal, status="community", started_on=on, ends_previous=True,
        **period,
    )  # fmt: skip


def offence(people: People, on: datetime.date) -> None:
    values: dict[str, Any] = {
        "offence_code": "", "offence_title": "Invented offence", "committed_on": None, "outcome": "convicted",
        "dealt_with_on": on, "disposal": "fine",
    }  # fmt: skip
    add_offence(actor=people.offender_manager, nominal=people.nominal, values=values)


def home(people: People, on: datetime.date, **instead: Any) -> None:
    values = {"kind": "home", "lines": "2 Invented Lane", "postcode": "", "started_on": on, "ended_on": None}
    add_address(actor=people.offender_manager, nominal=people.nominal, values=values | instead)


def test_a_release_asks_for_the_level_to_be_looked_at_again(people: People) -> None:
    today = timezone.localdate()
    come_out(people, today - WEEK)
    prompt = RescreenPrompt.objects.get()
    assert (prompt.trigger, prompt.happened_on) == (RescreenTrigger.RELEASE, today - WEEK)
    assert prompt.due_on == working_days_after(today, 10)
    clock = Clock.objects.get(kind="rescreen")
    assert (clock.due_on, clock.source_id, clock.team) == (prompt.due_on, prompt.pk, people.team)


def test_moving_between_other_places_asks_nothing(people: People) -> None:
    record_whereabouts(
        actor=people.offender_manager, nominal=people.nominal, status="abroad",
        started_on=timezone.localdate() - WEEK, ends_previous=True,
    )  # fmt: skip
    assert not triggers(people.nominal)


def test_an_offence_and_a_new_home_ask_and_what_lies_before_the_level_does_not(people: People) -> None:
    offence(people, LONG_BEFORE)
    home(people, LONG_BEFORE)
    home(people, timezone.localdate(), kind="other")
    home(people, LONG_AGO + WEEK, ended_on=LONG_AGO + 2 * WEEK)
    assert not triggers(people.nominal)
    offence(people, timezone.localdate() - WEEK)
    home(people, timezone.localdate())
    home(people, timezone.localdate(), kind="approved_premises")
    assert triggers(people.nominal) == ["address_change", "new_offence"]


@pytest.mark.parametrize("event_type", ["sfo_charged", "sfo_convicted"])
def test_a_serious_further_offence_asks(people: People, event_type: str) -> None:
    today = timezone.localdate()
    record_event(actor=people.offender_manager, nominal=people.nominal, event_type=event_type, occurred_on=today - WEEK)
    prompt = RescreenPrompt.objects.get()
    assert (prompt.trigger, prompt.happened_on) == (RescreenTrigger.NEW_OFFENCE, today - WEEK)
    assert Clock.objects.filter(kind="rescreen", source_id=prompt.pk).exists()


def test_what_lies_ahead_asks_nothing_before_its_day(people: People) -> None:
    day = timezone.localdate() + WEEK
    prompt_to_rescreen(people.nominal, RescreenTrigger.TRANSFER, day)
    prompt = RescreenPrompt.objects.get()
    refresh([people.nominal.pk])
    assert not Clock.objects.filter(kind="rescreen").exists()
    pages = (people.nominal.get_absolute_url(), address(people.nominal, "reviews"))
    for page in (*pages, address(people.nominal, "add_review")):
        assert "Transfer from another area" not in text_of(client_of(people.offender_manager).get(page))
    with pytest.raises(DomainError, match="answer it then"):
        answer_prompt(actor=people.offender_manager, prompt=prompt, reply="Too early.")
    refresh([people.nominal.pk], day)
    assert Clock.objects.get(kind="rescreen").due_on == working_days_after(day, 10)


def test_another_area_asks_and_another_team_of_the_same_does_not(people: People) -> None:
    today = timezone.localdate()
    for team in (standard_team(people.team.area_id, AgencyKind.POLICE), standard_team(OTHER_AREA, AgencyKind.POLICE)):
        change_responsibility(
            actor=people.coordinator, nominal=people.nominal, area=Area.objects.get(pk=team.area_id), lead_team=team,
            started_on=today - (WEEK if team.area_id != OTHER_AREA else 0 * WEEK),
        )  # fmt: skip
    assert triggers(people.nominal) == ["transfer"]
    assert Clock.objects.get(kind="rescreen").team == standard_team(OTHER_AREA, AgencyKind.POLICE)


def test_somebody_without_a_level_or_dead_is_not_asked_for(people: People) -> None:
    today = timezone.localdate()
    people.nominal.died_on = today
    prompt_to_rescreen(people.nominal, RescreenTrigger.RECALL, today)
    people.nominal.died_on = None
    LevelPeriod.objects.all().delete()
    prompt_to_rescreen(people.nominal, RescreenTrigger.RECALL, today)
    assert not triggers(people.nominal)


def test_a_prompt_is_left_once_for_a_day(people: People) -> None:
    for _time in range(2):
        prompt_to_rescreen(people.nominal, RescreenTrigger.RECALL, timezone.localdate())
    assert triggers(people.nominal) == ["recall"]


def test_a_sentence_answers_it_and_the_clock_goes(people: People) -> None:
    come_out(people, timezone.localdate())
    prompt = RescreenPrompt.objects.get()
    shown = text_of(client_of(people.colleague).get(people.nominal.get_absolute_url()))
    assert "To be screened again because of: Release" in shown
    page = text_of(client_of(people.colleague).get(address(people.nominal, "answer_prompt", prompt.pk)))
    assert "Is the level still right?" in page
    empty = send(people.colleague, people.nominal, "answer_prompt", prompt.pk, reply="")
    assert errors_of(empty) == ["Enter what came of looking at the level again"]
    send(people.colleague, people.nominal, "answer_prompt", prompt.pk, reply="The plan foresaw it.")
    prompt.refresh_from_db()
    assert (prompt.answered_by, prompt.answered_on) == (people.colleague, timezone.localdate())
    assert not Clock.objects.filter(kind="rescreen").exists()
    shown = text_of(client_of(people.panel_member).get(address(people.nominal, "reviews")))
    assert "The plan foresaw it." in shown
    assert "Nothing asks for the level to be looked at again." in shown


def test_two_who_answer_are_told(people: People) -> None:
    come_out(people, timezone.localdate())
    prompt = RescreenPrompt.objects.get()
    answer_prompt(actor=people.offender_manager, prompt=prompt, reply="Looked at.")
    with pytest.raises(DomainError, match="Offender Managerson already answered this on"):
        answer_prompt(actor=people.colleague, prompt=prompt, reply="Looked at too.")


def test_a_review_answers_what_happened_until_then(people: People) -> None:
    today = timezone.localdate()
    come_out(people, today - WEEK)
    prompt_to_rescreen(people.nominal, RescreenTrigger.ADDRESS_CHANGE, today)
    page = text_of(client_of(people.offender_manager).get(address(people.nominal, "add_review")))
    assert "This review also answers" in page
    review(people.offender_manager, people.nominal, reviewed_on=today - WEEK)
    answered = people.nominal.rescreen_prompts.get(answered_on__isnull=False)
    assert (answered.trigger, answered.answered_by) == ("release", people.offender_manager)
    assert "Considered in the review of" in answered.reply
    assert people.nominal.rescreen_prompts.filter(answered_on__isnull=True).count() == 1


def test_a_decision_on_the_level_answers_it(people: People) -> None:
    today = timezone.localdate()
    come_out(people, today - WEEK)
    set_level(
        actor=people.administrator, nominal=people.nominal, level=2, route="meeting", started_on=today,
        rationale="Invented.", ends_previous=True, decision_maker="DI Invented",
    )  # fmt: skip
    assert "Level 2" in RescreenPrompt.objects.get(answered_on=today).reply
