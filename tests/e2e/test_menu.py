"""The main menu of whoever has the most in it stays one line, and every page is still a click or two away."""

import pytest

from tests.e2e.conftest import Opens

COORDINATOR = "mappa-coordinator@mappa.example"
#: Where each entry begins, from the top of the page.
_TOPS = "() => [...new Set([...document.querySelectorAll('#navigation > li')].map(one => one.offsetTop))]"


@pytest.mark.parametrize("email", [COORDINATOR, "mappa-administrator@mappa.example", "team-supervisor@mappa.example"])
def test_the_menu_is_one_line(visit: Opens, email: str) -> None:
    visitor = visit(email)
    visitor.open("/")
    assert len(visitor.page.evaluate(_TOPS)) == 1


def test_the_rest_is_on_one_page(visit: Opens) -> None:
    visitor = visit(COORDINATOR)
    visitor.open("/")
    visitor.page.get_by_role("link", name="Unit", exact=True).click()
    assert visitor.barriers() == []
    for name in ("Sampled reviews", "Limits of practice", "Confirm accounts", "Imports", "The law's lists"):
        visitor.page.get_by_role("link", name=name).click()
        assert visitor.page.locator("#navigation [aria-current]").inner_text() == "Unit"
        visitor.open("/unit/")
