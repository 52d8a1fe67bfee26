"""Reviews: recorded beside the last one, countersigned by another, sent back and answered again; nothing is lost."""

import datetime

import pytest
from django.utils import timezone

from agencies.choices import AgencyKind, Role
from agencies.querysets.periods import midnight
from agencies.teams import standard_team
from cases.choices import AlertKind, PracticeName, ReviewState
from cases.clocks import differences, refresh
from cases.models import Alert, Clock, LevelPeriod, LevelReview, Nominal, PracticeSetting
from cases.rules.calendar import months_after, working_days_after
from tests.asking import client_of
from tests.cases.filling import boxes, errors_of, text_of
from tests.cases.reviews.reviewing import ANSWERS, WHY, address, make_review, review, send
from tests.personas import AREA, LONG_AGO, People, make_user

pytestmark = pytest.mark.django_db
WEEK = datetime.timedelta(weeks=1)


def clock(nominal: Nominal, kind: str) -> Clock | None:
    return Clock.objects.filter(nominal=nominal, kind=kind).first()


def told(kind: str) -> set[str]:
    return set(Alert.objects.filter(kind=kind).values_list("user__full_name", flat=True))


def test_a_review_is_recorded_with_its_answers_and_the_next_day_follows_from_the_limit(people: People) -> None:
    response = review(people.offender_manager, people.nominal)
    assert response.headers["Location"] == address(people.nominal, "reviews") + "#reviews"
    today = timezone.localdate()
    row = LevelReview.objects.get()
    assert (row.answers, row.form_version, row.level) == (ANSWERS, "lead-agency-1", 1)
    assert (row.reviewed_by, row.state, row.next_due_on) == (
        people.offender_manager, ReviewState.WAITING, months_after(today, 3),
    )  # fmt: skip
    assert row.step_due_on == working_days_after(today, 10)


def test_an_area_that_reviews_more_often_counts_and_its_authority_is_shown(people: People) -> None:
    PracticeSetting.objects.create(
        name=PracticeName.REVIEW_INTERVAL, level=1, area_id=AREA, value=2, unit="months", effective_from=LONG_AGO,
        authority="Board of <i>West Mercia",
    )  # fmt: skip
    page = client_of(people.offender_manager).get(address(people.nominal, "add_review"))
    assert "Leave empty for 2 months after the review" in text_of(page)
    assert "Board of &lt;i&gt;West Mercia" in page.content.decode()
    assert "<i>West" not in page.content.decode()
    review(people.offender_manager, people.nominal)
    assert LevelReview.objects.get().next_due_on == months_after(timezone.localdate(), 2)
    assert "Board of <i>West Mercia" in text_of(client_of(people.colleague).get(address(people.nominal, "reviews")))


def test_the_answer_of_last_time_stands_beside_the_question(people: People) -> None:
    earlier = ANSWERS | {"home": "With his invented aunt.", "risk_is_right": "no"}
    make_review(people.nominal, people.colleague, answers=earlier, reviewed_on=timezone.localdate() - 12 * WEEK)
    shown = text_of(client_of(people.offender_manager).get(address(people.nominal, "add_review")))
    assert "With his invented aunt." in shown
    assert "No, it is to be assessed again" in shown
    review(people.offender_manager, people.nominal)
    row = LevelReview.objects.latest("reviewed_on")
    shown = text_of(client_of(people.panel_member).get(address(people.nominal, "review", row.pk)))
    assert "Alone, suitable. With his invented aunt." in shown


def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(people: People) -> None:
    response = review(people.offender_manager, people.nominal, home="", outcome="", plan="See him weekly.")
    assert errors_of(response) == [
        "Enter where the person lives and whether it is suitable",
        "Select the outcome of the review",
    ]
    assert "See him weekly." in response.content.decode()
    assert not LevelReview.objects.exists()


@pytest.mark.parametrize(
    ("instead", "sentence"),
    [
        ({"meetings": "yes"}, "You say that meetings would add something"),
        ({"outcome": "refer_up"}, "You say that meetings would add nothing"),
        ({"next_due_on": datetime.date(2099, 1, 1)}, "Choose a day within 3 months of this review."),
        ({"next_due_on": LONG_AGO}, "The next review comes after this one."),
        ({"reviewed_on": LONG_AGO - WEEK}, "No level held on that day"),
    ],
)
def test_a_review_that_contradicts_itself_is_refused(people: People, instead: dict, sentence: str) -> None:
    assert sentence in errors_of(review(people.offender_manager, people.nominal, **instead))[0]
    assert not LevelReview.objects.exists()


def test_an_earlier_day_may_be_chosen_and_is_the_clocks(people: People) -> None:
    day = timezone.localdate() + 4 * WEEK
    review(people.offender_manager, people.nominal, next_due_on=day)
    found = clock(people.nominal, "review_due")
    assert found is not None
    assert (found.due_on, found.warn_on, found.team) == (day, day - 4 * WEEK, people.team)
    assert "The last review set this day." in text_of(
        client_of(people.offender_manager).get(address(people.nominal, "reviews"))
    )


def test_two_who_review_at_once_both_keep_what_they_typed(people: People) -> None:
    pages = [
        client_of(one).get(address(people.nominal, "add_review")) for one in (people.offender_manager, people.colleague)
    ]
    review(people.offender_manager, people.nominal, seen=pages[0], home="Seen by the first.")
    second = review(people.colleague, people.nominal, seen=pages[1], home="Seen by the second.")
    assert "Offender Managerson recorded a review of" in errors_of(second)[0]
    content = second.content.decode()
    assert "Seen by the first." in content  # beside the question
    assert "Seen by the second." in content  # in the box
    assert LevelReview.objects.count() == 1
    review(people.colleague, people.nominal, seen=second, home="Seen by the second.")
    assert LevelReview.objects.count() == 2


# --- the supervisor --------------------------------------------------------------------------------------------------


def test_a_review_waits_for_a_supervisor_who_is_told(people: People) -> None:
    review(people.offender_manager, people.nominal)
    row = LevelReview.objects.get()
    assert told(AlertKind.REVIEW_TO_COUNTERSIGN) == {"Supervisorson"}
    assert Alert.objects.get().facts == {"review": str(row.pk), "reviewed_on": row.reviewed_on.isoformat()}
    waits = clock(people.nominal, "review_countersign")
    assert waits is not None
    assert (waits.due_on, waits.source_id) == (row.step_due_on, row.pk)
    response = send(people.supervisor, people.nominal, "countersign_review", row.pk, decision="sign")
    assert response.status_code == 302
    row.refresh_from_db()
    assert (row.state, row.countersigned_by, row.step_due_on) == (ReviewState.STANDS, people.supervisor, None)
    assert clock(people.nominal, "review_countersign") is None


def test_nobody_countersigns_their_own_review(people: People) -> None:
    review(people.supervisor, people.nominal)
    row = LevelReview.objects.get()
    assert not told(AlertKind.REVIEW_TO_COUNTERSIGN)
    response = send(people.supervisor, people.nominal, "countersign_review", row.pk, decision="sign")
    assert errors_of(response) == ["You reviewed this yourself: somebody else must countersign it."]
    shown = text_of(client_of(people.supervisor).get(address(people.nominal, "review", row.pk)))
    assert "A supervisor of the lead team other than you countersigns this review." in shown


def test_a_review_sent_back_says_why_and_returns_to_the_reviewer(people: People) -> None:
    row = make_review(people.nominal, people.offender_manager)
    nothing = send(people.supervisor, people.nominal, "countersign_review", row.pk, decision="send_back")
    assert errors_of(nothing) == ["Enter what is missing or wrong"]
    why = {"decision": "send_back", "because": "Which agencies did you ask?"}
    assert send(people.supervisor, people.nominal, "countersign_review", row.pk, **why).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.sent_back_by, row.sent_back_on) == (
        ReviewState.SENT_BACK, people.supervisor, timezone.localdate(),
    )  # fmt: skip
    assert told(AlertKind.REVIEW_SENT_BACK) == {"Offender Managerson"}
    back = clock(people.nominal, "review_sent_back")
    assert back is not None
    assert back.due_on == working_days_after(timezone.localdate(), 10)
    shown = text_of(client_of(people.offender_manager).get(address(people.nominal, "answer_review", row.pk)))
    assert "Supervisorson sent this back on" in shown
    assert "Which agencies did you ask?" in shown


def test_a_review_answered_again_waits_again(people: People) -> None:
    row = make_review(
        people.nominal, people.offender_manager, state=ReviewState.SENT_BACK, sent_back_because="More.",
        sent_back_by=people.supervisor, sent_back_on=timezone.localdate(),
    )  # fmt: skip
    values = ANSWERS | WHY | {"agencies": "Police, housing and health: nothing.", "reviewed_on": row.reviewed_on}
    assert send(people.offender_manager, people.nominal, "answer_review", row.pk, **values).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.answers["agencies"]) == (ReviewState.WAITING, "Police, housing and health: nothing.")
    assert told(AlertKind.REVIEW_TO_COUNTERSIGN) == {"Supervisorson"}
    assert "Police, housing and health: nothing." in text_of(
        client_of(people.offender_manager).get(address(people.nominal, "changes"))
    )


def test_two_who_answer_again_are_told_of_each_other_question_by_question(people: People) -> None:
    row = make_review(people.nominal, people.offender_manager, state=ReviewState.SENT_BACK, sent_back_because="More.")
    where = address(people.nominal, "answer_review", row.pk)
    pages = [client_of(one).get(where) for one in (people.offender_manager, people.colleague)]
    values = ANSWERS | WHY | {"reviewed_on": row.reviewed_on}
    first = values | {"agencies": "Asked by the first."}
    send(people.offender_manager, people.nominal, "answer_review", row.pk, seen=pages[0], **first)
    LevelReview.objects.filter(pk=row.pk).update(state=ReviewState.SENT_BACK)
    second = send(
        people.colleague, people.nominal, "answer_review", row.pk, seen=pages[1], **values | {"plan": "Of the second."}
    )
    shown = text_of(second)
    assert "changed this while you had it open" in shown
    assert "Asked by the first." in shown
    assert "Of the second." in second.content.decode()
    row.refresh_from_db()
    assert row.answers["plan"] == ANSWERS["plan"]


def test_a_supervisor_does_not_sign_what_was_changed_since_they_read_it(people: People) -> None:
    row = make_review(people.nominal, people.offender_manager)
    page = client_of(people.supervisor).get(address(people.nominal, "countersign_review", row.pk))
    row.rationale = "Something else altogether."
    row.save()
    response = send(people.supervisor, people.nominal, "countersign_review", row.pk, seen=page, decision="sign")
    assert "changed this while you had it open" in errors_of(response)[0]
    assert "Something else altogether." in text_of(response)
    again = send(people.supervisor, people.nominal, "countersign_review", row.pk, seen=response, decision="sign")
    assert again.status_code == 302


def test_two_supervisors_sign_once(people: People) -> None:
    other = make_user(Role.TEAM_SUPERVISOR, people.team)
    row = make_review(people.nominal, people.offender_manager)
    where = address(people.nominal, "countersign_review", row.pk)
    page = client_of(other).get(where)
    send(people.supervisor, people.nominal, "countersign_review", row.pk, decision="sign")
    response = send(other, people.nominal, "countersign_review", row.pk, seen=page, decision="sign")
    assert errors_of(response) == ["This review stands already: it waits for no countersignature."]


# --- Level 2 and 3 ---------------------------------------------------------------------------------------------------


def test_what_a_meeting_reviewed_is_recorded_by_the_unit_and_stands_at_once(people: People) -> None:
    LevelPeriod.objects.filter(nominal=people.nominal).update(level=2)
    today = timezone.localdate()
    assert client_of(people.offender_manager).get(address(people.nominal, "add_review")).status_code == 403
    values = {"reviewed_on": today, "changes": "Little.", "plan": "Housing moves him.", "rationale": "High risk."}
    late = send(people.administrator, people.nominal, "add_review", **values, next_due_on=today + 17 * WEEK)
    assert errors_of(late) == [
        "Choose a day within 16 weeks of this review. Outer limit of the performance indicator for Level 2."
    ]
    send(people.administrator, people.nominal, "add_review", **values, next_due_on=today + 14 * WEEK)
    row = LevelReview.objects.get()
    assert (row.state, row.level, row.form_version) == (ReviewState.STANDS, 2, "meeting-1")
    assert not Alert.objects.exists()
    found = clock(people.nominal, "meeting_review_due")
    assert found is not None
    assert (found.due_on, found.team) == (today + 14 * WEEK, standard_team(AREA, AgencyKind.MAPPA_UNIT))
    assert clock(people.nominal, "review_due") is None


def test_a_day_of_another_level_asks_other_questions(people: People) -> None:
    today = timezone.localdate()
    LevelPeriod.objects.filter(nominal=people.nominal).update(level=2, ended_on=today)
    LevelPeriod.objects.create(nominal=people.nominal, level=1, started_on=today)
    response = review(people.offender_manager, people.nominal, reviewed_on=today - WEEK)
    assert "Level 2 held, whose review asks other questions" in errors_of(response)[0]


def test_nobody_without_a_level_is_reviewed(people: People) -> None:
    LevelPeriod.objects.filter(nominal=people.nominal).delete()
    response = client_of(people.offender_manager).get(address(people.nominal, "add_review"))
    assert response.headers["Location"] == address(people.nominal, "add_level")


# --- clocks and pages ------------------------------------------------------------------------------------------------


def came_in(nominal: Nominal, on: datetime.date) -> None:
    """The record has been in the service since a day."""
    Nominal.objects.filter(pk=nominal.pk).update(created_at=midnight(on))
    refresh([nominal.pk])


def test_a_level_never_reviewed_is_due_three_months_after_the_record_came_in(people: People) -> None:
    today = timezone.localdate()
    came_in(people.nominal, today)
    found = clock(people.nominal, "review_due")
    assert found is not None
    assert found.due_on == months_after(today, 3)


def test_a_level_that_began_here_is_due_three_months_after_it_began(people: People) -> None:
    came_in(people.nominal, LONG_AGO - WEEK)
    found = clock(people.nominal, "review_due")
    assert found is not None
    assert found.due_on == months_after(LONG_AGO, 3)
    text = text_of(client_of(people.panel_member).get(people.nominal.get_absolute_url()))
    assert "Next review due 6 April 2020. Overdue" in text


def test_a_review_of_an_earlier_time_at_the_level_does_not_count(people: People) -> None:
    today = timezone.localdate()
    make_review(people.nominal, people.offender_manager, reviewed_on=today - 9 * WEEK, next_due_on=today + WEEK)
    LevelPeriod.objects.filter(nominal=people.nominal).update(started_on=today - WEEK)
    came_in(people.nominal, LONG_AGO)
    found = clock(people.nominal, "review_due")
    assert found is not None
    assert found.due_on == months_after(today - WEEK, 3)


def test_the_clocks_agree_with_the_record_through_every_step(people: People) -> None:
    refresh()
    review(people.offender_manager, people.nominal)
    row = LevelReview.objects.get()
    send(people.supervisor, people.nominal, "countersign_review", row.pk, decision="send_back", because="More.")
    assert differences() == ([], [])


def test_a_referral_is_pointed_to_when_the_review_says_so(people: People) -> None:
    review(people.offender_manager, people.nominal, outcome="refer_up", meetings="yes")
    shown = text_of(client_of(people.offender_manager).get(address(people.nominal, "reviews")))
    assert "The last review says: refer to Level 2 or 3." in shown


def test_reviews_stand_on_the_timeline_and_among_the_changes(people: People) -> None:
    review(people.offender_manager, people.nominal)
    client = client_of(people.panel_member)
    assert "Review of Level 1: Stays at this level" in text_of(client.get(address(people.nominal, "timeline")))
    changes = text_of(client.get(address(people.nominal, "changes")))
    assert "Where does the person live, with whom, and is it suitable?: Alone, suitable." in changes


def test_a_review_out_of_reach_does_not_exist(people: People) -> None:
    row = make_review(people.strangers_nominal, people.stranger)
    client = client_of(people.offender_manager)
    assert client.get(address(people.strangers_nominal, "review", row.pk)).status_code == 404
    assert client.get(address(people.nominal, "review", row.pk)).status_code == 404
    assert client.post(address(people.nominal, "answer_review", row.pk), boxes("reviewed_on", None)).status_code == 404
