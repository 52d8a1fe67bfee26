"""One service with the demonstration and one browser for all browser tests of a run."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, sync_playwright
from pytest_django import DjangoDbBlocker

from tests.conftest import cache_address, worker_number
from tests.e2e.site import Site, copy_of_the_test_database, served
from tests.e2e.visitor import Visitor
from tests.source import ROOT

CHROMIUM = ROOT / "build" / "chromium" / "chromium"
FLAGS = [
    "--headless=shell",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=375, height=740)


@pytest.fixture(scope="package")
def site(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[Site]:
    """The demonstration, served as `make run` serves it."""
    home: Path = tmp_path_factory.mktemp("site")
    with (
        django_db_blocker.unblock(),
        copy_of_the_test_database(f"test_site_{worker_id}") as database,
        served(database, home, cache_address(15 - worker_number(worker_id))) as site,
    ):
        yield site


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The browser that `make setup` unpacked."""
    assert CHROMIUM.exists(), "There is no browser yet: run `make setup`."
    # Playwright keeps an event loop on this thread; Django would take its database for used from within one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def _signed_in() -> dict[str, Any]:
    """The cookies of each persona who has signed in through the form once."""
    return {}


Opens = Callable[..., Visitor]


@pytest.fixture
def visit(site: Site, browser: Browser, _signed_in: dict[str, Any]) -> Iterator[Opens]:
    """Opens a window: `visit()` for nobody, `visit("lay-adviser@mappa.example")` signed in; also `phone=`, `scripts=`.

    At the end of the test no window may have complained.
    """
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def opens(email: str = "", *, phone: bool = False, scripts: bool = True) -> Visitor:
        state = _signed_in.get(email)
        context = browser.new_context(
            viewport=PHONE if phone else DESKTOP, java_script_enabled=scripts, storage_state=state, locale="en-GB"
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        visitor = Visitor(context.new_page(), site)
        visitors.append(visitor)
        if email and state is None:
            visitor.sign_in(email)
            _signed_in[email] = context.storage_state()
        return visitor

    yield opens
    for context in contexts:
        context.close()
    complaints = [complaint for visitor in visitors for complaint in visitor.complaints]
    assert not complaints, "\n".join(complaints)
