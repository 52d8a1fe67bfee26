"""The virus scanner: clamd, asked over a socket with its INSTREAM command. Knows no document and no database.

The bytes are sent to the scanner, so that it needs no right to read our files and may stand on another machine.
"""

from __future__ import annotations

import socket
import struct
from contextlib import closing
from dataclasses import dataclass
from typing import IO
from urllib.parse import unquote, urlsplit

from django.conf import settings

CONNECT_SECONDS = 10
#: clamd may take its time over a large archive inside a document.
ANSWER_SECONDS = 120
_BLOCK = 1 << 16
_LONGEST_ANSWER = 4096
_LENGTH = struct.Struct("!L")


class ScannerError(Exception):
    """The scanner could not be reached, or did not answer the question."""


@dataclass(frozen=True)
class Verdict:
    """What the scanner says: `virus` is its name for what it found, empty when it found nothing."""

    virus: str = ""

    @property
    def is_clean(self) -> bool:
        return not self.virus


def is_configured() -> bool:
    return bool(settings.CLAMD_URL)


def scan(handle: IO[bytes]) -> Verdict:
    """Have a file looked at. Raises ScannerError whenever there is no plain answer: no answer is not "clean"."""
    try:
        with closing(_connect(settings.CLAMD_URL)) as line:
            answer = _ask(line, handle)
    except (OSError, ValueError) as error:
        raise ScannerError(type(error).__name__) from error
    return _read(answer)


def _connect(url: str) -> socket.socket:
    parts = urlsplit(url)
    if parts.scheme == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(CONNECT_SECONDS)
        try:
            line.connect(unquote(parts.path))
        except OSError:
            line.close()
            raise
    elif parts.scheme == "tcp" and parts.hostname:
        line = socket.create_connection((parts.hostname, parts.port or 3310), CONNECT_SECONDS)
    else:
        raise ScannerError("CLAMD_URL is neither tcp:// nor unix://")
    line.settimeout(ANSWER_SECONDS)
    return line


def _ask(line: socket.socket, handle: IO[bytes]) -> bytes:
    """Send the file in blocks, each after its length, and an empty one at the end; return the whole answer."""
    try:
        line.sendall(b"zINSTREAM\0")
        while block := handle.read(_BLOCK):
            line.sendall(_LENGTH.pack(len(block)) + block)
        line.sendall(_LENGTH.pack(0))
    except (BrokenPipeError, ConnectionResetError):
        pass  # clamd stops listening at its size limit, and says so before it hangs up
    answer = b""
    while b"\0" not in answer and len(answer) < _LONGEST_ANSWER and (part := line.recv(_LONGEST_ANSWER)):
        answer += part
    return answer


def _read(answer: bytes) -> Verdict:
    """`stream: OK`, `stream: <virus> FOUND`, or anything else, which is an error."""
    if not answer.endswith(b"\0"):
        raise ScannerError("the answer broke off")
    said = answer.rstrip(b"\0").decode("utf-8", "replace")
    if said == "stream: OK":
        return Verdict()
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return Verdict(said.removeprefix("stream: ").removesuffix(" FOUND") or "unnamed")
    raise ScannerError(said[:200])
