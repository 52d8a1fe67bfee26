"""An officer finds somebody by a telephone, records a child in the household, and refers the child."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Opens

OFFICER = "offender-manager@mappa.example"


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_an_officer_finds_somebody_by_telephone_and_sees_to_a_child(visit: Opens, phone: bool) -> None:
    visitor = visit(OFFICER, phone=phone)
    visitor.open("/nominals/search/")
    visitor.page.get_by_label(re.compile("Name, number, address")).fill("+44 7700 900 042")
    visitor.page.get_by_role("button", name="Search").click()
    expect(visitor.page.locator("main")).to_contain_text("telephone")
    visitor.page.locator("main tbody a").first.click()
    visitor.page.get_by_role("link", name="People and places", exact=True).click()
    expect(visitor.page.locator("main")).to_contain_text("07700 900042")
    assert not visitor.barriers()
    assert not visitor.wider_than_the_screen()
    visitor.page.get_by_role("link", name="Add a child in the household").click()
    visitor.page.get_by_label("Name of the child").fill("Posy Littleton")
    day = visitor.page.get_by_role("group", name=re.compile("In the household since"))
    for box, value in (("Day", "2"), ("Month", "11"), ("Year", "2026")):
        day.get_by_label(box).fill(value)
    visitor.page.get_by_role("button", name="Save").click()
    expect(visitor.page.locator("main")).to_contain_text("Not referred yet")
    visitor.open_duty("household_child", "A child in the household")
    visitor.page.get_by_label("If not referred, why not").fill("Already open to children's social care")
    visitor.page.get_by_role("button", name="Save").click()
    expect(visitor.page.locator("main")).to_contain_text("Saved.")
