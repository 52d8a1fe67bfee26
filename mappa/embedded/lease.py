"""Who uses the servers of a data folder, counted by the kernel.

Three locks in `<home>/servers/`. `users`: every command holds it shared while it needs the servers, the keeper takes it
exclusively to stop them, so that holding it means they will not go away. `alive`: the keeper holds it as long as it
lives. `start`: held while somebody finds out whether a keeper must be started. A process that is killed lets go of its
locks by dying, so there is no count to go stale and no process id to be mistaken for another's.
"""

import fcntl
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

START_SECONDS = 90
STOP_SECONDS = 30
PAUSE = 0.02


class EmbeddedError(SystemExit):
    """The servers cannot be had; the message is a sentence for the person at the keyboard."""


class Lock:
    """One advisory lock file; closing it, or dying, lets go."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("a")

    def take(self, *, shared: bool = False, wait: bool = True) -> bool:
        """Take it, or say False at once when another has it and `wait` is False."""
        mode = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(self.file, mode if wait else mode | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def free(self) -> None:
        """Let go, keeping the file open for another take."""
        fcntl.flock(self.file, fcntl.LOCK_UN)

    def is_free(self, *, shared: bool = False) -> bool:
        """Whether it could be taken now; a shared look succeeds beside other shared holders."""
        if not self.take(shared=shared, wait=False):
            return False
        self.free()
        return True

    def close(self) -> None:
        """Let go for good."""
        self.file.close()


class Lease:
    """A share in the servers of one data folder; entering returns their addresses as environment variables."""

    def __init__(self, home: Path, kinds: Iterable[str], *, ephemeral: bool = False) -> None:
        self.home, self.kinds, self.ephemeral = home, sorted(kinds), ephemeral
        self.folder = servers_folder(home)
        self.users, self.alive = Lock(self.folder / "users"), Lock(self.folder / "alive")
        self.keeper: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> dict[str, str]:
        start = Lock(self.folder / "start")
        start.take()
        try:
            self.users.take(shared=True)
            if self.alive.is_free():
                self.keeper = self._start_keeper()
            addresses = self._await_addresses()
        except BaseException:
            self._leave()
            raise
        finally:
            start.close()
        return {name: address for kind in self.kinds for name, address in addresses[kind].items()}

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def _start_keeper(self) -> "subprocess.Popen[bytes]":
        addresses_file(self.folder).unlink(missing_ok=True)
        command = [sys.executable, "-m", "mappa.embedded.keeper", str(self.home)]
        root = Path(__file__).resolve().parent.parent.parent
        with (self.folder / "log").open("wb") as log:
            return subprocess.Popen(
                [*command, "--ephemeral"] if self.ephemeral else command,
                cwd=root,
                env={**os.environ, "PYTHONPATH": str(root)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _await_addresses(self) -> dict[str, dict[str, str]]:
        """The addresses once the keeper has written them; it writes them when both servers answer."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            try:
                return json.loads(addresses_file(self.folder).read_text())
            except FileNotFoundError:
                pass
            if self.keeper.poll() is not None if self.keeper else self.alive.is_free():
                break
            time.sleep(PAUSE)
        raise EmbeddedError(f"The embedded servers in {self.home} did not start. {self._last_words()}")

    def _last_words(self) -> str:
        lines = (self.folder / "log").read_text(errors="replace").strip().splitlines()
        return "\n".join(lines[-8:])

    def _leave(self) -> None:
        """Let go and, when nobody else is left, wait until the keeper has stopped the servers."""
        self.users.free()
        end = time.monotonic() + STOP_SECONDS
        while time.monotonic() < end and not self.alive.is_free(shared=True):
            # In this order: once the keeper has it to itself, a share of it stays refused until the keeper has ended.
            if not self.users.is_free() and self.users.is_free(shared=True):
                break  # others are in it: it is theirs to stop
            time.sleep(PAUSE)
        if self.keeper and self.alive.is_free(shared=True):
            self.keeper.wait()  # or it would stay in the process table until we end
        self.users.close()
        self.alive.close()


def servers_folder(home: Path) -> Path:
    """The folder of locks and logs in a data folder, made readable by its owner alone."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder := home / "servers").mkdir(mode=0o700, exist_ok=True)
        (folder / "users").touch()
    except OSError as error:
        raise EmbeddedError(f"The data folder {home} cannot be written: {error.strerror}.") from None
    return folder


def addresses_file(folder: Path) -> Path:
    """Where the keeper writes what its servers answer to."""
    return folder / "addresses.json"


def throwaway_home() -> Path:
    """A new data folder, to be removed by the keeper of its servers."""
    return Path(tempfile.mkdtemp(prefix="mappa-throwaway-"))
