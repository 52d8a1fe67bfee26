"""Files that lie outside the web root under random names: written whole or not at all, readable by this account only.

Knows neither what a file is about nor who may have it. A row of the database names each file that is to stay; what no
row names is swept away.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

#: Each kind of file has a shelf. What is quarantined was found infected and is never given out.
DOCUMENTS, EXPORTS, QUARANTINE = "documents", "exports", "quarantine"
#: A file that no row names is younger than this while the transaction that stores its row is still open.
ORPHAN_SECONDS = 60 * 60
_NAME = re.compile(r"[0-9a-f]{48}")


@dataclass(frozen=True)
class Kept:
    """A file that was written: its random name, its size in bytes, its SHA-256."""

    name: str
    size: int
    sha256: str


def path_of(shelf: str, name: str) -> Path:
    """Where a file lies. Raises ValueError for a name that is not one of ours."""
    if not _NAME.fullmatch(name):
        raise ValueError("not the name of a stored file")
    return Path(settings.MEDIA_ROOT) / shelf / name[:2] / name


def keep(shelf: str, chunks: Iterable[bytes]) -> Kept:
    """Write a file under a new name: first beside it, then renamed, so that nobody ever finds half of it."""
    path = path_of(shelf, secrets.token_hex(24))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    growing = path.with_suffix(".part")
    size, digest = 0, hashlib.sha256()
    try:
        with os.fdopen(os.open(growing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
            for chunk in chunks:
                size += handle.write(chunk)
                digest.update(chunk)
            handle.flush()
            os.fsync(handle.fileno())
        growing.rename(path)
    except BaseException:
        growing.unlink(missing_ok=True)
        raise
    return Kept(path.name, size, digest.hexdigest())


def discard(shelf: str, name: str) -> None:
    """Remove a file; one that is gone already is no fault."""
    if name:
        path_of(shelf, name).unlink(missing_ok=True)


def quarantine(name: str) -> None:
    """Move a document to where nothing is given out from; one that was moved already stays there."""
    target = path_of(QUARANTINE, name)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        path_of(DOCUMENTS, name).rename(target)
    except FileNotFoundError:
        if not target.exists():
            raise


def names_on(shelf: str, *, older_than: float = ORPHAN_SECONDS) -> dict[str, Path]:
    """The files of a shelf that have lain there for so many seconds, with what a stopped process left half written."""
    root = Path(settings.MEDIA_ROOT) / shelf
    before = time.time() - older_than
    return {path.name: path for path in root.glob("??/*") if path.stat().st_mtime < before}
