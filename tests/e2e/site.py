"""The service as `make run` starts it, on a database of its own that holds the demonstration."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_string, policy
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.db import connection

from tests.source import ROOT

START_SECONDS = 180


@dataclass(frozen=True)
class Site:
    """Where it answers, and the data folder it works in."""

    address: str
    home: Path

    def letters_to(self, email: str) -> list[str]:
        """The bodies of the emails it has sent to somebody, the oldest first."""
        files = sorted((self.home / "outbox").glob("*"), key=lambda path: path.stat().st_mtime)
        texts = "\n".join(path.read_text() for path in files).split("-" * 79)
        letters = [message_from_string(text.strip(), policy=policy.default) for text in texts if text.strip()]
        return [letter.get_content() for letter in letters if email in str(letter["To"])]


@contextmanager
def copy_of_the_test_database(name: str) -> Iterator[str]:
    """A database with the migrations and reference data of the test database, dropped afterwards."""
    template = connection.settings_dict["NAME"]
    connection.close()  # a database with visitors cannot be copied
    with connection._nodb_cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield name
    with connection._nodb_cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def with_path(address: str, path: str) -> str:
    """The address of another database on the same server."""
    return urlunsplit(urlsplit(address)._replace(path=path))


@contextmanager
def served(database: str, home: Path, redis_url: str) -> Iterator[Site]:
    """Prepare, load the demonstration, serve; stop everything at the end."""
    names = [name for name in ("DATABASE_URL", "DATABASE_OWNER_URL") if os.environ.get(name)]
    environment = {
        **{name: value for name, value in os.environ.items() if name != "MAPPA_DB_ROLE"},
        **{name: with_path(os.environ[name], f"/{database}") for name in names},
        "REDIS_URL": redis_url,
        "MAPPA_HOME": str(home),
        "PORT": "0",
        "PYTHONUNBUFFERED": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "mappa.serve"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield Site(_address_of(process), home)
    finally:
        process.terminate()
        process.wait(30)


def _address_of(process: subprocess.Popen[str]) -> str:
    """Wait for the line that names the address; what is said afterwards is read and dropped, or the pipe would fill."""
    assert process.stdout is not None
    said = []
    killer = threading.Timer(START_SECONDS, process.terminate)
    killer.start()
    try:
        for line in process.stdout:
            said.append(line)
            if found := re.search(r"Serving at (\S+)", line):
                threading.Thread(target=process.stdout.read, daemon=True).start()
                return found[1]
    finally:
        killer.cancel()
    raise AssertionError("The service did not start:\n" + "".join(said))
