"""Risk of serious harm: shown first, by group and setting; a change has consequences for the level, and is told."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from agencies.choices import AgencyKind, Role
from agencies.teams import standard_team
from cases.choices import AlertKind, RescreenTrigger
from cases.models import Alert, Allocation, Nominal, RescreenPrompt, RoshAssessment
from cases.services.rosh import correct_rosh, record_rosh, remove_rosh
from cases.services.versions import version_of
from tests.asking import client_of
from tests.cases.filling import boxes, errors_of, text_of
from tests.cases.risk.asking_pages import DAY, levels, make_rosh, opened, page_of, sent_back, tab_of
from tests.personas import AREA, LONG_AGO, People, make_user

pytestmark = pytest.mark.django_db


def recorded(people: People, level: str, day: datetime.date | None = None, **fields: Any) -> RoshAssessment:
    values = {"setting": "community", "assessed_on": day or timezone.localdate(), "nature": "", **levels(level)}
    return record_rosh(actor=people.supervisor, nominal=people.nominal, values=values | fields)


def allocate(nominal: Nominal, people: People) -> None:
    Allocation.objects.create(
        nominal=nominal, offender_manager=people.offender_manager, team=people.team, started_on=LONG_AGO
    )


def prompts(people: People) -> list[datetime.date]:
    found = RescreenPrompt.objects.filter(nominal=people.nominal, trigger=RescreenTrigger.RISK_CHANGE)
    return list(found.order_by("happened_on").values_list("happened_on", flat=True))


def told() -> set[str]:
    return set(Alert.objects.filter(kind=AlertKind.RISK_ROSE).values_list("user__full_name", flat=True))


def test_the_highest_of_five_groups_is_what_the_tab_begins_with(people: People) -> None:
    client = client_of(people.offender_manager)
    address = page_of(people.nominal, "record_rosh")
    data = sent_back(opened(client, address), **levels("low", known_adult="very_high"), nature="Threats at night.")
    assert data["setting"] == "community"
    assert client.post(address, data | boxes("assessed_on", timezone.localdate())).status_code == 302
    text = tab_of(client, people.nominal)
    assert "Very high risk of serious harm In the community" in text
    assert "the level is to be screened again" in text
    assert "Threats at night." in text
    assert "Known adult Very high" in text
    assert text.index("Very high risk of serious harm") < text.index("There is no risk management plan")


def test_where_the_person_is_comes_first_and_both_settings_are_shown(people: People) -> None:
    make_rosh(people.nominal, people.colleague, "high")
    make_rosh(people.nominal, people.colleague, "low", setting="custody")
    client = client_of(people.panel_member)
    text = tab_of(client, people.nominal)
    assert text.index("High risk of serious harm") < text.index("Low risk of serious harm")
    people.nominal.whereabouts.update(status="prison")
    text = tab_of(client, people.nominal)
    assert text.index("Low risk of serious harm") < text.index("High risk of serious harm")


def test_in_custody_the_risk_to_prisoners_is_needed_and_nothing_is_lost(people: People) -> None:
    client, address = client_of(people.offender_manager), page_of(people.nominal, "record_rosh")
    data = levels("high", prisoners="") | {"setting": "custody", "nature": "What I typed."}
    answer = client.post(address, data | boxes("assessed_on", timezone.localdate()))
    assert errors_of(answer) == ["In custody the risk to prisoners is assessed too."]
    assert "What I typed." in text_of(answer)
    assert client.post(address, data | {"setting": "community"} | boxes("assessed_on", LONG_AGO)).status_code == 302


def test_what_was_found_before_stands_beside_each_question(people: People) -> None:
    make_rosh(people.nominal, people.colleague, "high", assessed_on=datetime.date(2026, 5, 3))
    text = text_of(client_of(people.offender_manager).get(page_of(people.nominal, "record_rosh")))
    assert "Risk to children Last: High, in the community, 3 May 2026" in text


def test_a_change_of_the_highest_level_asks_to_screen_again(people: People) -> None:
    today = timezone.localdate()
    recorded(people, "medium", today - 30 * DAY)
    assert prompts(people) == []
    recorded(people, "medium", today - 20 * DAY, staff="low")
    assert prompts(people) == []
    recorded(people, "low", today - 10 * DAY)
    recorded(people, "low", today, staff="high")
    assert prompts(people) == [today - 10 * DAY, today]


def test_a_rise_to_high_tells_who_manages_and_the_unit_and_nobody_else(people: People) -> None:
    allocate(people.nominal, people)
    recorded(people, "medium", timezone.localdate() - 9 * DAY)
    assert not told()
    recorded(people, "high")
    assert told() == {"Offender Managerson", "Administratorson", "Coordinatorson"}
    alert = Alert.objects.filter(kind=AlertKind.RISK_ROSE).first()
    assert alert is not None
    assert alert.facts == {
        "setting": "community", "before": "medium", "level": "high", "day": timezone.localdate().isoformat()
    }  # fmt: skip


def test_who_recorded_it_is_not_told_of_it(people: People) -> None:
    recorded(people, "very_high")  # by the supervisor, who would be told: nobody manages the person
    assert told() == {"Administratorson", "Coordinatorson"}


def test_a_fall_asks_to_screen_again_and_tells_nobody(people: People) -> None:
    make_rosh(people.nominal, people.colleague, "high", assessed_on=LONG_AGO)
    recorded(people, "medium")
    assert prompts(people) == [timezone.localdate()]
    assert not told()


def test_a_first_assessment_is_news_only_when_it_is_high(people: People) -> None:
    recorded(people, "low", setting="custody")
    assert (prompts(people), told()) == ([], set())
    recorded(people, "high")
    assert prompts(people) == [timezone.localdate()]
    assert told()


def test_an_older_assessment_recorded_late_changes_nothing_now(people: People) -> None:
    recorded(people, "medium")
    recorded(people, "very_high", LONG_AGO)
    assert (prompts(people), told()) == ([], set())


def test_a_correction_has_the_consequences_of_recording(people: People) -> None:
    row = recorded(people, "medium")
    values = {"setting": "community", "assessed_on": row.assessed_on, "nature": "", **levels("very_high")}
    correct_rosh(actor=people.supervisor, rosh=row, version=version_of(row), values=values)
    assert prompts(people) == [row.assessed_on]
    assert told()


def test_what_is_removed_gives_way_to_the_one_before(people: People) -> None:
    recorded(people, "high", timezone.localdate() - 9 * DAY)
    row = recorded(people, "low")
    remove_rosh(actor=people.supervisor, rosh=row)
    assert "High risk of serious harm" in tab_of(client_of(people.colleague), people.nominal)


def test_an_officer_of_another_force_is_not_told(people: People) -> None:
    make_user(Role.TEAM_SUPERVISOR, standard_team(AREA, AgencyKind.POLICE), full_name="Strange Supervisor")
    recorded(people, "very_high")
    assert "Strange Supervisor" not in told()
    assert "Strangerson" not in told()


def test_two_people_correcting_one_assessment_are_told_of_each_other(people: People) -> None:
    row = make_rosh(people.nominal, people.colleague, "medium")
    address = page_of(people.nominal, "correct_rosh", part=row.pk)
    first, second = client_of(people.offender_manager), client_of(people.colleague)
    forms = [opened(one, address) for one in (first, second)]
    first.post(address, sent_back(forms[0], staff="high"))
    answer = second.post(address, sent_back(forms[1], nature="What I typed."))
    assert "Staff Medium High" in text_of(answer)
    assert "What I typed." in text_of(answer)


def test_what_was_recorded_stands_in_history_and_changes(people: People) -> None:
    client = client_of(people.offender_manager)
    data = {"setting": "community", "nature": "Threats at night.", **levels("high")}
    client.post(page_of(people.nominal, "record_rosh"), data | boxes("assessed_on", timezone.localdate()))
    assert "Risk of serious harm in the community: High" in text_of(client.get(page_of(people.nominal, "timeline")))
    assert "Risk of serious harm Added Offender Managerson" in text_of(client.get(page_of(people.nominal, "changes")))
