"""The risk management plan: pillars, one named owner, versions that stay readable and can be compared, its clocks."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from cases import changes
from cases.clocks import differences, refresh
from cases.models import Clock, DipSample, DocumentVersion, OrderChange, OrderTerm, PlanEntry, PracticeSetting
from cases.rules.calendar import working_days_after
from cases.services.plans import add_measure, change_measure, start_version, take_measure_out
from cases.services.versions import version_of
from tests.asking import client_of
from tests.cases.filling import boxes, errors_of, text_of
from tests.cases.risk.asking_pages import DAY, make_plan, measure_values, opened, page_of, sent_back, tab_of
from tests.personas import LONG_AGO, People, make_nominal

pytestmark = pytest.mark.django_db


def test_a_plan_is_started_and_every_pillar_stands_on_the_tab_also_the_empty_ones(people: People) -> None:
    client = client_of(people.offender_manager)
    assert "There is no risk management plan. Start the plan" in tab_of(client, people.nominal)
    client.post(page_of(people.nominal, "start_plan"), {"summary": "Harm to a former partner.", "version": "0"})
    text = tab_of(client, people.nominal)
    for pillar in ("Supervision", "Monitoring and control", "Interventions and treatment", "Victim safety"):
        assert f"{pillar} Add a measure : {pillar} No measure under this pillar." in text
    assert "Contingency" in text


def test_a_measure_is_added_under_the_pillar_from_which_one_came(people: People) -> None:
    make_plan(people)
    client = client_of(people.offender_manager)
    form = opened(client, page_of(people.nominal, "add_measure") + "?pillar=victim_safety")
    assert form["pillar"].value() == "victim_safety"
    data = sent_back(
        form, measure="Alarm fitted.", owner_name="Siân O'Brien", owner_agency_id=str(people.team.agency_id)
    )
    assert client.post(page_of(people.nominal, "add_measure"), data).status_code == 302
    assert "Alarm fitted." in tab_of(client, people.nominal)


@pytest.mark.parametrize("owner", ["Police/probation", "Jo Officer and Al Other", "A, B", "Police", "PC 12 & PC 13"])
def test_a_measure_without_exactly_one_named_owner_is_refused_and_nothing_is_lost(people: People, owner: str) -> None:
    make_plan(people)
    client = client_of(people.offender_manager)
    data = {"pillar": "supervision", "measure": "Weekly meeting.", "owner_agency_id": str(people.team.agency_id)}
    answer = client.post(
        page_of(people.nominal, "add_measure"), data | {"owner_name": owner, **boxes("starts_on", LONG_AGO)}
    )
    assert errors_of(answer)[0].startswith(("Enter one person", "Enter a person"))
    assert "Weekly meeting." in text_of(answer)
    assert not PlanEntry.objects.exists()


def test_a_new_version_carries_the_measures_over_and_leaves_the_old_one_as_it_was(people: People) -> None:
    kept, dropped = make_plan(people, "Weekly meeting.", "Curfew.")
    first = people.nominal.plans.get()
    take_measure_out(actor=people.colleague, measure=dropped, version=version_of(dropped))
    client = client_of(people.offender_manager)
    form = opened(client, page_of(people.nominal, "start_plan"))
    client.post(page_of(people.nominal, "start_plan"), sent_back(form, summary="Harm after release."))
    second = people.nominal.plans.get(is_current=True)
    assert (second.number, [one.line for one in second.entries.all()]) == (2, [kept.line])
    now = second.entries.get()
    values = measure_values(people, measure="Meeting twice a week.")
    change_measure(actor=people.colleague, measure=now, version=version_of(now), values=values)
    add_measure(actor=people.colleague, nominal=people.nominal, values=measure_values(people, measure="Tag."))
    old = text_of(client.get(page_of(people.nominal, "plan_version", part=first.pk)))
    assert "Earlier version" in old
    assert "Weekly meeting." in old
    assert "Meeting twice a week." not in old


def test_two_versions_are_compared_measure_by_measure(people: People) -> None:
    changed, dropped, _same = make_plan(people, "Weekly meeting.", "Curfew.", "Programme.")
    first = people.nominal.plans.get()
    second = start_version(
        actor=people.colleague, nominal=people.nominal, version=version_of(first), summary="Harm after release."
    )
    now = second.entries.get(line=changed.line)
    values = measure_values(people, measure="Meeting twice a week.", pillar="monitoring")
    change_measure(actor=people.colleague, measure=now, version=version_of(now), values=values)
    gone = second.entries.get(line=dropped.line)
    take_measure_out(actor=people.colleague, measure=gone, version=version_of(gone))
    add_measure(actor=people.colleague, nominal=people.nominal, values=measure_values(people, measure="Tag."))
    client = client_of(people.panel_member)
    text = text_of(client.get(page_of(people.nominal, "compare_plans", part=second.pk)))
    assert "Harm to a former partner. Harm after release." in text
    assert "Added Tag." in text
    assert "Taken out Curfew." in text
    assert "Pillar Supervision Monitoring and control Measure Weekly meeting. Meeting twice a week." in text
    assert "Programme." not in text
    same = client.get(page_of(people.nominal, "compare_plans", part=first.pk) + "?with=2")
    assert text_of(same).count("Versions 1 and 2 of the plan") >= 1


def test_a_single_version_cannot_be_compared_and_says_so(people: People) -> None:
    make_plan(people)
    address = page_of(people.nominal, "compare_plans", part=people.nominal.plans.get().pk)
    assert "There is only one version" in text_of(client_of(people.colleague).get(address, follow=True))


def test_an_old_link_to_a_measure_leads_to_it_in_the_version_in_force(people: People) -> None:
    (entry,) = make_plan(people, "Weekly meeting.")
    plan = start_version(
        actor=people.colleague, nominal=people.nominal, version=version_of(people.nominal.plans.get()), summary="New."
    )
    answer = client_of(people.colleague).get(page_of(people.nominal, "change_measure", part=entry.pk))
    assert answer.headers["Location"] == page_of(people.nominal, "change_measure", part=plan.entries.get().pk)


def test_a_measure_to_be_reviewed_is_shown_two_weeks_before_and_goes_with_the_measure(people: People) -> None:
    make_plan(people)
    today = timezone.localdate()
    values = measure_values(people, starts_on=today - 60 * DAY, review_on=today + 10 * DAY)
    entry = add_measure(actor=people.colleague, nominal=people.nominal, values=values)
    clock = Clock.objects.get(nominal=people.nominal, kind="plan_review")
    assert (clock.source_id, clock.due_on, clock.warn_on) == (entry.pk, today + 10 * DAY, today - 4 * DAY)
    later = values | {"review_on": today + 90 * DAY}
    change_measure(actor=people.colleague, measure=entry, version=version_of(entry), values=later)
    assert Clock.objects.get(kind="plan_review").due_on == today + 90 * DAY
    take_measure_out(actor=people.colleague, measure=entry, version=version_of(entry))
    assert not Clock.objects.filter(kind="plan_review").exists()


def test_the_clock_of_a_measure_moves_to_its_copy_in_a_new_version(people: People) -> None:
    make_plan(people)
    today = timezone.localdate()
    values = measure_values(people, starts_on=today - 60 * DAY, review_on=today + 10 * DAY)
    add_measure(actor=people.colleague, nominal=people.nominal, values=values)
    seen = version_of(people.nominal.plans.get())
    plan = start_version(actor=people.colleague, nominal=people.nominal, version=seen, summary="New.")
    assert Clock.objects.get(kind="plan_review").source_id == plan.entries.get().pk


def test_a_review_before_the_measure_begins_is_refused(people: People) -> None:
    (entry,) = make_plan(people, "Weekly meeting.")
    client, address = client_of(people.offender_manager), page_of(people.nominal, "change_measure", part=entry.pk)
    answer = client.post(address, sent_back(opened(client, address)) | boxes("review_on", LONG_AGO))
    assert errors_of(answer) == ["A measure is reviewed after it begins."]


def missing(on: datetime.date, people: People) -> list[datetime.date]:
    """When a plan was due of somebody who has none, as at a day."""
    return [row[3] for row in differences(on)[1] if row[:2] == (people.nominal.pk, "plan_missing")]


def test_somebody_at_a_level_without_a_plan_is_on_the_list_a_week_before_it_is_due(people: People) -> None:
    came_in = timezone.localdate(people.nominal.created_at)
    due = working_days_after(came_in, 15)
    assert not missing(due - 8 * DAY, people)
    assert missing(due - 7 * DAY, people) == [due]
    make_plan(people)
    assert not missing(due, people)


@pytest.mark.parametrize("began", [datetime.date(2025, 12, 18), datetime.date(2026, 4, 1), datetime.date(2026, 8, 10)])
def test_bank_holidays_are_no_working_days_of_the_limit(people: People, began: datetime.date) -> None:
    people.nominal.levels.update(started_on=began)
    type(people.nominal).objects.filter(pk=people.nominal.pk).update(
        created_at=datetime.datetime.combine(LONG_AGO, datetime.time(12), datetime.UTC)
    )
    due = working_days_after(began, 15)
    assert missing(due, people) == [due]


def test_the_areas_own_limit_goes_before_the_national_one(people: People) -> None:
    PracticeSetting.objects.create(
        name="plan_due", area=people.team.area, value=2, unit="weeks", effective_from=LONG_AGO, authority="The board"
    )
    came_in = timezone.localdate(people.nominal.created_at)
    assert missing(came_in + 14 * DAY, people) == [came_in + 14 * DAY]
    text = tab_of(client_of(people.colleague), people.nominal)
    assert "needs one within 2 weeks. Where that is set: The board" in text


def test_somebody_who_left_mappa_is_asked_for_nothing(people: People) -> None:
    people.nominal.category_bases.update(ended_on=timezone.localdate())
    assert not missing(timezone.localdate() + 90 * DAY, people)


def test_a_reader_sees_the_plan_and_changes_nothing(people: People) -> None:
    (entry,) = make_plan(people, "Weekly meeting.")
    client = client_of(people.panel_member)
    text = client.get(page_of(people.nominal, "risk")).content.decode()
    assert "Weekly meeting." in text
    assert page_of(people.nominal, "change_measure", part=entry.pk) not in text
    assert client.get(page_of(people.nominal, "change_measure", part=entry.pk)).status_code == 403


def test_a_plan_of_somebody_out_of_reach_does_not_exist(people: People) -> None:
    make_plan(people)
    stranger = client_of(people.stranger)
    assert stranger.get(page_of(people.nominal, "plan_version", part=people.nominal.plans.get().pk)).status_code == 404


def test_versions_and_measures_stand_in_history_and_changes_and_a_copy_is_no_change(people: People) -> None:
    make_plan(people, "Weekly meeting.")
    seen = version_of(people.nominal.plans.get())
    plan = start_version(actor=people.colleague, nominal=people.nominal, version=seen, summary="Harm after release.")
    client = client_of(people.offender_manager)
    timeline = text_of(client.get(page_of(people.nominal, "timeline")))
    assert "Risk management plan: version 2 started" in timeline
    text = text_of(client.get(page_of(people.nominal, "changes")))
    assert text.count("Weekly meeting.") == 1
    address = page_of(people.nominal, "change_measure", part=plan.entries.get().pk)
    client.post(address, sent_back(opened(client, address), measure="Meeting twice a week."))
    text = text_of(client.get(page_of(people.nominal, "changes")))
    assert "Measure of the plan Changed Offender Managerson" in text
    assert "Measure Weekly meeting. Meeting twice a week." in text


def test_changes_of_another_persons_plan_are_not_shown(people: People) -> None:
    make_plan(people, "Weekly meeting.")
    other = make_nominal(people.team, family_name="Wrenfield")
    assert "Weekly meeting." not in text_of(client_of(people.offender_manager).get(page_of(other, "changes")))


def test_what_was_removed_with_the_row_it_belonged_to_stays_among_the_changes(people: People) -> None:
    """The measures are one step further away than the plan that leads to the person."""
    make_plan(people, "Weekly meeting.")
    people.nominal.plans.all().delete()
    text = text_of(client_of(people.offender_manager).get(page_of(people.nominal, "changes")))
    assert "Measure of the plan Removed" in text
    assert text.count("Weekly meeting.") == 2


@pytest.mark.parametrize("model", [OrderTerm, OrderChange, DipSample, DocumentVersion, PlanEntry])
def test_every_model_two_steps_away_has_its_changes(people: People, model: Any, monkeypatch: Any) -> None:
    monkeypatch.setitem(changes.PARTS, model, "Part")
    assert changes.changes_of(people.nominal, reader=people.offender_manager, with_access=False, with_scores=False)


def test_every_clock_of_the_risk_tab_follows_from_the_record(people: People) -> None:
    make_plan(people, "Weekly meeting.")
    refresh([people.nominal.pk, people.strangers_nominal.pk])
    assert differences(timezone.localdate()) == ([], [])
