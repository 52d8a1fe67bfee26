"""Risk and plan in the browser: what a duty officer sees, two people at one plan, a flag on the banner."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import PHONE, Opens
from tests.e2e.visitor import Visitor

OFFICER, SUPERVISOR = "offender-manager@mappa.example", "team-supervisor@mappa.example"
PEOPLE = "/nominals/?area=E23000037&whereabouts=community&category=1&sort=-name"


def _risk_tab_of_somebody(visitor: Visitor, row: int) -> str:
    """The tab of a person of the area, by their place in the list; its address."""
    visitor.open(PEOPLE)
    visitor.page.locator("main tbody a").nth(row).click()
    visitor.page.get_by_role("link", name="Risk and plan").click()
    visitor.page.wait_for_load_state()
    return visitor.path


def _save(visitor: Visitor, name: str = "Save") -> None:
    visitor.page.get_by_role("button", name=name, exact=True).click()
    visitor.page.wait_for_load_state()


def _date(visitor: Visitor, label: str, day: str, month: str, year: str) -> None:
    boxes = visitor.page.get_by_role("group", name=re.compile(label))
    for box, value in (("Day", day), ("Month", month), ("Year", year)):
        boxes.get_by_label(box).fill(value)


def test_an_offender_manager_records_risk_a_visit_and_an_assessment(visit: Opens) -> None:
    visitor = visit(OFFICER)
    _risk_tab_of_somebody(visitor, 1)
    page = visitor.page
    page.get_by_role("link", name="Record risk of serious harm").click()
    _date(visitor, "Assessed on", "3", "11", "2026")
    for group in ("children", "the public", "staff"):
        page.get_by_label(f"Risk to {group}").select_option("Low")
    page.get_by_label("Risk to a known adult").select_option("Very high")
    page.get_by_label("Nature and imminence").fill("Threats to a former partner, at night, after drinking.")
    assert visitor.barriers() == []
    _save(visitor)
    expect(page.locator("#now ~ .app-harm").first).to_contain_text("Very high risk of serious harm")
    page.get_by_role("link", name="Record a home visit").click()
    page.get_by_role("radio", name="The person was seen").check()
    page.get_by_label("Note").fill("Seen at home with his brother.")
    assert visitor.barriers() == []
    _save(visitor)
    expect(page.locator("main")).to_contain_text("Seen at home with his brother.")
    page.get_by_role("link", name="Record an assessment").click()
    page.get_by_label("Tool", exact=True).select_option("Another tool, named below")
    page.get_by_label("Name of the tool").fill("STABLE-2007")
    _date(visitor, "Assessed on", "3", "11", "2026")
    page.get_by_role("radio", name="High", exact=True).check()
    assert visitor.barriers() == []
    _save(visitor)
    expect(page.locator("main")).to_contain_text("STABLE-2007")
    assert visitor.barriers() == []


def test_two_people_at_one_plan_lose_nothing(visit: Opens) -> None:
    officer, supervisor = visit(OFFICER), visit(SUPERVISOR)
    tab = _risk_tab_of_somebody(officer, 2)
    supervisor.open(tab)
    for visitor in (officer, supervisor):
        visitor.page.get_by_role("link", name=re.compile(r"^Change Weekly|^Change \w+ ")).last.click()
        visitor.page.wait_for_load_state()
    assert officer.path == supervisor.path
    supervisor.page.get_by_label("Named person").fill("Tamsin Newowner")
    _save(supervisor)
    officer.page.get_by_label("Measure", exact=True).fill("What the officer typed at the same time.")
    _save(officer)
    expect(officer.page.locator(".govuk-error-summary")).to_contain_text("changed this while you had it open")
    expect(officer.page.locator("main table")).to_contain_text("Tamsin Newowner")
    assert officer.barriers() == []
    supervisor.page.get_by_role("link", name="Start a new version").click()
    _save(supervisor, "Start the version")
    expect(supervisor.page.locator("main")).to_contain_text("The new version is in force")
    _save(officer)
    expect(officer.page.locator(".govuk-error-summary")).to_contain_text("of the plan while you had this open")
    expect(officer.page.get_by_label("Measure", exact=True)).to_have_value("What the officer typed at the same time.")
    _save(officer)
    plan = officer.page.locator("main")
    expect(plan).to_contain_text("What the officer typed at the same time.")
    expect(plan).to_contain_text("Tamsin Newowner")
    officer.page.get_by_text("Earlier versions").click()
    officer.page.get_by_role("link", name=re.compile("What changed since version")).first.click()
    expect(officer.page.locator("main")).to_contain_text("What the officer typed at the same time.")
    assert officer.barriers() == []


def test_a_flag_is_set_in_two_clicks_and_everybody_sees_it(visit: Opens) -> None:
    officer, supervisor = visit(OFFICER, phone=True), visit(SUPERVISOR, scripts=False)
    tab = _risk_tab_of_somebody(officer, 3)
    assert officer.wider_than_the_screen() == []
    officer.page.get_by_role("link", name="Missing", exact=True).click()
    officer.page.get_by_label("Note").fill("Left the approved premises at noon.")
    assert officer.barriers() == []
    _save(officer, "Set the flag")
    supervisor.open(tab.removesuffix("risk/"))
    expect(supervisor.page.locator(".app-identity__flags")).to_contain_text("Missing since")
    assert "noon" not in supervisor.page.content()
    supervisor.open(PEOPLE)
    expect(supervisor.page.locator("main tbody tr").nth(3)).to_contain_text("Missing since")
    officer.page.set_viewport_size(PHONE)
    assert officer.wider_than_the_screen() == []
