"""A review goes its way: answered beside the last one, sent back, answered again, countersigned, scored. And a level: a
chair decides, a meeting ratifies; somebody in Category 3 leaves MAPPA."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Opens
from tests.e2e.visitor import Visitor

OFFICER, SUPERVISOR = "offender-manager@mappa.example", "team-supervisor@mappa.example"
COORDINATOR, CHAIR = "mappa-coordinator@mappa.example", "panel-chair@mappa.example"
GLOUCESTERSHIRE = "E23000037"
WITH_OR_WITHOUT_SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
TEXTS = {
    "What has changed since the last review?": "Moved to days; nothing else.",
    "What does that rest on?": "ARMS of last month and two visits.",
    "Does the person keep to licence, orders and notification?": "Yes, all of them.",
    "Has there been any offending, arrest or worrying behaviour?": "None known to the police.",
    "Where does the person live, with whom, and is it suitable?": "Alone in the same flat.",
    "Is a victim or a child at risk?": "No child in the household.",
    "Which other agencies did you ask, and what do they know?": "Probation and housing: nothing.",
    "What is the plan until the next review?": "A visit each month.",
    "Rationale": "The lead agency manages this with ordinary checks.",
}


def _press(visitor: Visitor, name: str) -> None:
    visitor.page.get_by_role("button", name=name).click()
    visitor.page.wait_for_load_state()


def _answer(visitor: Visitor) -> None:
    for label, text in TEXTS.items():
        visitor.page.get_by_label(label, exact=True).fill(text)
    for question, answer in (("still right?", "Yes"), ("add anything", "No"), ("Outcome", "Stays at this level")):
        group = visitor.page.get_by_role("group", name=re.compile(re.escape(question)))
        group.get_by_role("radio", name=answer, exact=True).check()


@WITH_OR_WITHOUT_SCRIPTS
def test_a_review_is_sent_back_answered_again_and_countersigned(visit: Opens, scripts: bool) -> None:
    officer, supervisor = visit(OFFICER, scripts=scripts), visit(SUPERVISOR, scripts=scripts)
    officer.open_duty("review_due")
    assert not scripts or officer.barriers() == []
    _press(officer, "Save the review")
    expect(officer.page.locator(".govuk-error-summary")).to_contain_text("Enter what has changed")
    assert not scripts or officer.lost_error_links() == []
    _answer(officer)
    _press(officer, "Save the review")
    expect(officer.page.locator("main")).to_contain_text("A supervisor countersigns it.")
    assert not scripts or officer.barriers() == []
    record = officer.path
    supervisor.open(record)
    supervisor.page.locator("main tbody a").first.click()
    _press(supervisor, "Countersign or send back")
    assert not scripts or supervisor.barriers() == []
    supervisor.page.get_by_role("radio", name="No, send it back").check()
    supervisor.page.get_by_label("What is missing or wrong").fill("Which officer visited, and when?")
    _press(supervisor, "Save")
    expect(supervisor.page.locator("main")).to_contain_text("The reviewer is told.")
    officer.open(record)
    officer.page.locator("main tbody a").first.click()
    _press(officer, "Answer this review again")
    expect(officer.page.locator("main")).to_contain_text("Which officer visited, and when?")
    assert not scripts or officer.barriers() == []
    officer.page.get_by_label("What does that rest on?", exact=True).fill("Two visits by PC Invented in November.")
    _press(officer, "Save the review")
    supervisor.open(record)
    supervisor.page.locator("main tbody a").first.click()
    _press(supervisor, "Countersign or send back")
    expect(supervisor.page.locator("main")).to_contain_text("Two visits by PC Invented in November.")
    supervisor.page.get_by_role("radio", name="Yes, countersign it").check()
    _press(supervisor, "Save")
    expect(supervisor.page.locator("main")).to_contain_text("countersigned by Sybil Supervisor")


def test_the_answers_of_last_time_stand_beside_the_questions(visit: Opens) -> None:
    officer = visit(OFFICER)
    officer.open_duty("review_sent_back")
    record = re.sub(r"reviews/.*", "reviews/add/", officer.path)
    officer.open(record)
    expect(officer.page.locator(".app-beside__before").first).to_contain_text("Last time")
    assert officer.page.locator(".app-beside__before").count() >= len(TEXTS)
    phone = visit(OFFICER, phone=True)
    for path in (record, record.replace("add/", "")):
        phone.open(path)
        assert phone.wider_than_the_screen() == []
        assert phone.barriers() == []


def test_a_prompt_to_screen_again_is_answered_with_a_sentence(visit: Opens) -> None:
    officer = visit(OFFICER)
    officer.open_duty("rescreen")
    assert officer.barriers() == []
    officer.page.get_by_label("What came of looking again").fill("Level 1 stays right: the plan foresaw it.")
    _press(officer, "Save")
    officer.page.get_by_text("Prompts that were answered").click()
    expect(officer.page.locator("main")).to_contain_text("Level 1 stays right: the plan foresaw it.")


def test_a_chair_raises_somebody_and_a_meeting_ratifies_it(visit: Opens) -> None:
    chair, coordinator, officer = visit(CHAIR), visit(COORDINATOR), visit(OFFICER)
    officer.open(f"/nominals/?area={GLOUCESTERSHIRE}&level=1&page=3")
    officer.page.locator("main tbody a").first.click()
    officer.page.wait_for_load_state()
    record = officer.path
    officer.open(f"{record}level/add/")
    expect(officer.page.locator("main")).to_contain_text("Only a meeting, or its chair between meetings")
    assert not officer.page.get_by_role("button", name="Save").count()
    chair.open(f"{record}reviews/")
    chair.page.get_by_role("link", name="Change the level").click()
    assert chair.barriers() == []
    chair.page.get_by_role("radio", name="Level 2").check()
    chair.page.get_by_role("radio", name="Chair between meetings").check()
    chair.page.get_by_label("Rationale").fill("Housing and health must act together this week.")
    _press(chair, "Save")
    expect(chair.page.locator("main")).to_contain_text("To be ratified")
    expect(chair.page.locator("main")).to_contain_text("Charis Chairwell, Senior Probation Officer")
    coordinator.open(f"{record}reviews/")
    coordinator.page.get_by_role("link", name="Record that a meeting ratified").click()
    assert coordinator.barriers() == []
    for box, value in (("Day", "25"), ("Month", "11"), ("Year", "2026")):
        coordinator.page.get_by_label(box, exact=True).fill(value)
    _press(coordinator, "Save")
    expect(coordinator.page.locator("main")).to_contain_text("Ratified by the meeting of 25 November 2026")


def test_somebody_in_category_3_leaves_mappa_and_does_not_step_down(visit: Opens) -> None:
    coordinator = visit(COORDINATOR)
    coordinator.open(f"/nominals/?area={GLOUCESTERSHIRE}&category=3")
    coordinator.page.locator("main tbody a").first.click()
    coordinator.page.wait_for_load_state()
    coordinator.page.get_by_role("link", name="Reviews and level").last.click()
    coordinator.page.get_by_role("link", name="Change the level").click()
    coordinator.page.get_by_role("link", name="Record the exit from MAPPA").click()
    assert coordinator.barriers() == []
    coordinator.page.get_by_role("radio", name="MAPPA meeting").check()
    coordinator.page.get_by_label("Who decided").fill("DI Invented, Gloucestershire Police")
    coordinator.page.get_by_label("Rationale").fill("A year without concern.")
    _press(coordinator, "Record the exit")
    expect(coordinator.page.locator("main")).to_contain_text("The person leaves MAPPA")
    expect(coordinator.page.locator("main")).to_contain_text("A year without concern.")


def test_a_co_ordinator_scores_a_sampled_review_and_sees_how_the_scores_fall(visit: Opens) -> None:
    coordinator = visit(COORDINATOR)
    coordinator.open_duty("dip_sample_score")
    assert coordinator.barriers() == []
    coordinator.page.get_by_role("radio", name="4: excellent").check()
    coordinator.page.get_by_label("Comment").fill("Every agency named; the plan says who does what.")
    _press(coordinator, "Save the score")
    expect(coordinator.page.locator("main")).to_contain_text("How the scores fall")
    assert coordinator.barriers() == []
    phone = visit(COORDINATOR, phone=True)
    phone.open("/reviews/samples/")
    assert phone.wider_than_the_screen() == []


def test_a_co_ordinator_sets_a_limit_and_it_is_shown_where_it_counts(visit: Opens) -> None:
    coordinator, officer = visit(COORDINATOR), visit(OFFICER)
    coordinator.open(f"/practice/?area={GLOUCESTERSHIRE}")
    assert coordinator.barriers() == []
    coordinator.page.get_by_role("link", name="Answer to a prompt to screen again").click()
    coordinator.page.get_by_label("Value").fill("5")
    coordinator.page.get_by_label("Where it is set").fill("Board of Gloucestershire, minutes of November")
    assert coordinator.barriers() == []
    _press(coordinator, "Set this limit")
    expect(coordinator.page.locator("main")).to_contain_text("5 working days Today")
    officer.open_duty("rescreen")
    officer.open(re.sub(r"reviews/.*", "reviews/", officer.path))
    expect(officer.page.locator("main")).to_contain_text("Board of Gloucestershire, minutes of November")
    phone = visit(COORDINATOR, phone=True)
    phone.open("/practice/")
    assert phone.wider_than_the_screen() == []
