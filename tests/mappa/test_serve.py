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


@pytest.fixture
def port() -> str:
    return str(free_port())


@pytest.fixture(scope="module")
def prepared(served_home: Path) -> Path:
    """A data folder whose first, slow start is over."""
    done = run(served_home, "python", "manage.py", "prepare")
    assert done.returncode == 0, done.stdout
    return served_home


@pytest.fixture
def service(prepared: Path, port: str) -> Iterator["subprocess.Popen[str]"]:
    """A running service."""
    process = start(prepared, *SERVE, PORT=port)
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


def test_ctrl_c_stops_everything(service: "subprocess.Popen[str]", prepared: Path) -> None:
    os.killpg(service.pid, signal.SIGINT)
    service.wait(60)
    assert processes_of(prepared) == {}


def test_a_killed_service_leaves_no_process(service: "subprocess.Popen[str]", prepared: Path) -> None:
    service.kill()
    assert eventually(lambda: not processes_of(prepared), seconds=60)


def test_make_run_is_up_within_ten_seconds_again_and_passes_its_signal_on(prepared: Path, port: str) -> None:
    busy = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))  # the promise is for a machine with nothing else to do
    begun = time.monotonic()
    process = start(prepared, "make", "--no-print-directory", "run", PORT=port)
    said = wait_until_served(process)
    took = time.monotonic() - begun
    process.terminate()
    process.wait(60)
    assert processes_of(prepared) == {}
    assert took < 10 * busy, said


def test_a_process_that_dies_takes_the_others_along_and_is_named(
    service: "subprocess.Popen[str]", prepared: Path
) -> None:
    beat = lambda: [number for number, words in processes_of(prepared).items() if " beat " in words]  # noqa: E731
    assert eventually(lambda: bool(beat()))
    os.kill(beat()[0], signal.SIGKILL)
    output, _ = service.communicate(timeout=60)
    assert "The scheduler stopped by itself (exit code -9), so the others stop too." in output
    assert service.returncode == 1
    assert processes_of(prepared) == {}


def test_a_second_service_of_the_same_copy_is_refused(service: "subprocess.Popen[str]", prepared: Path) -> None:
    done = run(prepared, *SERVE, PORT=str(free_port()))
    assert done.returncode == 1
    assert done.stdout.startswith("This copy is already being served from ")


def test_a_taken_port_is_a_sentence(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        done = run(home, *SERVE, PORT=str(other.getsockname()[1]))
    assert done.returncode == 1
    assert "is taken by another program" in done.stdout
    assert "Traceback" not in done.stdout


@pytest.mark.parametrize("port", ["eighty", "70000", "-1", "0x50"])
def test_an_impossible_port_is_a_sentence(home: Path, port: str) -> None:
    done = run(home, *SERVE, PORT=port)
    assert (done.returncode, done.stdout) == (1, f"PORT is {port!r}: it must be a number from 1 to 65535.\n")
