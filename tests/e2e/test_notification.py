"""Notification in the browser: what was missed is recorded from the worklist, a conviction makes somebody subject,
an application to end it is decided."""

import datetime
import re

from playwright.sync_api import Locator, expect

from tests.e2e.conftest import Opens
from tests.e2e.visitor import Visitor

OFFICER = "offender-manager@mappa.example"
FIRST, REVIEW = "First notification to the police", "Application to end notification: decide"


def _fill_day(group: Locator, day: datetime.date) -> None:
    for box, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(box).fill(str(value))


def _group(visitor: Visitor, name: str) -> Locator:
    return visitor.page.get_by_role("group", name=re.compile(name))


def _save(visitor: Visitor, name: str = "Save") -> None:
    visitor.page.get_by_role("button", name=name, exact=True).click()
    visitor.page.wait_for_load_state()


def _follow(visitor: Visitor, name: str) -> None:
    visitor.page.get_by_role("link", name=re.compile(name)).first.click()
    visitor.page.wait_for_load_state()


def test_a_missed_first_notification_is_recorded_from_the_worklist_and_stays_known_as_late(visit: Opens) -> None:
    visitor = visit(OFFICER)
    visitor.open_duty("notify_first", FIRST)
    assert visitor.heading() == "Record: First notification"
    assert visitor.barriers() == []
    visitor.page.get_by_label("What was notified").fill("Names, home address, passport, one bank account.")
    visitor.page.get_by_label("Officer").fill("PC Wilma Stationhouse")
    visitor.page.get_by_label("Police station or place").fill("Bearland")
    _save(visitor)
    main = visitor.page.locator("main")
    expect(main).to_contain_text("Subject to notification")
    expect(main).to_contain_text(re.compile(r"\d+ days? late"))
    expect(main).to_contain_text("PC Wilma Stationhouse")
    assert visitor.barriers() == []
    assert visitor.lost_error_links() == []


def test_the_tab_fits_a_phone_and_an_empty_answer_is_told_beside_its_field(visit: Opens) -> None:
    visitor = visit(OFFICER, phone=True)
    visitor.open_duty("notify_periodic", "Yearly or weekly notification")
    _save(visitor)
    expect(visitor.page.locator(".govuk-error-summary")).to_contain_text("Enter what was notified")
    assert visitor.lost_error_links() == []
    assert visitor.wider_than_the_screen() == []
    visitor.page.get_by_role("link", name="Back to the record").click()
    visitor.page.wait_for_load_state()
    assert visitor.heading() == "Notification"
    assert visitor.wider_than_the_screen() == []
    assert visitor.barriers() == []


def test_a_journey_is_recorded_and_its_late_notice_shows(visit: Opens) -> None:
    visitor, today = visit(OFFICER), datetime.date.today()
    visitor.open_duty("notify_journey", "Journey abroad to be notified")
    visitor.page.get_by_role("link", name="Back to the record").click()
    _follow(visitor, "Record a journey abroad")
    visitor.page.get_by_label("Countries").fill("Norway")
    _fill_day(_group(visitor, "Leaves on"), today + datetime.timedelta(days=3))
    _fill_day(_group(visitor, "Notified to the police on"), today)
    visitor.page.get_by_label("Officer").fill("PC Wilma Stationhouse")
    visitor.page.get_by_label("Police station or place").fill("Bearland")
    assert visitor.barriers() == []
    _save(visitor)
    expect(visitor.page.locator("main")).to_contain_text("Less than 7 days before")


def test_an_application_to_end_notification_is_refused_with_its_factors(visit: Opens) -> None:
    visitor = visit(OFFICER)
    visitor.open_duty("review_decide", REVIEW)
    visitor.page.get_by_role("link", name="Back to the record").click()
    expect(visitor.page.locator("main")).to_contain_text("acknowledge within 14 days")
    _follow(visitor, "Record the factors")
    assert visitor.barriers() == []
    for box in visitor.page.locator("main textarea").all():
        box.fill("Nothing known")
    _save(visitor)
    _follow(visitor, "Record the decision")
    assert visitor.barriers() == []
    visitor.page.get_by_label("Application refused").check()
    visitor.page.get_by_label("Superintendent who decided").fill("Supt Verity Gavel")
    visitor.page.get_by_label("Reasons").fill("The risk is as it was.")
    _save(visitor, "Record the decision")
    expect(visitor.page.locator("main")).to_contain_text("The person may apply again from")
    assert visitor.barriers() == []
