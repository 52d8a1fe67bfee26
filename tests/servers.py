"""Gives the tests a throw-away PostgreSQL and Valkey, unless the environment names real ones.

A plug-in and not a conftest, because the settings are read before any conftest is. With xdist the controller starts
the servers and its workers inherit their addresses.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack

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
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """Stop them, once Django has dropped its test database."""
    _servers.close()
