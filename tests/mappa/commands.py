"""Runs the product's own commands as a person would, in a data folder of the test's, and counts what they leave."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "MAPPA_HOME",
    "MAPPA_DB_ROLE",
    "DJANGO_SETTINGS_MODULE",
    "PORT",
)


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a person who has set nothing, but for the data folder and `more`."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return {**kept, "MAPPA_HOME": str(home), **more}


def start(home: Path, *command: str, **more: str) -> "subprocess.Popen[str]":
    """Start a command in a process group of its own, its output readable."""
    return subprocess.Popen(
        [sys.executable if word == "python" else word for word in command],
        cwd=ROOT,
        env=environment(home, **more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        process_group=0,
    )


def run(home: Path, *command: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    process = start(home, *command, **more)
    output, _ = process.communicate(timeout=120)
    return subprocess.CompletedProcess(command, process.returncode, output)


def processes_of(home: Path) -> dict[int, str]:
    """The living processes that work on a data folder, by id: those that name it or have it in their environment."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if str(home) in words or str(home).encode() in (folder / "environ").read_bytes():
                found[int(folder.name)] = words
        except OSError:
            continue  # it has ended, or is not ours
    return found


def kill(home: Path, program: str) -> None:
    """End the process of a data folder whose command line has a word in it, the hard way."""
    os.kill(next(number for number, words in processes_of(home).items() if program in words), signal.SIGKILL)


def eventually(holds: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether something comes to hold in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
