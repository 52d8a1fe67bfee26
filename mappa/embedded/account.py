"""Which system account runs PostgreSQL, and where that account can read and write.

PostgreSQL refuses to run as root, so root lends it `nobody`, who must reach the binaries and the data folder. Where a
parent folder shuts `nobody` out (a copy below /root), both go to a folder of their own in /var/tmp; no permission of a
folder that is not ours is changed.
"""

import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from ctypes import CDLL
from pathlib import Path

PR_SET_PDEATHSIG = 1


class Account:
    """The account of the embedded PostgreSQL: our own, or `nobody` where we are root."""

    def __init__(self, home: Path) -> None:
        self.is_root = os.geteuid() == 0
        self.nobody = pwd.getpwnam("nobody") if self.is_root else None
        self.base = self._base(home)

    def _base(self, home: Path) -> Path:
        """The folder for the data: the data folder itself, unless the account cannot reach it."""
        if not self.is_root:
            return home
        if all(reachable(parent) for parent in home.parents):
            home.chmod(0o711)
            return home
        return _place_elsewhere(home / "servers" / "elsewhere")

    def own(self, folder: Path) -> None:
        """Give a folder to the account, closed to everyone else."""
        folder.mkdir(parents=True, exist_ok=True)
        if self.nobody:
            os.chown(folder, self.nobody.pw_uid, self.nobody.pw_gid)
        folder.chmod(0o700)

    def reachable_copy(self, install: Path, *companions: Path) -> Path:
        """`install`, or a copy of it (with the companion folders it loads from beside its parent) it can execute."""
        if not self.is_root or all(reachable(folder) for folder in [install, *install.parents]):
            return install
        digest = hashlib.sha256(f"{install}{install.stat().st_mtime_ns}".encode()).hexdigest()[:12]
        copy = self.base / f"binaries-{digest}"
        if not copy.exists():
            draft = Path(tempfile.mkdtemp(prefix="binaries-", dir=self.base))
            draft.chmod(0o755)
            shutil.copytree(install, draft / install.parent.name / install.name, symlinks=True)
            for companion in companions:
                shutil.copytree(companion, draft / companion.name, symlinks=True)
            draft.rename(copy)
        return copy / install.parent.name / install.name

    def run(self, *command: str | Path) -> None:
        """Run a short command as the account; its output is kept for the keeper's log should it fail."""
        done = subprocess.run(
            [str(word) for word in command],
            cwd="/",
            env=quiet_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            **self._identity(),
        )
        if done.returncode:
            sys.exit(f"{Path(command[0]).name} failed: {(done.stderr or done.stdout).strip()}")

    def spawn(self, *command: str | Path, log: Path, farewell: signal.Signals) -> "subprocess.Popen[bytes]":
        """Start a server as the account, to be sent `farewell` by the kernel should this process die."""
        return spawn(*command, log=log, farewell=farewell, **self._identity())

    def _identity(self) -> dict:
        if not self.nobody:
            return {}
        return {"user": self.nobody.pw_uid, "group": self.nobody.pw_gid, "extra_groups": []}


def spawn(*command: str | Path, log: Path, farewell: signal.Signals, **identity: object) -> "subprocess.Popen[bytes]":
    """Start a server in a session of its own, so that a Ctrl-C in the terminal does not reach it."""
    with log.open("ab") as output:
        return subprocess.Popen(  # type: ignore[call-overload]
            [str(word) for word in command],
            cwd="/",
            env=quiet_environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=dies_with_parent(farewell),
            **identity,
        )


def dies_with_parent(farewell: signal.Signals) -> Callable[[], None] | None:
    """What a child must do before it starts so that the kernel sends it a signal when this process dies."""
    if not sys.platform.startswith("linux"):
        return None
    library, parent = CDLL(None), os.getpid()

    def arrange() -> None:
        library.prctl(PR_SET_PDEATHSIG, int(farewell))
        if os.getppid() != parent:
            os._exit(1)

    return arrange


def command_line(number: int) -> str:
    """The words that a process was started with, "" when there is none of this number."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{number}/cmdline").read_text(errors="replace").replace("\0", " ").strip()
        except OSError:
            return ""
    shown = subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(number)], capture_output=True, text=True, check=False)
    return shown.stdout.strip()


def reachable(folder: Path) -> bool:
    """Whether everyone may pass through a folder."""
    return bool(folder.stat().st_mode & 0o001)


def quiet_environment() -> dict[str, str]:
    """The environment without what would change a server's language, clock or libpq defaults."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _place_elsewhere(note: Path) -> Path:
    """The folder in /var/tmp that a data folder's note names, made on first need.

    Its name is random and stands in the data folder, so that removing the data folder really begins anew.
    """
    if note.exists():
        place = Path(note.read_text().strip())
        if place.is_dir() and place.stat().st_uid == os.geteuid():
            return place
    place = Path(tempfile.mkdtemp(prefix="mappa-", dir="/var/tmp"))
    place.chmod(0o711)
    note.write_text(str(place))
    return place
