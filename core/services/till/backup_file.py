"""What is in a backup: the database and the small files that a till cannot do without, and what each of them was."""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from core.domain.backup import BackupFacts
from core.errors import BadInput
from core.security.sealed_file import read_sealed, write_sealed
from core.security.unattended_seal import is_unattended, read_unattended

if TYPE_CHECKING:
    import tarfile

DATABASE = "till.db"
SMALL = ("till.key", "token.sealed", "service-url", "language")
"""A till without its token's file or a chosen language has none to keep."""
_NEEDED = frozenset({DATABASE, "till.key", "service-url"})
_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A backup that was opened. `files` are in memory: nothing is on a disk before all of it is looked through."""

    facts: BackupFacts
    files: Mapping[str, bytes]


def pack(facts: BackupFacts, files: Mapping[str, bytes]) -> bytes:
    """Return the bundle as bytes."""
    import tarfile  # noqa: PLC0415 - no till needs it at its counter

    sums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    manifest = json.dumps(asdict(facts) | {"files": sums}).encode()
    room = io.BytesIO()
    with tarfile.open(fileobj=room, mode="w:gz") as tar:
        for name, content in {_MANIFEST: manifest, **files}.items():
            member = tarfile.TarInfo(name)
            member.size, member.mode = len(content), 0o600
            tar.addfile(member, io.BytesIO(content))
    return room.getvalue()


def unpack(content: bytes) -> Bundle:
    """Return what was packed. Raises BadInput where something is missing, too much, or not as it was."""
    import tarfile  # noqa: PLC0415 - as above

    try:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as tar:
            files = {member.name: _content(tar, member) for member in tar.getmembers()}
        manifest: dict[str, Any] = json.loads(files.pop(_MANIFEST))
        sums = manifest.pop("files")
        facts = BackupFacts(**manifest)
    except (tarfile.TarError, OSError, EOFError, ValueError, KeyError, TypeError):
        raise BadInput("backup.damaged") from None
    found = {name: hashlib.sha256(each).hexdigest() for name, each in files.items()}
    if found != sums or not found.keys() >= _NEEDED or not found.keys() <= {DATABASE, *SMALL}:
        raise BadInput("backup.damaged")
    return Bundle(facts, files)


def read_backup(path: Path, password: str) -> Bundle:
    """Open a backup. Raises BadInput for what is none, another password, or one that is not as it was written."""
    try:
        with path.open("rb") as file:
            read = read_unattended if is_unattended(file) else read_sealed
            return unpack(read(file, password))
    except OSError as error:
        raise BadInput("backup.unreadable", path=path, why=error.strerror or error) from error


def write_backup(path: Path, content: bytes, password: str) -> None:
    """Write a sealed file of this user alone that was not there before. Raises OSError."""
    with new_file(path) as file:
        write_sealed(file, content, password)


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file of this user alone that was not there before; it is on the disk at the end. Raises OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def sync_names(folder: Path) -> None:
    """Have the names in a folder on the disk. Raises OSError."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    opened = tar.extractfile(member)
    if opened is None:
        raise BadInput("backup.damaged")
    return opened.read()
