"""A data folder for the tests that start the product's own servers."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def served_home() -> Iterator[Path]:
    """One for the tests of a module, who start from what the ones before left."""
    with data_folder() as folder:
        yield folder


@pytest.fixture
def home() -> Iterator[Path]:
    """A new one."""
    with data_folder() as folder:
        yield folder


@contextmanager
def data_folder() -> Iterator[Path]:
    """Outside pytest's own folder, which is closed to the account that a database started by root runs as."""
    folder = Path(tempfile.mkdtemp(prefix="mappa-test-"))
    yield folder
    shutil.rmtree(folder)
