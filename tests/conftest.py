"""What every test stands on: the application's rights in the database, an empty cache and an empty folder of
documents, the people of `personas`.
"""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test.utils import setup_databases, teardown_databases
from pytest_django import DjangoDbBlocker
from xdist.scheduler import LoadFileScheduling

from tests import database
from tests.personas import People, make_people


def pytest_configure(config: pytest.Config) -> None:
    """Settings of the tests alone: quick passwords, tasks that run at once, a cache of each process's own."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CELERY_TASK_ALWAYS_EAGER = True
    # Those who ask for everything in the tests of access sign in once, and are not asked again half-way.
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 24 * 60 * 60
    # Emptying a cache empties its whole database: it must be neither the broker's nor another process's.
    worker = getattr(config, "workerinput", {}).get("workerid", "master")
    settings.CACHES["default"]["LOCATION"] = cache_address(1 + worker_number(worker))
    settings.MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="documents-of-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True))


#: What goes first, and each to one process: a browser with its site, and what everybody reads, are had once for all.
TOGETHER = {
    "browser": ("tests/e2e/",),
    "readers": tuple(f"tests/access/test_{name}.py" for name in ("matrix", "strangers", "headers")),
}


def together(nodeid: str) -> str:
    """Which part of TOGETHER a test belongs to; empty for most."""
    return next((name for name, places in TOGETHER.items() if nodeid.startswith(places)), "")


class Sharing(LoadFileScheduling):
    """Gives a process one file after the other, but for the files of TOGETHER, which keep to one process."""

    def _split_scope(self, nodeid: str) -> str:
        return together(nodeid) or super()._split_scope(nodeid)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than there are cores: a browser and the servers of some tests are mostly waited for."""
    return (os.cpu_count() or 1) + 1


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing | None:
    """With `--dist loadfile`; the longest first, so that no process waits for another at the end."""
    if config.getoption("dist") != "loadfile":
        return None
    config.option.loadscopereorder = False
    return Sharing(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest goes first."""
    first = [*TOGETHER, ""]
    items.sort(key=lambda item: first.index(together(item.nodeid)))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: it need not be looked through again whenever memory is tidied."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def worker_number(worker_id: str) -> int:
    """Which of the processes that share the tests this is, from nought; `master` is the only one."""
    return 0 if worker_id == "master" else int(worker_id.removeprefix("gw"))


def cache_address(number: int) -> str:
    """The server of the tests with another of its sixteen databases."""
    address = settings.REDIS_URL
    return f"{address.rsplit('=', 1)[0]}={number}" if "?db=" in address else f"{address.rsplit('/', 1)[0]}/{number}"


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The owner makes and migrates the database; from here on the application's role is at work.

    Always, and not only when a test is marked as using it: some fixtures of a wider scope do, whose tests do not.
    """
    database.empty_as_owner()
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default": None}, serialized_aliases=set())
        database.step_down()
    yield
    with django_db_blocker.unblock():
        database.step_up()
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Limits on attempts are counted in the cache and must not reach from one test into the next."""
    cache.clear()


@pytest.fixture
def people(db: None) -> People:
    """Everybody with a relation to one nominal, by that relation."""
    return make_people()
