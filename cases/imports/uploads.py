"""Receives the files of a cohort from a page: single CSV files or a ZIP file of them, into a folder of a random name.

The folders lie in the data folder, outside anything that is served, and are removed when the import has run. Knows no
request: takes what a form field gives.
"""

from __future__ import annotations

import secrets
import shutil
import struct
import time
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from cases.imports.format import FILE_NAMES

#: All files of a cohort together, unpacked. An area's cohort has about 1 MB, the whole country's 30.
LARGEST_BYTES = 200 * 1024 * 1024
#: The list of contents of a ZIP file of seven files takes a kilobyte.
_LARGEST_CONTENTS = 256 * 1024
_BLOCK = 1 << 20
_END_OF_ZIP = struct.Struct("<4s4H2LH")

Part = tuple[str, IO[bytes]]


def folder_of(name: str) -> Path:
    """Where the files of an upload lie. Raises ValueError for a name that is not one of ours."""
    if len(name) != 32 or not name.isalnum():
        raise ValueError(name)
    return Path(settings.MEDIA_ROOT) / "imports" / name


def receive(uploads: Iterable[UploadedFile]) -> str:
    """Keep the files; returns the random name of their folder. Raises ValidationError with a sentence a fault."""
    name = secrets.token_hex(16)
    folder = folder_of(name)
    folder.mkdir(mode=0o700, parents=True)
    try:
        _keep(folder, uploads)
    except ValidationError:
        discard(name)
        raise
    return name


def discard(name: str) -> None:
    """Remove an upload's folder; one that is gone already is no fault."""
    if name:
        shutil.rmtree(folder_of(name), ignore_errors=True)


def discard_older_than(seconds: float) -> int:
    """Remove folders that an import which never ran left behind. Returns how many."""
    root = Path(settings.MEDIA_ROOT) / "imports"
    old = [path for path in root.glob("*") if path.is_dir() and time.time() - path.stat().st_mtime > seconds]
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    return len(old)


def _keep(folder: Path, uploads: Iterable[UploadedFile]) -> None:
    faults: list[str] = []
    room = LARGEST_BYTES
    for upload in uploads:
        try:
            for name, handle in _parts(upload):
                room -= _keep_one(folder, name, handle, room)
        except _Unfit as unfit:
            faults.append(str(unfit))
        except (zipfile.BadZipFile, RuntimeError, EOFError, zlib.error):
            faults.append(_("%(name)s is damaged or packed in a way that cannot be read.") % {"name": upload.name})
    if faults:
        raise ValidationError(faults)


class _Unfit(Exception):
    """A file that cannot be part of a cohort, with the sentence that says so."""


def _parts(upload: UploadedFile) -> Iterator[Part]:
    """The CSV files of one upload: itself, or what a ZIP file holds."""
    name = PurePosixPath((upload.name or "").replace("\\", "/")).name
    suffix = PurePosixPath(name).suffix.lower()
    if suffix == ".zip":
        yield from _unpacked(name, upload)
    elif suffix == ".csv":
        yield name, upload
    else:
        raise _Unfit(_("%(name)s is neither a CSV nor a ZIP file.") % {"name": name})


def _unpacked(name: str, upload: UploadedFile) -> Iterator[Part]:
    _refuse_long_contents(name, upload)
    with zipfile.ZipFile(upload) as archive:
        for entry in archive.infolist():
            path = PurePosixPath(entry.filename)
            if entry.is_dir() or _is_bystander(path):
                continue
            if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise zipfile.BadZipFile
            if entry.flag_bits & 1:
                raise _Unfit(_("%(name)s is protected by a password.") % {"name": name})
            with archive.open(entry) as handle:
                yield path.name, handle


def _is_bystander(path: PurePosixPath) -> bool:
    """What operating systems and people put into a ZIP file beside the records."""
    return path.suffix.lower() != ".csv" or path.name.startswith(".") or "__MACOSX" in path.parts


def _refuse_long_contents(name: str, upload: UploadedFile) -> None:
    """A ZIP file may list millions of files in its contents, which would fill the memory before any is unpacked."""
    upload.seek(max(0, (upload.size or 0) - 65_536 - _END_OF_ZIP.size))
    tail = upload.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END_OF_ZIP.size:
        raise zipfile.BadZipFile
    if _END_OF_ZIP.unpack_from(tail, at)[5] > _LARGEST_CONTENTS:
        raise _Unfit(_("%(name)s holds far more files than the seven of a cohort.") % {"name": name})
    upload.seek(0)


def _keep_one(folder: Path, name: str, handle: IO[bytes], room: int) -> int:
    """Write one file; returns its size. Counts what is really unpacked, whatever the ZIP file says of itself."""
    if name not in FILE_NAMES:
        words = {"name": name, "names": ", ".join(FILE_NAMES)}
        raise _Unfit(_("%(name)s is not one of the seven files: %(names)s.") % words)
    if (folder / name).exists():
        raise _Unfit(_("%(name)s was given more than once.") % {"name": name})
    size = 0
    with (folder / name).open("xb") as kept:
        while block := handle.read(_BLOCK):
            size += len(block)
            if size > room:
                limit = LARGEST_BYTES // (1024 * 1024)
                raise _Unfit(_("The files are larger than %(limit)d MB together.") % {"limit": limit})
            kept.write(block)
    return size
