"""Who takes part in the test of a whole life, on which days, and what everybody must see or not see at each stage."""

import datetime
from dataclasses import dataclass

from playwright.sync_api import expect

from tests.e2e.hand import main, press, write
from tests.e2e.visitor import Visitor

TODAY = datetime.date.today()
DAY = datetime.timedelta(days=1)
YESTERDAY = TODAY - DAY
NEIGHBOUR = "wiltshire-unit@mappa.example"
GLOUCESTERSHIRE, WILTSHIRE = "E23000037", "E23000038"
FAMILY_NAME, GIVEN_NAMES = "Vantongeren", "Lucian"


def years_ago(years: int, day: datetime.date = TODAY) -> datetime.date:
    """The same day of an earlier year; the 28th stands in for a leap day."""
    return day.replace(year=day.year - years, day=min(day.day, 28) if day.month == 2 else day.day)


#: Fifteen years after the first notification an application may be made: that day passed two years ago.
CONVICTED, RELEASED = years_ago(18), years_ago(17) - DAY
FIRST_NOTIFIED = RELEASED + DAY
#: The second conviction brought five years, and the order made with it almost a year more; it ended some days ago.
CONVICTED_AGAIN, FIVE_YEARS_LATER = years_ago(6), years_ago(1)
ORDER_ENDED = TODAY - 24 * DAY
APPLIED = ORDER_ENDED + DAY
#: A year ago yesterday: so the next was owed by yesterday, and today it is missed.
LAST_NOTIFIED = years_ago(1, YESTERDAY)


@dataclass
class Cast:
    """Everybody at a window of their own."""

    officer: Visitor
    supervisor: Visitor
    coordinator: Visitor
    victim_liaison: Visitor
    neighbour: Visitor
    probation: Visitor
    record: str = ""
    reference: str = ""
    referral: str = ""

    def tab(self, name: str) -> str:
        return f"{self.record}{name}/"

    def unseen_by_strangers(self) -> None:
        """Another agency, another area: the record is not there, and neither name nor reference finds anything."""
        for stranger in (self.neighbour, self.probation):
            for tab in ("", "law/", "notification/", "timeline/"):
                stranger.open(f"{self.record}{tab}", status=404)
            for what in (FAMILY_NAME, self.reference):
                look_for(stranger, what)
                expect(main(stranger)).not_to_contain_text(GIVEN_NAMES)
                assert not stranger.page.locator(f"main a[href='{self.record}']").count()


def look_for(visitor: Visitor, what: str) -> None:
    visitor.open("/nominals/search/")
    write(visitor, "Name, number, address", what)
    press(visitor, "Search")
