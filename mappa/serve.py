"""`make run`: the whole service on this machine, until Ctrl-C or SIGTERM.

Owns the order of starting and stopping, and that no process is left. Must not import Django: the settings belong to the
processes it starts.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from types import FrameType
from typing import NoReturn
from urllib.error import URLError
from urllib.request import urlopen

from mappa.embedded import ROOT, home, joined, wanted
from mappa.embedded.account import dies_with_parent
from mappa.embedded.lease import Lock, servers_folder
from mappa.progress import step

HOST = "127.0.0.1"
READY_SECONDS = 60
STOP_SECONDS = 15
MANAGE = [sys.executable, "manage.py"]
# Root is warned of being root; here that is for the person at the keyboard to decide.
CELERY = [sys.executable, "-W", "ignore:You're running the worker", "-m", "celery", "--app", "mappa", "--quiet"]

Process = subprocess.Popen[bytes]


def main() -> None:
    """Serve until told to stop; a reason not to start is a sentence and exit code 1."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    listener = listen(os.environ.get("PORT", "8000"))
    with ExitStack() as ending:
        ending.enter_context(_only_one())
        with step("Starting PostgreSQL and Valkey") if wanted() else ExitStack():
            ending.enter_context(joined())
        processes: dict[str, Process] = {}
        ending.callback(stop, processes)
        _prepare(processes)
        address = f"http://{HOST}:{listener.getsockname()[1]}"
        _start(processes, listener, address)
        print(f"Serving at {address} - Ctrl-C stops it.", flush=True)
        _watch(processes)


def listen(port: str) -> socket.socket:
    """Hold the port from the first moment on, so that nobody waits for an installation that ends in a refusal.

    The socket is bound but does not listen yet: until the web server does, a visitor is refused and not kept waiting.
    """
    if not port.isdigit() or int(port) > 65535:
        sys.exit(f"PORT is {port!r}: it must be a number from 1 to 65535.")
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, int(port)))
    except PermissionError:
        sys.exit(f"Port {port} may not be used by this account: choose another, for example `make run PORT=8001`.")
    except OSError:
        sys.exit(f"Port {port} is taken by another program: choose another, for example `make run PORT=8001`.")
    listener.set_inheritable(True)
    return listener


def stop(processes: dict[str, Process]) -> None:
    """Ask every process to finish what it is doing, then insist; each leads a session with its own children."""
    for process in processes.values():
        process.terminate()
    end = time.monotonic() + STOP_SECONDS
    for process in processes.values():
        try:
            process.wait(max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        _end_session(process.pid)
    processes.clear()


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)
    print("\nStopping.", flush=True)
    raise SystemExit(128 + number if number != signal.SIGTERM else 0)


def _only_one() -> ExitStack:
    """The right to serve from this data folder: two schedulers would do every nightly task twice."""
    lock = Lock(servers_folder(home()) / "serving")
    if not lock.take(wait=False):
        sys.exit(f"This copy is already being served from {home()}: stop that one first, or set MAPPA_HOME.")
    held = ExitStack()
    held.callback(lock.close)
    return held


def _prepare(processes: dict[str, Process]) -> None:
    processes["prepare"] = _spawn([*MANAGE, "prepare"])
    if code := processes["prepare"].wait():
        sys.exit(f"The database could not be prepared (exit code {code}); the reason is above.")
    del processes["prepare"]


def _start(processes: dict[str, Process], listener: socket.socket, address: str) -> None:
    """The web server first; what works in the background need not keep a visitor waiting."""
    with step("Starting the web server, the worker and the scheduler"):
        web = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
        processes["web server"] = _spawn([*web, "--bind", f"fd://{listener.fileno()}"], listener.fileno())
        listener.close()
        _await_answer(processes["web server"], f"{address}/healthz")
        processes["worker"] = _spawn([*CELERY, "worker", "--loglevel", "warning", "--concurrency", "2"])
        processes["scheduler"] = _spawn([*CELERY, "beat", "--loglevel", "warning"])


def _spawn(command: list[str], *inherited: int) -> Process:
    """Start a process in a session of its own: it is this one that a Ctrl-C must reach, and that stops the others."""
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        pass_fds=inherited,
        preexec_fn=dies_with_parent(signal.SIGTERM),
    )


def _await_answer(web: Process, address: str) -> None:
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end and web.poll() is None:
        try:
            urlopen(address, timeout=5).close()  # noqa: S310  our own address
            return
        except (URLError, OSError):
            time.sleep(0.1)
    sys.exit("The web server did not start; the reason is above.")


def _watch(processes: dict[str, Process]) -> None:
    """Wait for the first process that ends by itself: none should."""
    while True:
        for name, process in processes.items():
            if process.poll() is not None:
                sys.exit(f"The {name} stopped by itself (exit code {process.returncode}), so the others stop too.")
        time.sleep(0.25)


def _end_session(leader: int) -> None:
    """End what a process left behind in its session."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


if __name__ == "__main__":
    main()
