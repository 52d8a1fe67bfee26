"""Everybody signed in once for all tests of access, and what each reads at each address asked for once."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.asking import Crowd, crowd_for_a_while


@pytest.fixture(scope="package")
def crowd(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Crowd]:
    """Everybody, in a transaction that is undone at the end; what a request does is undone after each."""
    with django_db_blocker.unblock(), crowd_for_a_while() as crowd:
        yield crowd
