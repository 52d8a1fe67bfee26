"""The list as a file: whom it holds, how it is marked, what a spreadsheet makes of it, what is recorded."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agencies.choices import AuditAction
from agencies.models import AuditEvent
from cases import exports
from cases.views import lists
from tests.asking import client_of
from tests.personas import SECRET_FAMILY_NAME, People, make_nominal

pytestmark = pytest.mark.django_db
EXPORT = reverse("cases:export")


def download(user: Any, **asked: str) -> Any:
    return client_of(user).get(EXPORT, {"filtered": "1", **asked})


def rows_of(response: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_file_holds_the_filtered_list_and_nobody_else(people: People) -> None:
    make_nominal(people.team, family_name="Alpha", level=2)
    marking, headings, *rows = rows_of(download(people.offender_manager, level="2"))
    assert marking[0] == "OFFICIAL-SENSITIVE"
    assert "Offender Managerson" in marking[1]
    assert headings[:3] == ["Reference", "Family name", "Given names"]
    assert [row[1] for row in rows] == ["Alpha"]
    assert SECRET_FAMILY_NAME not in download(people.offender_manager).content.decode()


def test_the_file_is_marked_in_its_name_and_kept_nowhere(people: People) -> None:
    response = download(people.offender_manager)
    day = timezone.localdate().isoformat()
    assert response["Content-Disposition"] == f'attachment; filename="OFFICIAL-SENSITIVE-nominals-{day}.csv"'
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", " ="])
def test_a_name_that_looks_like_a_formula_becomes_none(people: People, start: str) -> None:
    make_nominal(people.team, family_name=f"{start}1+1", given_names="")
    (_marking, _headings, *rows) = rows_of(download(people.offender_manager))
    assert f"'{start}1+1" in [row[1] for row in rows]


def test_every_reference_in_the_file_is_recorded(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "SHOWN_LIMIT", 2)
    references = {make_nominal(people.team).reference for _number in range(4)} | {people.nominal.reference}
    download(people.offender_manager)
    events = AuditEvent.objects.filter(action=AuditAction.EXPORT)
    assert [len(event.shown) for event in events.order_by("pk")] == [2, 2, 1]
    assert {reference for event in events for reference in event.shown} == references
    assert {event.detail["count"] for event in events} == {5}


def test_a_role_that_may_only_look_downloads_nothing(people: People) -> None:
    assert download(people.panel_member).status_code == 403
    assert AuditEvent.objects.get().outcome == "refused"
    assert "Download this list" not in client_of(people.panel_member).get(reverse("cases:nominals")).content.decode()


def test_too_long_a_list_is_not_cut_but_refused(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MOST_ROWS", 1)
    make_nominal(people.team)
    response = client_of(people.offender_manager).get(EXPORT, {"filtered": "1", "level": "1"}, follow=True)
    assert "At most 1 people can be downloaded at once" in response.content.decode()
    assert response.redirect_chain == [(f"{reverse('cases:nominals')}?filtered=1&level=1", 302)]


def test_the_file_asks_as_many_questions_of_many_as_of_few(people: People) -> None:
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as questions:
            download(people.offender_manager)
        counts.append(len(questions))
        for _number in range(10):
            make_nominal(people.team)
    assert counts[0] == counts[1]
    assert exports.MOST_ROWS == 20_000
