"""Somebody at a browser: goes to pages, signs in, and notices what a page must never do.

Every complaint of the browser (a script's error, a broken Content-Security-Policy, a file that is not there) is kept
and fails the test that caused it.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Response

from tests.e2e.site import Site

PASSWORD = "demonstration-only"

#: Held to on every page: WCAG 2.2 to level AA, and the rules of good practice beside it.
_axe = Axe()

_LOST_LINKS = """() => [...document.querySelectorAll('.govuk-error-summary a')].filter(link => {
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)))
  return !target || !target.matches('input, select, textarea, button')
}).map(link => link.outerHTML)"""

_WIDER_THAN_THE_SCREEN = """() => {
  const root = document.documentElement
  if (root.scrollWidth <= root.clientWidth) return []
  return [...document.querySelectorAll('body *')]
    .filter(part => part.getBoundingClientRect().right > root.clientWidth + 1)
    .map(part => `${part.tagName} ${part.className} ${Math.round(part.getBoundingClientRect().right)}`).slice(-5)
}"""


@dataclass
class Visitor:
    """One browser window and the site it looks at."""

    page: Page
    site: Site
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.path}: {error}"))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{self.path}: {message.text} ({message.location.get('url', '')})")

    @property
    def path(self) -> str:
        """Where the window is, without the site's own address."""
        parts = urlsplit(self.page.url)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path

    def open(self, path: str, *, status: int = 200) -> None:
        """Go to a page that must answer with this status."""
        before = list(self.complaints)
        response: Response | None = self.page.goto(self.site.address + path)
        assert response is not None
        assert response.status == status, f"{path}: {response.status}"
        if status >= 400:  # the browser reports the refusal itself, which is what was wanted
            self.complaints = before

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        """Sign in through the form."""
        self.open("/accounts/login/")
        self.page.get_by_label("Email address").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_load_state()
        assert not self.path.startswith("/accounts/login/"), f"{email} could not sign in"

    def open_duty(self, kind: str, what: str = "") -> None:
        """Open where the first duty of a kind, in the worklist of the person's teams, is dealt with."""
        self.open(f"/worklist/?whose=team&kind={kind}")
        self.page.locator(".app-filtered__list tbody a", has_text=what).first.click()
        self.page.wait_for_load_state()

    def link_in_a_letter_to(self, email: str, path: str) -> str:
        """The address, below a path, in the last letter that the site has sent to somebody."""
        found = re.findall(rf"{re.escape(self.site.address)}({path}\S+)", self.site.letters_to(email)[-1])
        assert found
        return str(found[-1])

    def heading(self) -> str:
        """The page's one h1."""
        headings = self.page.locator("h1")
        assert headings.count() == 1, f"{self.path} has {headings.count()} main headings"
        return headings.inner_text()

    def barriers(self) -> list[str]:
        """What axe-core finds wrong with the page as it is now."""
        found = _axe.run(self.page).response["violations"]
        return [f"{self.path}: {rule['id']} ({rule['help']}): {_examples(rule['nodes'])}" for rule in found]

    def lost_error_links(self) -> list[str]:
        """Links of the error summary that lead to no field."""
        return self.page.evaluate(_LOST_LINKS)

    def wider_than_the_screen(self) -> list[str]:
        """The parts that make the page scroll sideways."""
        return self.page.evaluate(_WIDER_THAN_THE_SCREEN)


def _examples(nodes: list[dict[str, Any]]) -> str:
    return json.dumps([node["html"][:200] for node in nodes[:3]])
