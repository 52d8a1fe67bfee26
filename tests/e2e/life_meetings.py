"""The third part of a whole life: referred, accepted at Level 2, recalled, handed over to another area."""

from playwright.sync_api import expect

from tests.e2e.hand import banner, choose, fill_day, follow, group, main, press, select, write
from tests.e2e.life_story import GIVEN_NAMES, TODAY, YESTERDAY, Cast
from tests.e2e.visitor import Visitor

PARTS = 11


def refer(cast: Cast) -> None:
    """Eleven short parts, then sent to the unit."""
    officer = cast.officer
    officer.open(cast.record)
    follow(officer, "Refer to Level 2 or 3")
    press(officer, "Start the referral")
    cast.referral = officer.path
    follow(officer, "Why MAPPA meetings are needed")
    for _number in range(PARTS):
        _write_part(officer)
    expect(main(officer)).to_contain_text("Every part that is needed is finished.")
    press(officer, "Check and send")
    press(officer, "Send to the MAPPA unit")
    expect(main(officer)).to_contain_text("Waiting for a decision")


def _write_part(officer: Visitor) -> None:
    """Answer whatever a part asks, and go on."""
    form = officer.page.locator("main form")
    for text in form.locator("textarea").all():
        if not text.input_value():
            text.fill("Contact with a family whose children are known to social care.")
    for asked in form.get_by_role("group").all():
        if asked.get_by_role("radio").count() and not asked.locator("input:checked").count():
            asked.get_by_role("radio").last.check()
    if group(officer, "Which level do you ask for?").count():
        choose(officer, "Which level do you ask for?", "Level 2")
        choose(officer, "Is it urgent?", "No")
    press(officer, "Save and continue")


def accept(cast: Cast) -> None:
    """The unit finds it among the referrals to decide; the level holds at once and the officer is told."""
    unit, officer = cast.coordinator, cast.officer
    unit.open("/referrals/")
    main(unit).locator("tbody tr", has_text=cast.reference).get_by_role("link").first.click()
    press(unit, "Accept")
    for criterion in ("Formal multi-agency meetings would add value", "The risk of serious harm is high or very high"):
        unit.page.get_by_role("checkbox", name=criterion).check()
    write(unit, "Reasons", "Three agencies must act together.")
    choose(unit, "Accept at", "Level 2")
    press(unit, "Accept")
    expect(banner(unit)).to_contain_text("Level 2")
    officer.open("/alerts/?read=unread")
    expect(main(officer).locator("tr", has_text=cast.reference).first).to_contain_text("referral")
    officer.open(cast.record)
    expect(banner(officer)).to_contain_text("Level 2")


def recall(cast: Cast) -> None:
    """Breach of licence and return to custody: level and category of the day are frozen in, unit and VLO are told."""
    officer = cast.officer
    officer.open(cast.tab("law"))
    follow(officer, "Record a breach")
    choose(officer, "Breach of", "Licence")
    fill_day(officer, "Occurred on", YESTERDAY)
    write(officer, "What happened", "Seen at a school gate.")
    press(officer, "Save")
    follow(officer, "Record a recall or return to custody")
    choose(officer, "Because of", "Breach of licence")
    fill_day(officer, "Recalled on", YESTERDAY)
    fill_day(officer, "Back in custody on", TODAY)
    press(officer, "Save")
    expect(banner(officer)).to_contain_text("In prison")
    row = main(officer).locator("tbody tr", has_text="Breach of licence").last
    expect(row).to_contain_text("Level 2")
    expect(row).to_contain_text("Category 1")
    for told in (cast.coordinator, cast.victim_liaison):
        told.open("/alerts/?read=unread")
        expect(main(told).locator("tr", has_text=cast.reference).first).to_contain_text("custody")


def hand_over(cast: Cast) -> None:
    """Offered and accepted today. The other unit learns the name with the responsibility; here a view is left."""
    unit, neighbour = cast.coordinator, cast.neighbour
    unit.open(cast.record)
    follow(unit, "Transfer to another area")
    select(unit, "Area to take over", "Wiltshire")
    fill_day(unit, "From", TODAY)
    write(unit, "Reason", "Released to an address in your area.")
    press(unit, "Offer")
    neighbour.open("/")
    follow(neighbour, "transfers to answer")
    expect(main(neighbour)).not_to_contain_text(GIVEN_NAMES)
    follow(neighbour, cast.reference)
    press(neighbour, "Accept")
    select(neighbour, "Lead team", "Wiltshire Police")
    press(neighbour, "Accept the transfer")
    expect(banner(neighbour)).to_contain_text(GIVEN_NAMES)
    expect(banner(neighbour)).to_contain_text("Wiltshire")
    expect(banner(neighbour)).to_contain_text("Level 2")
