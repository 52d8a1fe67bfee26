"""The one process that owns the embedded servers of a data folder, and stops them when the last user has gone.

Started by `mappa.embedded.lease`, never by hand. Should it be killed, the kernel tells the servers to stop.
"""

import json
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from types import FrameType
from typing import NoReturn

from mappa.embedded.account import Account
from mappa.embedded.lease import Lock, addresses_file, servers_folder
from mappa.embedded.postgres import Postgres
from mappa.embedded.valkey import Valkey


def keep(home: Path, *, ephemeral: bool) -> None:
    """Run both servers until nobody holds the users' lock, or until told to stop."""
    folder = servers_folder(home)
    alive = Lock(folder / "alive")
    if not alive.take(wait=False):
        return
    users = Lock(folder / "users")
    account = Account(home)
    sockets = _new_sockets(folder / "sockets")
    account.own(sockets)
    servers: list[Postgres | Valkey] = [
        Postgres(account, sockets, ephemeral=ephemeral),
        Valkey(home, sockets, ephemeral=ephemeral),
    ]
    _stop_on_signals(servers)
    try:
        for server in servers:
            server.start()
        _publish(folder, {server.kind: server.addresses() for server in servers})
        users.take()
    finally:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for server in reversed(servers):
            server.stop()
        addresses_file(folder).unlink(missing_ok=True)
        shutil.rmtree(sockets, ignore_errors=True)
        if ephemeral:
            shutil.rmtree(account.base, ignore_errors=True)
            shutil.rmtree(home, ignore_errors=True)


def _new_sockets(note: Path) -> Path:
    """A folder for the sockets, whose paths may have 107 bytes; the one a killed keeper left behind is removed."""
    if note.exists():
        shutil.rmtree(note.read_text(), ignore_errors=True)
    sockets = Path(tempfile.mkdtemp(prefix="mappa-", dir="/tmp"))
    note.write_text(str(sockets))
    return sockets


def _stop_on_signals(servers: list[Postgres | Valkey]) -> None:
    def leave(number: int, frame: FrameType | None) -> NoReturn:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise SystemExit(128 + number)

    def look(number: int, frame: FrameType | None) -> None:
        for server in servers:
            if server.has_died():
                raise SystemExit(f"The embedded {server.kind} server stopped by itself; see {server.log}.")

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, look)


def _publish(folder: Path, addresses: dict[str, dict[str, str]]) -> None:
    """Write the addresses in one step: a reader sees all of them or none."""
    draft = folder / "addresses.new"
    draft.write_text(json.dumps(addresses))
    os.replace(draft, addresses_file(folder))


if __name__ == "__main__":
    keep(Path(sys.argv[1]), ephemeral="--ephemeral" in sys.argv[2:])
