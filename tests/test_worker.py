"""The one test in which a task takes the whole way: the real broker, a worker in a process of its own, the database."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from agencies.models import AuditEvent, User
from mappa.celery import app
from tests.e2e.site import with_path
from tests.personas import make_user
from tests.source import ROOT

WAIT_SECONDS = 60


@pytest.fixture
def worker(transactional_db: None) -> Iterator[None]:
    """A worker of the application's, with the application's rights, on the test database."""
    app.conf.task_always_eager = False
    command = [sys.executable, "-W", "ignore", "-m", "celery", "--app", "mappa", "--quiet", "worker"]
    environment = {name: value for name, value in os.environ.items() if name != "MAPPA_DB_ROLE"}
    for name in {"DATABASE_URL", "DATABASE_OWNER_URL"} & set(environment):
        environment[name] = with_path(environment[name], f"/{connection.settings_dict['NAME']}")
    process = subprocess.Popen([*command, "--pool", "solo", "--loglevel", "error"], cwd=ROOT, env=environment)
    yield
    process.terminate()
    app.conf.task_always_eager = True
    assert process.wait(30) == 0


def test_a_worker_does_what_the_broker_brings_and_leaves_evidence(worker: None) -> None:
    long_ago = timezone.now() - timedelta(days=settings.DORMANT_AFTER_DAYS + 30)
    user = make_user(joined_at=long_ago)
    app.send_task("agencies.tasks.switch_off_dormant_accounts")
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end and User.objects.filter(pk=user.pk, is_active=True).exists():
        time.sleep(0.1)
    assert not User.objects.get(pk=user.pk).is_active
    assert AuditEvent.objects.filter(subject_id=user.pk).exists()
