"""The Changes tab: who changed what, before and after, in plain words."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Alias, DipSample, LevelPeriod, LevelReview
from tests.asking import client_of
from tests.cases.filling import boxes, text_of
from tests.cases.test_edit import edit
from tests.files import make_document
from tests.personas import People

pytestmark = pytest.mark.django_db


def changes(user: Any, people: People) -> str:
    return text_of(client_of(user).get(reverse("cases:changes", args=[people.nominal.pk])))


def test_a_correction_is_shown_with_who_before_and_after(people: People) -> None:
    edit(people.colleague, people.nominal, sex="male", died_on=timezone.localdate())
    text = changes(people.offender_manager, people)
    assert "Person Changed Colleagueson," in text
    assert "Sex Not known Male" in text
    assert "Date of death Empty" in text
    assert "version" not in text.lower()


def test_parts_added_and_removed_are_shown(people: People) -> None:
    client = client_of(people.offender_manager)
    client.post(reverse("cases:add_name", args=[people.nominal.pk]), {"kind": "nickname", "given_names": "Bo"})
    row = Alias.objects.get()
    client.post(reverse("cases:remove_name", args=[people.nominal.pk, row.pk]))
    text = changes(people.offender_manager, people)
    assert "Other name Removed Offender Managerson" in text
    assert "Other name Added Offender Managerson" in text
    assert "Kind of name Nickname Given names Bo" in text


def test_people_and_teams_are_shown_by_name(people: People) -> None:
    LevelPeriod.objects.filter(nominal=people.nominal).update(decided_by=people.supervisor, rationale="Because.")
    text = changes(people.offender_manager, people)
    assert "Decided by Empty Supervisorson" in text
    assert "Lead team Probation Service, West Mercia" in text


def test_a_new_file_of_a_document_is_shown_by_its_name_and_never_by_where_it_lies(people: People) -> None:
    version = make_document(people.nominal, people.offender_manager, title="Sentencing remarks").versions.get()
    text = changes(people.panel_member, people)
    assert "File of a document Added" in text
    assert f"File name {version.original_name}" in text
    assert version.stored_name not in text
    assert version.sha256 not in text


def test_the_score_of_a_review_is_shown_to_who_keeps_the_record_or_scores_alone(people: People) -> None:
    today = timezone.localdate()
    review = LevelReview.objects.create(
        nominal=people.nominal, level=1, reviewed_on=today, form_version="1", reviewed_by=people.offender_manager
    )
    sample = DipSample.objects.create(review=review, area=people.team.area, month=today.replace(day=1), due_on=today)
    sample.score, sample.comment, sample.scored_by = 4, "Invented praise.", people.coordinator
    sample.save()
    for reader in (people.offender_manager, people.coordinator):
        assert "Sampled review Changed" in changes(reader, people)
        assert "Invented praise." in changes(reader, people)
    assert "Sampled review" not in changes(people.panel_member, people)


def test_who_is_shut_out_is_shown_to_those_who_decide_it_alone(people: People) -> None:
    answer = {"email": people.colleague.email, "reason": "knows_person"}
    client_of(people.coordinator).post(reverse("cases:exclude_person", args=[people.nominal.pk]), answer)
    assert "Exclusion Added Coordinatorson" in changes(people.coordinator, people)
    assert "Colleagueson" in changes(people.coordinator, people)
    text = changes(people.offender_manager, people)
    assert "Exclusion" not in text
    assert "Colleagueson" not in text


def test_another_persons_changes_are_not_shown(people: People) -> None:
    day = boxes("occurred_on", timezone.localdate())
    address = reverse("cases:add_event", args=[people.strangers_nominal.pk])
    client_of(people.stranger).post(address, {"event_type": "sfo_charged", **day})
    assert "serious further offence" not in changes(people.offender_manager, people)
