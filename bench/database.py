"""The benchmark's own database beside the working one, on the same server. Never touches the working one."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

from mappa.embedded import joined

DATABASE = os.environ.get("BENCH_DATABASE", "mappa_bench")
ROOT = Path(__file__).resolve().parent.parent
#: What the data set follows from: another text here and it is made anew.
SOURCES = tuple(
    f"bench/{name}"
    for name in ["national.py", "population.py", "vocabulary.py", "staff.py", "loading.py", "lives.py", "lives.sql"]
)


def _on(database: str, address: str) -> str:
    return urlunsplit(urlsplit(address)._replace(path=f"/{database}"))


@contextmanager
def bench_database() -> Iterator[str]:
    """The servers with the addresses of the benchmark's database in the environment, before Django reads them.

    Yields the owner's address of the server's own database, from which the benchmark's is made and dropped.
    """
    with joined():
        names = [name for name in ("DATABASE_URL", "DATABASE_OWNER_URL") if os.environ.get(name)]
        before = {name: os.environ[name] for name in names}
        os.environ.update({name: _on(DATABASE, address) for name, address in before.items()})
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mappa.settings")
        try:
            yield _on("postgres", before[names[-1]])
        finally:
            os.environ.update(before)


def fingerprint(factor: float, seed: int) -> str:
    """What tells one data set from another: its size, its seed, the code and the tables it was made with."""
    digest = hashlib.sha256()
    for path in [*(ROOT / name for name in SOURCES), *sorted(ROOT.glob("*/migrations/*.py"))]:
        digest.update(path.read_bytes())
    return f"factor {factor:g} seed {seed} {digest.hexdigest()[:16]}"


def note(server: str) -> str:
    """What the database says it holds; empty when there is none or it was not finished."""
    with _connected(server) as cursor:
        cursor.execute("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [DATABASE])
        found = cursor.fetchone()
        return (found and found[0]) or ""


def write_note(server: str, text: str) -> None:
    with _connected(server) as cursor:
        cursor.execute(f'COMMENT ON DATABASE "{DATABASE}" IS %s', [text])


def make_empty(server: str) -> None:
    """Drop the database if it is there and make it anew."""
    with _connected(server) as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{DATABASE}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{DATABASE}"')


def vacuum() -> None:
    """As the owner: new statistics, and the dead rows of what was rolled back gone from the pages that lists read."""
    with _connected(os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]) as cursor:
        cursor.execute("VACUUM (ANALYZE)")


@contextmanager
def _connected(server: str) -> Iterator["psycopg2.extensions.cursor"]:
    connection = psycopg2.connect(server)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()
