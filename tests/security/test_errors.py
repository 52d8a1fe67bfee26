"""What an error page tells: what happened and what to do, and nothing of the code, the data or whose name it was."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from tests.asking import client_of
from tests.personas import People

TELLTALE = "Quillfeather-in-the-message"


def _raises(error: type[Exception]) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise error(TELLTALE)

    return view


urlpatterns = [
    path("wrong/404/", _raises(Http404)),
    path("wrong/403/", _raises(PermissionDenied)),
    path("wrong/400/", _raises(SuspiciousOperation)),
    path("wrong/500/", _raises(RuntimeError)),
    path("", include("mappa.urls")),
]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_an_error_page_gives_nothing_away(status: int, people: People) -> None:
    client = client_of(people.offender_manager, raise_request_exception=False)
    response = client.get(f"/wrong/{status}/")
    assert response.status_code == status
    text = response.content.decode()
    assert TELLTALE not in text
    assert "Traceback" not in text
    assert "Error" not in text
    assert "<h1" in text
    assert "no-store" in response.headers["Cache-Control"]
    assert "Content-Security-Policy" in response.headers


def test_an_address_that_is_not_there_says_so_to_anybody(db: None) -> None:
    response = Client().get("/no-such-page/")
    assert response.status_code == 404
    assert "no-such-page" not in response.content.decode()


def test_a_request_for_another_host_is_refused(db: None) -> None:
    assert Client().get("/healthz", headers={"host": "elsewhere.example"}).status_code == 400


def test_a_forged_form_gets_a_page_that_says_what_to_do(people: People) -> None:
    client = client_of(people.offender_manager, enforce_csrf_checks=True)
    response = client.post("/accounts/logout/")
    assert response.status_code == 403
    assert "<h1" in response.content.decode()
