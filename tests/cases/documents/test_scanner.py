"""The scanner's protocol, spoken with a server on a real socket that answers as clamd does."""

import io
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import LazySettings

from cases import scanning
from cases.scanning import ScannerError, scan

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def _exactly(line: socket.socket, count: int) -> bytes:
    found = b""
    while len(found) < count:
        part = line.recv(count - len(found))
        if not part:
            raise ConnectionError
        found += part
    return found


def clamd(line: socket.socket) -> None:
    """INSTREAM as documented: blocks, each after its length, until one is empty; then one answer."""
    assert _exactly(line, 10) == b"zINSTREAM\0"
    content = b""
    while length := struct.unpack("!L", _exactly(line, 4))[0]:
        content += _exactly(line, length)
    answer = b"stream: Eicar-Test-Signature FOUND" if b"EICAR" in content else b"stream: OK"
    line.sendall(answer + b"\0")


@contextmanager
def listening(answering: Callable[[socket.socket], None], path: Path | None = None) -> Iterator[str]:
    """A server for one question; its address as CLAMD_URL takes it."""
    server = socket.socket(socket.AF_UNIX if path else socket.AF_INET)
    server.bind(str(path) if path else ("127.0.0.1", 0))
    server.listen(1)
    server.settimeout(10)
    failures: list[BaseException] = []

    def serve() -> None:
        try:
            line, _address = server.accept()
            with line:
                answering(line)
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=serve)
    thread.start()
    yield f"unix://{path}" if path else "tcp://{}:{}".format(*server.getsockname())
    thread.join(10)
    server.close()
    assert not failures, failures


@pytest.mark.parametrize(("content", "virus"), [(b"", ""), (b"harmless" * 50_000, ""), (EICAR, "Eicar-Test-Signature")])
def test_the_scanner_says_whether_a_file_is_clean(content: bytes, virus: str, settings: LazySettings) -> None:
    with listening(clamd) as settings.CLAMD_URL:
        assert scan(io.BytesIO(content)).virus == virus


def test_the_scanner_may_stand_behind_a_socket_of_this_machine(settings: LazySettings, tmp_path: Path) -> None:
    with listening(clamd, tmp_path / "clamd.sock") as settings.CLAMD_URL:
        assert scan(io.BytesIO(b"harmless")).is_clean


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK", b"", b"stream: \0"])
def test_no_plain_answer_is_never_clean(answer: bytes, settings: LazySettings) -> None:
    def says(line: socket.socket) -> None:
        _exactly(line, 10)
        line.sendall(answer)

    with listening(says) as settings.CLAMD_URL, pytest.raises(ScannerError):
        scan(io.BytesIO(b"harmless"))


def test_a_scanner_that_hangs_up_at_its_limit_is_heard(settings: LazySettings) -> None:
    def hangs_up(line: socket.socket) -> None:
        _exactly(line, 10)
        line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
        line.shutdown(socket.SHUT_RDWR)

    with listening(hangs_up) as settings.CLAMD_URL, pytest.raises(ScannerError):
        scan(io.BytesIO(b"x" * 20_000_000))


@pytest.mark.parametrize(
    "url", ["tcp://127.0.0.1:1", "unix:///nowhere/clamd.sock", "http://scanner", "tcp://host:port"]
)
def test_a_scanner_that_cannot_be_reached_is_an_error(url: str, settings: LazySettings) -> None:
    settings.CLAMD_URL = url
    with pytest.raises(ScannerError):
        scan(io.BytesIO(b"harmless"))


def test_an_empty_address_means_no_scanner(settings: LazySettings) -> None:
    settings.CLAMD_URL = ""
    assert not scanning.is_configured()
