"""Assessments by any tool: held as they were made, next due by the tool's interval or as somebody decided."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from cases.models import Assessment, Clock, PracticeSetting
from cases.rules.calendar import months_after
from cases.services.assessments import record_assessment, remove_assessment
from tests.asking import client_of
from tests.cases.filling import boxes, errors_of, text_of
from tests.cases.risk.asking_pages import DAY, make_assessment, opened, page_of, sent_back, tab_of
from tests.personas import LONG_AGO, People

pytestmark = pytest.mark.django_db


def answers(**fields: str) -> dict[str, str]:
    today = boxes("assessed_on", timezone.localdate())
    return {"tool": "ARMS", "assessor": "Somebody Someson", "band": "high", **today, **fields}


def recorded(people: People, **fields: Any) -> Assessment:
    values = {"tool": "ARMS", "band": "high", "assessed_on": timezone.localdate(), "assessor": "Somebody Someson"}
    empty = {"tool_version": "", "score": "", "next_due_on": None, "note": ""}
    return record_assessment(actor=people.colleague, nominal=people.nominal, values=empty | values | fields)


def test_an_assessment_by_a_listed_tool_is_due_again_after_its_interval_with_where_it_is_set(people: People) -> None:
    client = client_of(people.offender_manager)
    assert client.post(page_of(people.nominal, "record_assessment"), answers()).status_code == 302
    stored = Assessment.objects.get(nominal=people.nominal)
    assert stored.next_due_on == months_after(timezone.localdate(), 12)
    assert "Common police practice: ARMS at least once a year" in tab_of(client, people.nominal)


def test_the_day_of_the_next_one_may_be_decided_otherwise(people: People) -> None:
    client = client_of(people.offender_manager)
    sooner = timezone.localdate() + 40 * DAY
    client.post(page_of(people.nominal, "record_assessment"), answers(**boxes("next_due_on", sooner)))
    assert Assessment.objects.get(nominal=people.nominal).next_due_on == sooner
    assert "Set with the assessment" in tab_of(client, people.nominal)


def test_any_other_tool_is_typed_in_and_offered_for_this_person_from_then_on(people: People) -> None:
    client = client_of(people.offender_manager)
    address = page_of(people.nominal, "record_assessment")
    assert errors_of(client.post(address, answers(tool="other"))) == ["Enter the name of the tool"]
    client.post(address, answers(tool="other", other_tool="STABLE-2007"))
    row = Assessment.objects.get(nominal=people.nominal)
    assert (row.tool, row.next_due_on) == ("STABLE-2007", None)
    assert ("STABLE-2007", "STABLE-2007") in opened(client, address).fields["tool"].choices


def test_a_name_typed_beside_a_chosen_tool_is_not_dropped_in_silence(people: People) -> None:
    answer = client_of(people.offender_manager).post(
        page_of(people.nominal, "record_assessment"), answers(other_tool="STABLE-2007")
    )
    assert "Select “Another tool”" in errors_of(answer)[0]
    assert not Assessment.objects.exists()


def test_a_known_tool_is_one_tool_however_it_is_spelt(people: People) -> None:
    recorded(people, tool="arms", assessed_on=LONG_AGO)
    recorded(people)
    assert set(Assessment.objects.values_list("tool", flat=True)) == {"ARMS"}


def test_no_band_is_worked_out_from_a_disputed_score(people: People) -> None:
    """RSR 3.0 is low in one tool's rules and medium in another's: what the assessor gave is held."""
    for band in ("low", "medium"):
        assert recorded(people, tool="RSR", score="3.0", band=band).band == band


def test_the_latest_of_each_tool_stands_first_and_earlier_ones_unfold(people: People) -> None:
    make_assessment(people.nominal, people.colleague, band="low", assessed_on=LONG_AGO)
    make_assessment(people.nominal, people.colleague, band="very_high")
    make_assessment(people.nominal, people.colleague, tool="SARA", band="medium", assessed_on=LONG_AGO + DAY)
    text = tab_of(client_of(people.panel_member), people.nominal)
    assert "Latest band by each tool ARMS Very high" in text
    assert text.index("SARA") < text.index("Earlier assessments")
    assert text.index("Low", text.index("Earlier assessments")) > 0


def test_the_next_assessment_is_due_after_this_one(people: People) -> None:
    answer = client_of(people.offender_manager).post(
        page_of(people.nominal, "record_assessment"), answers(**boxes("next_due_on", LONG_AGO))
    )
    assert errors_of(answer) == ["The next assessment is due after this one."]


def test_a_due_assessment_is_on_the_list_and_goes_when_it_is_made_again(people: People) -> None:
    old = recorded(people, assessed_on=timezone.localdate() - 350 * DAY)
    clock = Clock.objects.get(nominal=people.nominal, kind="assessment_due")
    assert (clock.source_id, clock.due_on) == (old.pk, old.next_due_on)
    client = client_of(people.offender_manager)
    address = page_of(people.nominal, "assess_again", part=old.pk)
    form = opened(client, address)
    assert form["tool"].value() == "ARMS"
    client.post(address, sent_back(form, **answers()))
    clock = Clock.objects.get(nominal=people.nominal, kind="assessment_due")
    assert clock.due_on == months_after(timezone.localdate(), 12)
    remove_assessment(actor=people.colleague, assessment=Assessment.objects.get(pk=clock.source_id))
    assert Clock.objects.get(nominal=people.nominal, kind="assessment_due").source_id == old.pk


def test_two_people_correcting_one_assessment_are_told_of_each_other(people: People) -> None:
    row = make_assessment(people.nominal, people.colleague)
    address = page_of(people.nominal, "correct_assessment", part=row.pk)
    first, second = client_of(people.offender_manager), client_of(people.colleague)
    forms = [opened(one, address) for one in (first, second)]
    first.post(address, sent_back(forms[0], tool="other", other_tool="STABLE-2007"))
    answer = second.post(address, sent_back(forms[1], score="17"))
    assert "Tool ARMS STABLE-2007" in text_of(answer)
    second.post(address, sent_back(answer.context["form"]))
    row.refresh_from_db()
    assert (row.tool, row.score) == ("STABLE-2007", "17")


def test_an_areas_own_interval_is_shown_with_its_authority(people: People) -> None:
    PracticeSetting.objects.create(
        name="assessment_interval", band="SARA", area=people.team.area, value=6, unit="months",
        effective_from=datetime.date(2022, 1, 1), authority="The board's policy",
    )  # fmt: skip
    row = recorded(people, tool="SARA")
    assert row.next_due_on == months_after(timezone.localdate(), 6)
    assert "The board's policy" in tab_of(client_of(people.colleague), people.nominal)


def test_an_assessment_of_somebody_out_of_reach_does_not_exist(people: People) -> None:
    row = make_assessment(people.strangers_nominal, people.stranger)
    client = client_of(people.offender_manager)
    assert client.get(page_of(people.nominal, "correct_assessment", part=row.pk)).status_code == 404
    assert client.get(page_of(people.strangers_nominal, "risk")).status_code == 404


def test_what_was_removed_is_gone_from_the_record_and_kept_among_the_changes(people: People) -> None:
    row = make_assessment(people.nominal, people.colleague, tool="HCR-20")
    client = client_of(people.offender_manager)
    address = page_of(people.nominal, "remove_assessment", part=row.pk)
    assert "Remove “HCR-20”" in text_of(client.get(address))
    client.post(address)
    assert "HCR-20" not in tab_of(client, people.nominal)
    assert "Assessment Removed Offender Managerson" in text_of(client.get(page_of(people.nominal, "changes")))
