"""What each page asks of the database: as recorded in `query_baseline.json`, as much with thirty rows as with three.

To record anew, after a change that is meant: `QUERY_BASELINE=record make test ARGS=tests/test_query_baseline.py`.
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from tests.access_matrix import PERSONAS, READS
from tests.asking import Crowd, crowd_for_a_while
from tests.crowding import add_rows
from tests.routes import routes

BASELINE = Path(__file__).with_name("query_baseline.json")
RECORDING = os.environ.get("QUERY_BASELINE") == "record"
FEW, MANY = 3, 30

#: Whoever sees the most of what a page can show goes first.
READERS = ("coordinator", "supervisor", "system_administrator", "data_protection_officer", "administrator")

Queries = dict[str, list[str]]


def _reader(name: str) -> str | None:
    may = [persona for persona, told in zip(PERSONAS, READS[name], strict=True) if told == "200"]
    return next((persona for persona in (*READERS, *may) if persona in may), None)


PAGES = [name for name, route in routes().items() if route.is_ours and name in READS and _reader(name)]


def _is_a_question(sql: str) -> bool:
    return not re.match(r"(SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|SET )", sql)


def _ask_everywhere(crowd: Crowd) -> Queries:
    """The statements of each page, asked for a second time: the first fills what a process keeps for good."""
    asked = {}
    for name in PAGES:
        reader = _reader(name)
        assert reader is not None
        crowd.ask(reader, crowd.path(name))
        with CaptureQueriesContext(connection) as captured:
            crowd.ask(reader, crowd.path(name))
        asked[name] = [query["sql"] for query in captured if _is_a_question(query["sql"])]
    return asked


@pytest.fixture(scope="module")
def asked(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Queries, Queries]]:
    """Every page with few rows, then with many."""
    with django_db_blocker.unblock(), crowd_for_a_while() as crowd:
        add_rows(crowd.people, FEW)
        few = _ask_everywhere(crowd)
        add_rows(crowd.people, MANY - FEW)
        yield few, _ask_everywhere(crowd)


def _baseline() -> dict[str, int]:
    return json.loads(BASELINE.read_text()) if BASELINE.exists() else {}


def _told(queries: list[str]) -> str:
    return "\n".join(f"{number}. {sql[:400]}" for number, sql in enumerate(queries, 1))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_no_more_when_there_is_more_to_show(name: str, asked: tuple[Queries, Queries]) -> None:
    few, many = asked[0][name], asked[1][name]
    assert len(few) == len(many), f"With {FEW} rows:\n{_told(few)}\nWith {MANY} rows:\n{_told(many)}"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_what_is_recorded(name: str, asked: tuple[Queries, Queries]) -> None:
    if RECORDING:
        counts = {page: len(queries) for page, queries in sorted(asked[1].items())}
        BASELINE.write_text(json.dumps(counts, indent=2) + "\n")
    many = asked[1][name]
    assert len(many) == _baseline().get(name), f"Recorded: {_baseline().get(name)}. Asked:\n{_told(many)}"


def test_the_record_names_no_page_that_is_gone() -> None:
    assert set(_baseline()) == set(PAGES)
