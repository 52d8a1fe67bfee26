"""An order made and questioned, a breach decided, a recall and a release: as the officer who manages the person."""

import datetime
import re

from playwright.sync_api import expect

from tests.e2e.conftest import PHONE, Opens
from tests.e2e.visitor import Visitor

OFFICER, COORDINATOR = "offender-manager@mappa.example", "mappa-coordinator@mappa.example"
GLOUCESTERSHIRE = "E23000037"
TODAY = datetime.date.today()
DAY = datetime.timedelta(days=1)


def _open_somebody(visitor: Visitor, nth: int) -> str:
    """The law tab of one of the officer's people in the community."""
    visitor.open(f"/nominals/?area={GLOUCESTERSHIRE}&whereabouts=community&category=1&sort=-name&page=2")
    href = visitor.page.locator("main tbody a").nth(nth).get_attribute("href")
    assert href
    visitor.open(f"{href}law/")
    return href


def _fill_day(visitor: Visitor, legend: str, day: datetime.date) -> None:
    group = visitor.page.get_by_role("group", name=re.compile(legend))
    for box, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(box).fill(str(value))


def _link(visitor: Visitor, name: str) -> None:
    visitor.page.locator("main").get_by_role("link", name=name).first.click()
    visitor.page.wait_for_load_state()


def _send(visitor: Visitor, name: str = "Save") -> None:
    visitor.page.get_by_role("button", name=name).click()
    visitor.page.wait_for_load_state()


def _no_barrier(visitor: Visitor) -> None:
    assert visitor.barriers() == []


def test_an_officer_records_a_short_order_as_made_with_its_terms_and_varies_it(visit: Opens) -> None:
    visitor = visit(OFFICER)
    _open_somebody(visitor, 1)
    _link(visitor, "Record an order")
    _no_barrier(visitor)
    made = TODAY - 10 * DAY
    visitor.page.get_by_label("Order", exact=True).select_option("Sexual harm prevention order")
    _fill_day(visitor, "Made on", made)
    _fill_day(visitor, "^Ends on", made.replace(year=made.year + 2))
    visitor.page.get_by_role("textbox", name=re.compile("^Court")).fill("Fablebury Crown Court")
    _send(visitor)
    expect(visitor.page.locator(".govuk-error-summary")).to_contain_text("at least 5 years")
    _no_barrier(visitor)
    assert visitor.lost_error_links() == []
    visitor.page.get_by_label("Record it as the court made it").check()
    _send(visitor)
    expect(visitor.page.locator("main")).to_contain_text("Fablebury Crown Court")
    visitor.page.locator("main").get_by_role(
        "link", name=re.compile(rf"Sexual harm prevention order ?, {made.day} ")
    ).first.click()
    _no_barrier(visitor)
    expect(visitor.page.locator("main")).to_contain_text("recorded as the court made it")
    _link(visitor, "Add a prohibition or requirement")
    visitor.page.get_by_label("Prohibition", exact=True).check()
    visitor.page.get_by_role("textbox", name=re.compile("^Wording")).fill("Not to enter the park.")
    visitor.page.get_by_role("group", name=re.compile("^Until")).get_by_label("Year").fill(str(made.year + 6))
    _no_barrier(visitor)
    _send(visitor)
    expect(visitor.page.locator("main")).to_contain_text("Not to enter the park.")
    _link(visitor, "Record that it was varied")
    _no_barrier(visitor)
    visitor.page.get_by_label("Varied", exact=True).check()
    _fill_day(visitor, "^On", TODAY)
    visitor.page.get_by_label("Until further order", exact=True).check()
    _send(visitor)
    expect(visitor.page.locator("#changes + table")).to_contain_text("Varied")
    expect(visitor.page.locator(".govuk-summary-list")).to_contain_text("Until further order")


def test_an_officer_finds_a_release_ahead_in_the_worklist_and_what_to_do(visit: Opens) -> None:
    visitor = visit(OFFICER, phone=True)
    visitor.open_duty("release_ahead")
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("release")
    _no_barrier(visitor)
    assert visitor.wider_than_the_screen() == []
    visitor.page.get_by_role("textbox").fill("Screened for Level 1")
    _send(visitor, "Mark as dealt with")
    expect(visitor.page.locator("#custody + table")).to_contain_text("Screened for Level 1")


def test_an_officer_records_a_breach_and_its_conviction_is_counted(visit: Opens) -> None:
    visitor = visit(OFFICER)
    href = _open_somebody(visitor, 3)
    _link(visitor, "Record a breach")
    _no_barrier(visitor)
    visitor.page.get_by_label("Notification requirements", exact=True).check()
    _fill_day(visitor, "Occurred on", TODAY - 40 * DAY)
    visitor.page.get_by_label("What happened").fill("Did not attend the station.")
    _send(visitor)
    expect(visitor.page.locator("main")).to_contain_text("Overdue")
    _link(visitor, "Record outcome")
    _no_barrier(visitor)
    visitor.page.get_by_label("Convicted", exact=True).check()
    _fill_day(visitor, "Outcome on", TODAY)
    _send(visitor)
    visitor.open(href)
    expect(visitor.page.locator("#events + table")).to_contain_text("Convicted of breach of notification requirements")


def test_an_officer_records_recall_return_and_release_and_whereabouts_follow(visit: Opens) -> None:
    visitor = visit(OFFICER)
    href = _open_somebody(visitor, 5)
    _link(visitor, "Record a recall or return to custody")
    _no_barrier(visitor)
    visitor.page.get_by_label("Breach of licence", exact=True).check()
    _fill_day(visitor, "Recalled on", TODAY - 6 * DAY)
    _send(visitor)
    expect(visitor.page.get_by_role("region", name="About this person")).to_contain_text("Unlawfully at large")
    _no_barrier(visitor)
    _link(visitor, "Record the return to custody")
    _fill_day(visitor, "Back in custody on", TODAY - 5 * DAY)
    _no_barrier(visitor)
    _send(visitor)
    banner = visitor.page.get_by_role("region", name="About this person")
    expect(banner).to_contain_text("In prison")
    visitor.page.locator("main").get_by_role("link", name="Add a custody date").click()
    visitor.page.get_by_label("Planned release", exact=True).check()
    _fill_day(visitor, "^On", TODAY + 40 * DAY)
    _no_barrier(visitor)
    _send(visitor)
    expect(visitor.page.locator("main")).to_contain_text("in 40 days")
    _link(visitor, "Record a release")
    _fill_day(visitor, "Released on", TODAY)
    _no_barrier(visitor)
    _send(visitor)
    expect(banner).to_contain_text("In the community")
    expect(visitor.page.locator("#custody + table")).to_contain_text("Dealt with")
    visitor.page.set_viewport_size(PHONE)
    assert visitor.wider_than_the_screen() == []
    coordinator = visit(COORDINATOR)
    coordinator.open(f"{href}law/")
    expect(coordinator.page.locator("main")).to_contain_text("Breach of licence")
