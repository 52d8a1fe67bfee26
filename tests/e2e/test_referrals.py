"""A referral lived through in the browser: written, sent, decided; and a person handed over to another area."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import Opens
from tests.e2e.visitor import Visitor

OFFICER, COORDINATOR = "offender-manager@mappa.example", "mappa-coordinator@mappa.example"
GLOUCESTERSHIRE = "E23000037"
PARTS = 11


def _sound(visitor: Visitor) -> None:
    assert visitor.barriers() == []


def _press(visitor: Visitor, name: str) -> None:
    visitor.page.get_by_role("button", name=name, exact=True).click()
    visitor.page.wait_for_load_state()


def _write_part(visitor: Visitor) -> None:
    """Answer whatever a part asks, and go on."""
    form = visitor.page.locator("main form")
    for text in form.locator("textarea").all():
        if not text.input_value():
            text.fill('Said with "quotes", a \' and Ŵ; SELECT 1')
    for group in form.get_by_role("group").all():
        if group.get_by_role("radio").count() and not group.locator("input:checked").count():
            group.get_by_role("radio").last.check()
    if form.get_by_role("group", name="Which level do you ask for?").count():
        form.get_by_role("radio", name="Level 2").check()
        form.get_by_role("group", name="Is it urgent?").get_by_role("radio", name="No").check()
    _press(visitor, "Save and continue")


def _refer(visitor: Visitor) -> str:
    """Refer somebody at Level 1 from their record; returns the referral's address."""
    visitor.open(f"/nominals/?area={GLOUCESTERSHIRE}&level=1&lead=police&sort=-name&page=2")
    visitor.page.locator("main tbody a").first.click()
    visitor.page.get_by_role("link", name="Refer to Level 2 or 3").click()
    _sound(visitor)
    _press(visitor, "Start the referral")
    _sound(visitor)
    address = visitor.path
    expect(visitor.page.locator("main")).to_contain_text("11 parts are still needed")
    visitor.page.get_by_role("link", name="Why MAPPA meetings are needed").click()
    for number in range(PARTS):
        if number in (0, 6, 9):
            _sound(visitor)
        _write_part(visitor)
    expect(visitor.page.locator("main")).to_contain_text("Every part that is needed is finished.")
    visitor.page.get_by_role("button", name="Check and send").click()
    _sound(visitor)
    _press(visitor, "Send to the MAPPA unit")
    expect(visitor.page.locator("main")).to_contain_text("Waiting for a decision")
    return address


def test_an_offender_manager_refers_somebody_and_the_unit_accepts_at_level_2(visit: Opens) -> None:
    officer, unit = visit(OFFICER), visit(COORDINATOR)
    address = _refer(officer)
    unit.open("/")
    unit.page.get_by_role("link", name="referrals to decide").click()
    expect(unit.page.locator("main tbody tr").first).to_contain_text("Urgent")
    _sound(unit)
    unit.open(address)
    _sound(unit)
    unit.page.get_by_role("button", name="Accept").click()
    _sound(unit)
    for criterion in ("Formal multi-agency meetings would add value", "The risk of serious harm is high or very high"):
        unit.page.get_by_role("checkbox", name=criterion).check()
    unit.page.get_by_label("Reasons").fill("Three agencies must act together.")
    unit.page.get_by_role("radio", name="Level 2").check()
    _press(unit, "Accept")
    expect(unit.page.locator("main")).to_contain_text("Accepted at Level 2")
    officer.open(address)
    expect(officer.page.locator("main")).to_contain_text("Three agencies must act together.")
    expect(officer.page.locator(".app-identity")).to_contain_text("Level 2")
    phone = visit(OFFICER, phone=True)
    phone.open(address)
    assert phone.wider_than_the_screen() == []


def test_an_urgent_referral_is_sent_from_one_page_without_scripts(visit: Opens) -> None:
    officer = visit(OFFICER, scripts=False)
    officer.open(f"/nominals/?area={GLOUCESTERSHIRE}&level=1&lead=police&sort=-name&page=3")
    officer.page.locator("main tbody a").first.click()
    officer.page.get_by_role("link", name="Referrals", exact=True).last.click()
    officer.page.get_by_role("link", name="Urgent: refer today").click()
    expect(officer.page.get_by_role("heading", level=1)).to_have_text("Refer urgently")
    for text in officer.page.locator("main form textarea").all():
        text.fill("At the former partner's door last night")
    officer.page.get_by_role("radio", name="Level 2").check()
    _press(officer, "Send to the MAPPA unit")
    expect(officer.page.locator("main")).to_contain_text("The urgent referral is sent")
    expect(officer.page.get_by_role("link", name="Add the other parts")).to_be_visible()


def test_a_unit_takes_over_somebody_whose_name_it_learns_on_the_day(visit: Opens) -> None:
    unit = visit(COORDINATOR)
    unit.open("/")
    unit.page.get_by_role("link", name="transfers to answer").click()
    _sound(unit)
    row = unit.page.locator("main tbody tr", has_text="Offered").first
    reference = row.locator("a").first.inner_text()
    assert re.fullmatch(r"M-[0-9A-Z]{4}-[0-9A-Z]{4}", reference)
    row.locator("a").first.click()
    _sound(unit)
    expect(unit.page.locator(".app-identity")).to_have_count(0)
    unit.page.get_by_role("button", name="Accept").click()
    _sound(unit)
    unit.page.get_by_label("Lead team").select_option(label="Gloucestershire Police")
    _press(unit, "Accept the transfer")
    expect(unit.page.locator(".app-identity")).to_contain_text(reference)
    expect(unit.page.locator("main")).to_contain_text("Gloucestershire Police")
    unit.page.get_by_role("link", name="People and places", exact=True).click()
    expect(unit.page.locator("main")).to_contain_text("Accepted")
    _sound(unit)


def test_a_coordinator_offers_somebody_and_records_a_stay(visit: Opens) -> None:
    unit = visit(COORDINATOR, phone=True)
    unit.open(f"/nominals/?area={GLOUCESTERSHIRE}&lead=probation&sort=-name&page=1")
    unit.page.locator("main tbody a").first.click()
    unit.page.get_by_role("link", name="Transfer to another area").click()
    _sound(unit)
    assert unit.wider_than_the_screen() == []
    unit.page.get_by_label("Area to take over").select_option(label="Wiltshire")
    day = unit.page.get_by_role("group", name=re.compile("From"))
    for box, value in (("Day", "1"), ("Month", "6"), ("Year", "2031")):
        day.get_by_label(box).fill(value)
    unit.page.get_by_label("Reason").fill("Moves in with a parent")
    _press(unit, "Offer")
    expect(unit.page.locator("main")).to_contain_text("Wiltshire")
    assert unit.wider_than_the_screen() == []
    unit.page.get_by_role("link", name="Wiltshire").click()
    unit.page.get_by_role("link", name="Withdraw the offer").click()
    unit.page.get_by_label("Reason").fill("The parent has fallen ill")
    _press(unit, "Withdraw the offer")
    expect(unit.page.locator("main")).to_contain_text("Withdrawn")
