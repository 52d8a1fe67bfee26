"""Which entry of the main menu is marked, and what a page learns of the session."""

import time

from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from pytest_django import Settings

from pagekit.context import page
from pagekit.navigation import NavigationItem, marked
from tests.personas import make_user

ITEMS = [NavigationItem("Home", "/"), NavigationItem("People", "/people/"), NavigationItem("New", "/people/new/")]


def active(path: str) -> list[str]:
    return [str(item["text"]) for item in marked(ITEMS, path) if item["active"]]


def test_a_page_below_a_section_marks_the_section() -> None:
    assert active("/people/123/") == ["People"]


def test_the_longest_entry_that_fits_is_marked() -> None:
    assert active("/people/new/") == ["New"]


def test_a_page_that_belongs_to_an_entry_elsewhere_marks_it() -> None:
    items = [*ITEMS, NavigationItem("Unit", "/unit/", below=("/limits/", "/people/lists/"))]
    for path, entry in (("/limits/3/", "Unit"), ("/people/lists/", "Unit"), ("/people/1/", "People")):
        assert [item["text"] for item in marked(items, path) if item["active"]] == [entry]


def test_home_is_marked_on_the_home_page_alone() -> None:
    assert active("/") == ["Home"]
    assert active("/elsewhere/") == []


def test_only_the_page_itself_is_current() -> None:
    assert [item["text"] for item in marked(ITEMS, "/people/123/") if item["current"]] == []


def test_somebody_who_is_not_signed_in_has_neither_menu_nor_account_nor_session() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    context = page(request)
    assert not context["navigation"]
    assert not context["account"]
    assert not context["session_limits"]


def session_limits(settings: Settings, started_at: int | None = None) -> dict[str, int]:
    settings.SESSION_IDLE_SECONDS, settings.SESSION_ABSOLUTE_SECONDS, settings.SESSION_WARNING_SECONDS = 1800, 7200, 300
    request = RequestFactory().get("/")
    request.user = make_user()
    request.session = {} if started_at is None else {"started_at": started_at}  # type: ignore[assignment]
    return dict(page(request)["session_limits"])


def test_the_page_is_told_an_idle_limit_that_the_server_will_surely_grant(db: None, settings: Settings) -> None:
    assert session_limits(settings) == {"idle": 1740, "whole": 7200, "warning": 300}


def test_the_page_is_told_what_is_left_of_the_whole_session(db: None, settings: Settings) -> None:
    assert 3595 <= session_limits(settings, started_at=int(time.time()) - 3600)["whole"] <= 3600
