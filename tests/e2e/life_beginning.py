"""The first part of a whole life: registered, convicted, screened, an order made, reviewed, a notification missed."""

import datetime
import re

from playwright.sync_api import Locator, expect

from pagekit.dates import long_date
from tests.e2e.hand import banner, choose, fill_day, follow, main, press, select, write
from tests.e2e.life_story import (
    CONVICTED,
    CONVICTED_AGAIN,
    DAY,
    FAMILY_NAME,
    FIRST_NOTIFIED,
    FIVE_YEARS_LATER,
    GIVEN_NAMES,
    LAST_NOTIFIED,
    ORDER_ENDED,
    RELEASED,
    TODAY,
    Cast,
)
from tests.e2e.visitor import Visitor

BORN = datetime.date(1979, 2, 17)


def register(cast: Cast) -> None:
    """Looked for first, then added; what is not decided stays open."""
    officer = cast.officer
    officer.open("/nominals/")
    follow(officer, "Add a person")
    write(officer, "Family name", FAMILY_NAME)
    write(officer, "Given names", GIVEN_NAMES)
    press(officer, "Search")
    press(officer, "Add a new person")
    fill_day(officer, "Date of birth", BORN)
    choose(officer, "Sex", "Male")
    press(officer, "Continue")
    select(officer, "Responsible area", "Gloucestershire")
    select(officer, "Lead team", "Gloucestershire Police")
    fill_day(officer, "Managed from", CONVICTED)
    press(officer, "Continue")
    press(officer, "Continue")
    press(officer, "Add this person")
    cast.record, reference = officer.path, re.search(r"M-\w{4}-\w{4}", banner(officer).inner_text())
    assert reference
    cast.reference = reference[0]


def allocate(cast: Cast) -> None:
    """The supervisor says who manages the person; victim liaison and an address are there before they are needed."""
    supervisor, officer, coordinator = cast.supervisor, cast.officer, cast.coordinator
    supervisor.open(cast.record)
    follow(supervisor, "Say who manages this person")
    select(supervisor, "Offender manager", "Olwen Managerly")
    press(supervisor, "Allocate")
    officer.open("/alerts/?read=unread")
    expect(main(officer)).to_contain_text(cast.reference)
    officer.open(cast.record)
    follow(officer, "Add an address")
    choose(officer, "Kind of address", "Home")
    write(officer, "Address", "7 Nowhere Crescent")
    fill_day(officer, "From", RELEASED)
    press(officer, "Save")
    coordinator.open(cast.tab("access"))
    follow(coordinator, "Let another team see this record")
    select(coordinator, "Team", "Victim")
    fill_day(coordinator, "From", TODAY)
    press(coordinator, "Save")


def convict(cast: Cast) -> None:
    """Where they were, and two convictions: what follows for notification shows without another click."""
    officer = cast.officer
    officer.open(cast.record)
    _was(officer, "In prison", CONVICTED, RELEASED)
    _was(officer, "In the community", RELEASED, None)
    officer.open(cast.tab("law"))
    _add_offence(officer, "Sexual assault: Sexual Offences Act 2003", CONVICTED, "Imprisonment", years="3")
    _add_offence(officer, "Possession of indecent photograph", CONVICTED_AGAIN, "Community order", years="2")
    officer.open(cast.tab("notification"))
    expect(main(officer)).to_contain_text("Subject to notification without end")
    follow(
        officer, "Whether the victim, or the person shown, was under 16 (Possession of indecent photograph of a child)"
    )


def _was(officer: Visitor, where: str, since: datetime.date, until: datetime.date | None) -> None:
    follow(officer, "Record whereabouts")
    choose(officer, "Where the person is", where)
    fill_day(officer, "From", since)
    if until is not None:
        fill_day(officer, "Until", until)
    press(officer, "Save")


def _add_offence(officer: Visitor, offence: str, on: datetime.date, disposal: str, *, years: str) -> None:
    follow(officer, "Add an offence")
    select(officer, "Offence on the law's lists", offence)
    choose(officer, "Outcome", "Convicted")
    fill_day(officer, "Committed on", on - 100 * DAY)
    fill_day(officer, "Convicted, cautioned or found on", on)
    write(officer, "Court or police force", "Fablebury Crown Court")
    select(officer, "Disposal", disposal)
    write(officer, "Length: years", years)
    choose(officer, "Was a victim", "Yes")
    press(officer, "Save")


def screen(cast: Cast) -> None:
    """The guided check answers Category 1, asks what the second conviction lacks, and is confirmed with a reason."""
    officer = cast.officer
    officer.open(cast.tab("law"))
    follow(officer, "Check eligibility")
    why = main(officer).locator(".app-why")
    expect(why).to_contain_text("Category 1.")
    expect(why).to_contain_text(f"Sexual assault: on Schedule 3, notification without end, from {long_date(CONVICTED)}")
    expect(why).to_contain_text("Sexual Offences Act 2003 s.80")
    choose(officer, "Was the victim, or the person shown, under 16?", "Yes")
    press(officer, "Answer")
    press(officer, "Confirm this answer")
    write(officer, "Reason", "Read in the court's register; nothing else is known.")
    press(officer, "Confirm")
    expect(banner(officer)).to_contain_text("Category 1")
    officer.open(cast.tab("notification"))
    expect(requirement(officer, CONVICTED)).to_contain_text("Without end")
    expect(requirement(officer, CONVICTED_AGAIN)).to_contain_text(long_date(FIVE_YEARS_LATER))


def requirement(officer: Visitor, since: datetime.date) -> Locator:
    """The row of a notification requirement that began on a day."""
    return main(officer).locator("tr", has=officer.page.locator("[data-label=From]", has_text=long_date(since))).last


def make_order(cast: Cast) -> None:
    """The order that the court made with the second conviction: what it does to notification shows at once."""
    officer = cast.officer
    officer.open(cast.tab("law"))
    follow(officer, "Record an order")
    select(officer, "Order", "Sexual harm prevention order")
    fill_day(officer, "Made on", CONVICTED_AGAIN)
    fill_day(officer, "Ends on", ORDER_ENDED)
    write(officer, "Court", "Fablebury Crown Court")
    press(officer, "Save")
    officer.open(cast.tab("notification"))
    kept = main(officer).locator("tr", has_text="Subject to notification for as long as the order runs.")
    expect(kept).to_contain_text(long_date(ORDER_ENDED))
    expect(kept).to_contain_text("Sexual Offences Act 2003 ss.103G")


def notify(cast: Cast) -> None:
    """The first notification after release, and the last yearly one; the day for an application follows."""
    officer = cast.officer
    follow(officer, "Record it: First notification to the police")
    _notified(officer, FIRST_NOTIFIED)
    follow(officer, "Record another notification")
    select(officer, "What kind of notification", "Yearly notification")
    _notified(officer, LAST_NOTIFIED)


def _notified(officer: Visitor, on: datetime.date) -> None:
    fill_day(officer, "Notified on", on)
    write(officer, "What was notified", "Names, home address, passport, one bank account.")
    write(officer, "Officer", "PC Wilma Stationhouse")
    write(officer, "Police station or place", "Bearland")
    press(officer, "Save")


def set_level(cast: Cast) -> None:
    officer = cast.officer
    officer.open(cast.record)
    follow(officer, "Set the level")
    write(officer, "Rationale", "Ordinary checks by the police alone; nothing needs a meeting.")
    fill_day(officer, "From", RELEASED)
    press(officer, "Save")
    expect(banner(officer)).to_contain_text("Level 1")
