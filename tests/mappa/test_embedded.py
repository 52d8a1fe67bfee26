"""The embedded servers: shared while used, gone afterwards, whatever happens in between."""

import os
import shutil
from pathlib import Path

import psycopg2
import pytest

from mappa.embedded import wanted
from tests.mappa.commands import eventually, kill, processes_of, run, start

EMBEDDED = ("python", "-m", "mappa.embedded")
ADDRESSES = 'echo "$DATABASE_URL $REDIS_URL"'


def gone(home: Path) -> bool:
    return eventually(lambda: not processes_of(home))


def test_a_command_gets_both_servers_and_leaves_none(home: Path) -> None:
    done = run(home, *EMBEDDED, "--", "sh", "-c", ADDRESSES)
    assert done.returncode == 0
    database, broker = done.stdout.split()
    assert database.startswith("postgres://mappa_app@/mappa?host=/")
    assert broker.startswith("unix:///")
    assert processes_of(home) == {}


def test_a_command_passes_on_its_exit_code(home: Path) -> None:
    assert run(home, *EMBEDDED, "--", "sh", "-c", "exit 7").returncode == 7


def test_two_commands_share_the_servers_until_the_last_has_gone(home: Path) -> None:
    first = start(home, *EMBEDDED, "--", "sh", "-c", f"{ADDRESSES}; exec sleep 60")
    assert first.stdout
    addresses = first.stdout.readline()
    second = start(home, *EMBEDDED, "--", "sh", "-c", f"{ADDRESSES}; exec sleep 60")
    assert second.stdout
    assert second.stdout.readline() == addresses
    first.terminate()
    first.wait(30)
    psycopg2.connect(addresses.split()[0]).close()
    second.terminate()
    second.wait(30)
    assert processes_of(home) == {}


def test_two_data_folders_have_servers_of_their_own(home: Path) -> None:
    one, other = home / "one", home / "other"
    running = start(one, *EMBEDDED, "--", "sh", "-c", f"{ADDRESSES}; exec sleep 60")
    assert running.stdout
    assert running.stdout.readline() != run(other, *EMBEDDED, "--", "sh", "-c", ADDRESSES).stdout
    running.terminate()
    running.wait(30)
    assert processes_of(home) == {}


def test_a_killed_command_leaves_no_server(home: Path) -> None:
    killed = start(home, *EMBEDDED, "--", "sh", "-c", "echo up; exec sleep 30")
    assert killed.stdout
    killed.stdout.readline()
    killed.kill()
    assert gone(home)


def test_a_killed_keeper_takes_the_servers_along_and_the_data_stays(home: Path) -> None:
    running = start(home, *EMBEDDED, "--", "sh", "-c", 'echo "$DATABASE_OWNER_URL"; exec sleep 30')
    assert running.stdout
    with psycopg2.connect(running.stdout.readline().strip()) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    connection.close()
    kill(home, "mappa.embedded.keeper")
    assert eventually(lambda: not any("postgres -D" in words for words in processes_of(home).values()))
    query = "import os, psycopg2 as p; c = p.connect(os.environ['DATABASE_OWNER_URL']).cursor();"
    query += "c.execute('SELECT answer FROM kept'); print(c.fetchone())"
    assert run(home, *EMBEDDED, "--", "python", "-c", query).stdout == "(42,)\n"
    running.kill()
    assert gone(home)


def test_a_server_that_dies_is_started_again_by_the_next_command(home: Path) -> None:
    running = start(home, *EMBEDDED, "--", "sh", "-c", "echo up; exec sleep 30")
    assert running.stdout
    running.stdout.readline()
    kill(home, "postgres -D")
    assert eventually(lambda: not any("keeper" in words for words in processes_of(home).values()))
    assert run(home, *EMBEDDED, "--", "true").returncode == 0
    running.kill()
    assert gone(home)


def test_the_note_of_a_dead_server_is_not_believed(home: Path) -> None:
    run(home, *EMBEDDED, "--", "true")
    note = home / "postgres" / "postmaster.pid"
    note.write_text(f"{os.getpid()}\n{note.parent}\n0\n5432\n\n\n0 0\nready\n")
    assert run(home, *EMBEDDED, "--", "true").returncode == 0


def test_a_data_folder_below_a_private_one_is_no_obstacle(home: Path) -> None:
    private = home / "private"
    private.mkdir(mode=0o700)
    assert run(private / "data", *EMBEDDED, "--", "true").returncode == 0
    assert private.stat().st_mode & 0o777 == 0o700
    note = private / "data" / "servers" / "elsewhere"
    if note.exists():  # only root's database runs as another account, and needs another place
        shutil.rmtree(note.read_text())


def test_throw_away_servers_leave_no_folder(home: Path) -> None:
    done = run(home, *EMBEDDED, "--ephemeral", "--", "sh", "-c", 'echo "$MAPPA_HOME"', TMPDIR=str(home))
    assert done.returncode == 0
    assert eventually(lambda: list(home.glob("mappa-*")) == [])


def test_the_application_may_not_change_the_database_itself(home: Path) -> None:
    query = "import os, psycopg2 as p; c = p.connect(os.environ['DATABASE_URL']).cursor();"
    query += "c.execute('SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user');"
    query += "print(c.fetchone())"
    assert run(home, *EMBEDDED, "--", "python", "-c", query).stdout == "(False, False, False)\n"


@pytest.mark.parametrize(
    ("environ", "kinds"),
    [
        ({}, {"postgres", "valkey"}),
        ({"DATABASE_URL": "postgres://db/mappa"}, {"valkey"}),
        ({"REDIS_URL_FILE": "/run/secrets/redis_url"}, {"postgres"}),
        ({"DATABASE_URL": "postgres://db/mappa", "REDIS_URL": "redis://cache"}, set()),
        ({"MAPPA_MODE": "production"}, set()),
    ],
)
def test_only_what_the_environment_does_not_name_is_started(environ: dict[str, str], kinds: set[str]) -> None:
    assert wanted(environ) == kinds


def test_a_data_folder_that_cannot_be_written_is_a_sentence(home: Path) -> None:
    (home / "file").write_text("")
    done = run(home / "file", *EMBEDDED, "--", "true")
    assert done.returncode == 1
    assert done.stdout == f"The data folder {home / 'file'} cannot be written: File exists.\n"


def test_a_command_of_manage_py_needs_nothing_set(home: Path) -> None:
    done = run(
        home, "python", "manage.py", "shell", "-v", "0", "-c", "from django.core.cache import cache; cache.clear()"
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert processes_of(home) == {}
