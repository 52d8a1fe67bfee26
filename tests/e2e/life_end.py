"""The last part of a whole life: the requirement without end is ended on application, and the person leaves MAPPA."""

from playwright.sync_api import expect

from pagekit.dates import long_date
from tests.e2e.hand import banner, choose, fill_day, follow, main, press, write
from tests.e2e.life_story import APPLIED, CONVICTED, DAY, GIVEN_NAMES, TODAY, Cast

TOMORROW = TODAY + DAY


def keep_a_view(cast: Cast) -> None:
    """The area left behind may look for a time, and change nothing; nobody was without an area for a day."""
    for former in (cast.officer, cast.coordinator):
        former.open(cast.record)
        expect(banner(former)).to_contain_text("Wiltshire")
        expect(main(former).get_by_role("link", name="Record whereabouts")).to_have_count(0)
        former.open(f"{cast.record}edit/", status=403)
        former.open(cast.tab("access"))
        expect(main(former)).to_contain_text("Your team may see this record until")
    cast.neighbour.open(cast.tab("access"))
    row = main(cast.neighbour).locator("tbody tr", has_text="Gloucestershire Police")
    expect(row).to_contain_text(long_date(TODAY))
    cast.neighbour.open(cast.record)
    areas = main(cast.neighbour).locator("#responsibility + table")
    expect(areas.locator("tbody tr", has_text="Gloucestershire")).to_contain_text(long_date(TODAY))
    expect(areas.locator("tbody tr", has_text="Wiltshire")).to_contain_text(long_date(TODAY))


def revoke(cast: Cast) -> None:
    """An application, its steps and factors, the superintendent's decision; it ends with the notice, tomorrow."""
    unit = cast.neighbour
    unit.open(cast.tab("notification"))
    expect(main(unit)).to_contain_text("An application may be made.")
    follow(unit, "Record an application")
    fill_day(unit, "Application received on", APPLIED)
    press(unit, "Save")
    follow(unit, "Record a step")
    for step, day in (("Acknowledged on", 2), ("Responsible bodies told on", 2), ("Last reply received on", 20)):
        fill_day(unit, step, APPLIED + day * DAY)
    press(unit, "Save")
    follow(unit, "Record the factors")
    for box in main(unit).locator("textarea").all():
        box.fill("Nothing that speaks against it.")
    press(unit, "Save")
    follow(unit, "Record the decision")
    choose(unit, "Decision", "Requirement ended")
    fill_day(unit, "If the requirement ends: notice received on", TOMORROW)
    write(unit, "Superintendent who decided", "Supt Verity Gavel")
    write(unit, "Reasons", "It is no longer necessary to protect anybody.")
    choose(unit, "If the requirement ends: is Category 3 to follow?", "No")
    write(unit, "Why, or why not", "No capacity for serious harm was found.")
    press(unit, "Record the decision")
    expect(main(unit)).to_contain_text(f"The requirement ends on {long_date(TOMORROW)}")
    expect(main(unit)).to_contain_text(f"Since {long_date(CONVICTED)}, until {long_date(TOMORROW)}.")


def leave(cast: Cast) -> None:
    """Category and level end with the notice; so does the area's responsibility."""
    unit = cast.neighbour
    unit.open(cast.record)
    follow(unit, "End MAPPA management")
    fill_day(unit, "Until", TOMORROW)
    press(unit, "End MAPPA management")
    for what in ("category", "responsibility"):
        expect(main(unit).locator(f"#{what} ~ table").first).to_contain_text(long_date(TOMORROW))
    expect(main(unit)).to_contain_text(f"Level 2 since {long_date(TODAY)}. It ends on {long_date(TOMORROW)}.")


def remember(cast: Cast) -> None:
    """The history holds every step, and the alert about the end went to those who manage."""
    unit = cast.neighbour
    unit.open(cast.tab("timeline"))
    for step in (
        "Sexual assault",
        "Sexual harm prevention order",
        "Category 1",
        "Level 1",
        "Cautioned for breach of notification requirements",
        "Level 2",
        "Breach of licence",
        "Wiltshire",
        "Requirement ended",
    ):
        expect(main(unit)).to_contain_text(step)
    expect(banner(unit)).to_contain_text(GIVEN_NAMES)
