"""What a till keeps outside its database, like the counterfoil of a ticket: how far the journal went, where, and when.

A database that is behind it was restored; one that finds none, or another place, is a copy (docs/decisions/0013).
It may lag behind the database and never leads it, so that neither a kill nor a power cut looks like a copy.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import threading
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from core.domain.chain import Head, canonical

_SLOT = 512
"""Bytes; a disk writes a sector whole or not at all."""
_SLOTS = 2
_LATER = (0, 0, "")
"""What the fields are that an earlier version did not write."""
MACHINE_ID = Path("/etc/machine-id")


class Origin(StrEnum):
    """What a database turned out to be at its start."""

    NEW = "new"
    SAME = "same"
    RESTORED = "restored"
    COPIED = "copied"
    UNSEEN = "unseen"
    """The record cannot be read just now: nothing is known, and nothing is held back."""


@dataclass(frozen=True, slots=True)
class Record:
    """`place` and `machine` are digests; `epoch` counts the starts of the till; `head` is the journal's."""

    till: str
    place: str
    machine: str
    epoch: int
    head: Head
    commit: int = 0
    """The number of the newest commit that the record knows of; 0 from a version that did not count."""
    changed: int = 0
    """When the database file was last changed then, in nanoseconds."""
    service: str = ""
    """A digest of the address that the database belongs to; empty from a version that kept none."""


class RollbackGuard:
    """The records of one user's tills, a small file each. Thread-safe."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._turns: dict[str, int] = {}

    def read(self, till: str) -> Record | None:
        """Return the last record, None when there is none that is whole. Raises OSError when it cannot be read."""
        try:
            content = self._path(till).read_bytes()
        except FileNotFoundError:
            return None
        slots = (_opened(content[at : at + _SLOT]) for at in range(0, _SLOT * _SLOTS, _SLOT))
        turn, record = max(filter(None, slots), key=lambda slot: slot[0], default=(0, None))
        with self._lock:
            self._turns[till] = turn
        return record

    def write(self, record: Record, *, durable: bool) -> None:
        """Write over the older of two slots, which takes no room on a full disk. Raises OSError.

        Not `durable`, it survives a kill but not a power cut: the record then lags, which harms nothing.
        """
        with self._lock:
            turn = self._turns.get(record.till, 0) + 1
            try:
                _overwrite(self._path(record.till), turn, record, durable)
            except FileNotFoundError:
                self._create(turn, record)
            self._turns[record.till] = turn

    def kept_for(self, place: str) -> Record | None:
        """Return the record of a till that had its database at `place` on this machine; None when there was none."""
        here = machine()
        for path in sorted(self.folder.glob("*.seen")):
            try:
                record = self.read(path.stem)
            except OSError:
                continue
            if record is not None and record.place == place and (not here or record.machine in {"", here}):
                return record
        return None

    def give_up(self, till: str) -> None:
        """Lay the record of lost books aside: nobody is to miss them any more. Raises OSError."""
        os.replace(self._path(till), self._path(till).with_suffix(".lost"))

    def _path(self, till: str) -> Path:
        return self.folder / f"{till}.seen"

    def _create(self, turn: int, record: Record) -> None:
        """Create the file, durable with its name before anybody relies on it."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._path(record.till)
        side = path.with_suffix(".new")
        with side.open("wb") as file:
            file.write(_sealed(turn, record) * _SLOTS)
            file.flush()
            os.fsync(file.fileno())
        os.replace(side, path)
        _sync_names(self.folder)


def judge(told: bool, mac: bytes | None, record: Record | None, here: Record) -> Origin:
    """Return where the database comes from, judged by the record outside it.

    `told`: the database says that a record was made; `mac`: of its entry with the record's number, if it has one.

    `here` is what the database would write down now.
    """
    if record is None:
        return Origin.COPIED if told else Origin.NEW
    if record.place != here.place or (record.machine and here.machine and record.machine != here.machine):
        return Origin.COPIED
    return Origin.SAME if record.head.mac == mac else Origin.RESTORED


def place(path: Path) -> str:
    """Return a digest of where a database is."""
    return hashlib.sha256(os.path.normcase(os.path.realpath(path)).encode(errors="surrogateescape")).hexdigest()[:32]


def service(address: str) -> str:
    """Return a digest of the address that a database belongs to; empty for none."""
    return hashlib.sha256(b"counterfoil/service/" + address.encode()).hexdigest()[:32] if address else ""


def machine() -> str:
    """Return a digest that tells this machine from others; empty where the system has no name for itself."""
    name = _machine_id()
    return hashlib.sha256(b"counterfoil/machine/" + name.encode()).hexdigest()[:32] if name else ""


if sys.platform == "win32":
    import winreg

    def _machine_id() -> str:
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        except OSError:
            return ""

    def _sync_names(_folder: Path) -> None:
        """Make a folder's names durable; Windows does so itself."""
else:

    def _machine_id() -> str:
        try:
            return MACHINE_ID.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            return ""

    def _sync_names(folder: Path) -> None:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _overwrite(path: Path, turn: int, record: Record, durable: bool) -> None:
    with path.open("r+b", buffering=0) as file:
        file.seek(turn % _SLOTS * _SLOT)
        file.write(_sealed(turn, record))
        if durable:
            os.fsync(file.fileno())


def _sealed(turn: int, record: Record) -> bytes:
    values = [turn, record.till, record.place, record.machine, record.epoch, record.head.number, record.head.mac.hex()]
    values += [record.commit, record.changed, record.service]
    text = canonical(values)
    return f"{_sum(text)} {text}".encode().ljust(_SLOT - 1) + b"\n"


def _opened(slot: bytes) -> tuple[int, Record] | None:
    """Return the record of a slot, None for half a slot or none of ours.

    Three fields came later, and a newer program may have written more: a record that an update has to be taken back
    behind, or that of another till, stays readable.
    """
    total, _, text = slot.decode("ascii", "replace").strip().partition(" ")
    if total != _sum(text):
        return None
    turn, till, place, machine, epoch, number, mac, *more = json.loads(text)
    commit, changed, service = [*more, *_LATER[len(more) :]][: len(_LATER)]
    return turn, Record(till, place, machine, epoch, Head(number, bytes.fromhex(mac)), commit, changed, service)


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
