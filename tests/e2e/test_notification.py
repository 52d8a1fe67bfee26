"""From the worklist to a notification recorded: as the officer who manages the person, at a desk and on a phone."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import PHONE, Opens

OFFICER = "offender-manager@mappa.example"
OWED = "/worklist/?whose=team&kind=notify_periodic"


def test_an_officer_opens_a_duty_records_the_notification_and_the_duty_is_gone(visit: Opens) -> None:
    visitor = visit(OFFICER)
    visitor.open(OWED)
    duty = visitor.page.locator("main tbody a[href*='/notification/log/periodic/']").first
    href = duty.get_attribute("href")
    assert href
    duty.click()
    expect(visitor.page.locator("h1")).to_contain_text("Record:")
    assert visitor.barriers() == []
    visitor.page.get_by_role("button", name="Save").click()
    expect(visitor.page.locator(".govuk-error-summary")).to_contain_text("Enter what was notified")
    assert visitor.lost_error_links() == []
    visitor.page.get_by_role("textbox", name=re.compile("^What was notified")).fill("All as before, a new bank card.")
    visitor.page.get_by_role("textbox", name=re.compile("^Officer")).fill("PC Wilma Stationhouse")
    visitor.page.get_by_role("textbox", name=re.compile("^Police station")).fill("Stroud Police Station")
    visitor.page.get_by_role("button", name="Save").click()
    visitor.page.wait_for_load_state()
    assert visitor.path.endswith("/notification/")
    expect(visitor.page.locator("main")).to_contain_text("All as before, a new bank card.")
    assert visitor.barriers() == []
    visitor.page.set_viewport_size(PHONE)
    assert visitor.wider_than_the_screen() == []
    visitor.open(OWED)
    expect(visitor.page.locator(f"main tbody a[href='{href}']")).to_have_count(0)


def test_a_missed_duty_leads_to_recording_the_breach_on_a_phone(visit: Opens) -> None:
    visitor = visit(OFFICER, phone=True)
    visitor.open(f"{OWED}&when=late")
    href = visitor.page.locator("main tbody a[href*='/notification/log/']").first.get_attribute("href")
    assert href
    visitor.open(href.split("log/")[0])
    expect(visitor.page.locator("main")).to_contain_text("Missed")
    assert visitor.barriers() == []
    assert visitor.wider_than_the_screen() == []
    visitor.page.get_by_role("link", name="Record a breach of notification").click()
    expect(visitor.page.get_by_label("Notification requirements")).to_be_checked()
