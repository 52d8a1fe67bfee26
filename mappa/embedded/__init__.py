"""A PostgreSQL and a Valkey of this copy's own, on unix sockets, for as long as some command uses them.

Owns starting, sharing and stopping them. Must not import Django: settings are read after the addresses are known.
Neither starts where the environment already names a server of its kind, and none at all in production.

    with joined(): ...                                   this process, with DATABASE_URL and the rest set
    python -m mappa.embedded [--ephemeral] -- COMMAND    another one
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from mappa.embedded.lease import EmbeddedError, Lease, throwaway_home

ROOT = Path(__file__).resolve().parent.parent.parent

__all__ = ["EmbeddedError", "home", "joined", "wanted"]


def home(environ: Mapping[str, str] = os.environ) -> Path:
    """The data folder: `MAPPA_HOME`, or `.local` beside the code, so that two copies never meet."""
    return Path(environ.get("MAPPA_HOME") or ROOT / ".local").resolve()


def wanted(environ: Mapping[str, str] = os.environ) -> set[str]:
    """Which kinds of server (`postgres`, `valkey`) the environment leaves to us."""
    if environ.get("MAPPA_MODE", "demonstration") != "demonstration":
        return set()
    variables = {"postgres": "DATABASE_URL", "valkey": "REDIS_URL"}
    return {kind for kind, name in variables.items() if not (environ.get(name) or environ.get(f"{name}_FILE"))}


@contextmanager
def joined(*, ephemeral: bool = False) -> Iterator[None]:
    """Run the block with servers; the last one to leave waits until they have stopped.

    `ephemeral` gives servers to this block alone, on a folder that is removed with them; that folder becomes
    `MAPPA_HOME` unless one is set. Child processes inherit the addresses and need not join.
    """
    kinds = wanted()
    if not kinds:
        yield
        return
    folder = throwaway_home() if ephemeral else home()
    before = dict(os.environ)
    with Lease(folder, kinds, ephemeral=ephemeral) as addresses:
        os.environ.update(addresses)
        if ephemeral:
            os.environ.setdefault("MAPPA_HOME", str(folder))
        try:
            yield
        finally:
            for name in {*addresses, "MAPPA_HOME"} - set(before):
                os.environ.pop(name, None)
