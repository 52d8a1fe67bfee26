"""`make run` as a person meets it: it comes up, says where it is, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.mappa.commands import eventually, free_port, processes_of, run, start

SERVE = ("python", "-m", "mappa.serve")


@pytest.fixture(scope="module")
def served_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose first, slow start is over."""
    home = tmp_path_factory.mktemp("served")
    done = run(home, "python", "manage.py", "prepare")
    assert done.returncode == 0, done.stdout
    return home


@pytest.fixture
def port() -> str:
    return str(free_port())


@pytest.fixture
def service(served_home: Path, port: str) -> Iterator["subprocess.Popen[str]"]:
    """A running service."""
    process = start(served_home, *SERVE, PORT=port)
    wait_until_served(process)
    yield process
    if process.poll() is None:
        process.terminate()
        process.wait(60)


def wait_until_served(process: "subprocess.Popen[str]") -> str:
    """What a service says until it says that it serves."""
    assert process.stdout
    said = ""
    for line in process.stdout:
        said += line
        if line.startswith("Serving at"):
            return said
    raise AssertionError(f"The service did not start:\n{said}")


def test_the_service_answers_on_its_port(service: "subprocess.Popen[str]", port: str) -> None:
    for path in ("healthz", "readyz"):
        with urlopen(f"http://127.0.0.1:{port}/{path}", timeout=10) as answer:
            assert answer.status == 200


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_everything(service: "subprocess.Popen[str]", served_home: Path, number: int) -> None:
    os.killpg(service.pid, number)
    service.wait(60)
    assert processes_of(served_home) == {}


def test_a_killed_service_leaves_no_process(service: "subprocess.Popen[str]", served_home: Path) -> None:
    service.kill()
    assert eventually(lambda: not processes_of(served_home), seconds=60)


def test_make_passes_the_signal_on(served_home: Path, port: str) -> None:
    process = start(served_home, "make", "--no-print-directory", "run", PORT=port)
    wait_until_served(process)
    process.terminate()
    process.wait(60)
    assert processes_of(served_home) == {}


def test_a_process_that_dies_takes_the_others_along_and_is_named(
    service: "subprocess.Popen[str]", served_home: Path
) -> None:
    beat = lambda: [number for number, words in processes_of(served_home).items() if " beat " in words]  # noqa: E731
    assert eventually(lambda: bool(beat()))
    os.kill(beat()[0], signal.SIGKILL)
    output, _ = service.communicate(timeout=60)
    assert "The scheduler stopped by itself (exit code -9), so the others stop too." in output
    assert service.returncode == 1
    assert processes_of(served_home) == {}


def test_a_second_start_is_up_within_ten_seconds(served_home: Path, port: str) -> None:
    begun = time.monotonic()
    process = start(served_home, *SERVE, PORT=port)
    said = wait_until_served(process)
    took = time.monotonic() - begun
    process.terminate()
    process.wait(60)
    assert took < 10, said


def test_a_second_service_of_the_same_copy_is_refused(service: "subprocess.Popen[str]", served_home: Path) -> None:
    done = run(served_home, *SERVE, PORT=str(free_port()))
    assert done.returncode == 1
    assert done.stdout.startswith("This copy is already being served from ")


def test_a_taken_port_is_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        done = run(tmp_path, *SERVE, PORT=str(other.getsockname()[1]))
    assert done.returncode == 1
    assert "is taken by another program" in done.stdout
    assert "Traceback" not in done.stdout


@pytest.mark.parametrize("port", ["eighty", "70000", "-1", "0x50"])
def test_an_impossible_port_is_a_sentence(tmp_path: Path, port: str) -> None:
    done = run(tmp_path, *SERVE, PORT=port)
    assert (done.returncode, done.stdout) == (1, f"PORT is {port!r}: it must be a number from 1 to 65535.\n")
