"""Gives the tests a throw-away PostgreSQL and Valkey, unless the environment names real ones.

A plug-in and not a conftest, because the settings are read before any conftest is. With xdist the controller starts
the servers and its workers inherit their addresses.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, closing
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest

from mappa.embedded import joined

_servers = ExitStack()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Start the servers before Django reads its settings."""
    # The test database is made and flushed by the owner of its tables; tests of the application's rights step down.
    os.environ["MAPPA_DB_ROLE"] = "owner"
    if not (early_config.known_args_namespace.help or early_config.known_args_namespace.version):
        _servers.enter_context(joined(ephemeral=True))
        if "PYTEST_XDIST_WORKER" not in os.environ:
            _make_application_role()
    return (yield)


def _make_application_role() -> None:
    """Before several processes migrate at once: a role belongs to the whole server, and the second to make it fails."""
    address = os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
    with closing(psycopg2.connect(urlunsplit(urlsplit(address)._replace(path="/postgres")))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'mappa_app')")
            if cursor.fetchone() == (False,):
                cursor.execute("CREATE ROLE mappa_app NOLOGIN")
                cursor.execute("GRANT mappa_app TO CURRENT_USER WITH INHERIT FALSE, SET TRUE")


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """Stop them, once Django has dropped its test database."""
    _servers.close()
