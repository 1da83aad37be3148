"""The audit journal as a whole: is it as it was written, and a signed copy of it in a file."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.domain.chain import KEY, NOTHING, Break, Entry, Head, canonical, walk
from core.domain.outcome import Said
from core.errors import BadInput, StorageFailed
from core.services.books.journal import Journal
from core.store import journal
from core.store.database import Database
from core.vault import Vault

_LONGEST_LINE = 1 << 20


@dataclass(frozen=True, slots=True)
class Checked:
    """`said` is the one sentence; `fault` None: the chain is whole. `at` is the entry to look at first."""

    entries: int
    said: Said
    whole: bool
    at: int | None = None


class Book:
    """The journal of one database."""

    def __init__(self, database: Database, vault: Vault, written: Journal) -> None:
        self._database = database
        self._vault = vault
        self._written = written

    def check(self, kept: Head = NOTHING) -> Checked:
        """Walks the whole chain, which must reach the head that was `kept` outside, if one is known."""
        with self._database.reading() as transaction:
            rows = list(journal.entries(transaction))
        checked = _checked(rows, walk(self._vault.journal_key, rows, kept))
        gap = _gap(rows)
        if gap is None or not checked.whole:
            return checked
        return Checked(len(rows), Said("journal.gap", gap.values), False, gap.number)

    def export(self, path: Path) -> int:
        """Writes all entries and their signature; returns how many. Raises StorageFailed: an older file then stays."""
        with self._database.reading() as transaction:
            rows = list(journal.entries(transaction))
        lines = [_line(entry) for entry in rows]
        head = rows[-1].mac.hex() if rows else ""
        total = hashlib.sha256("".join(lines).encode())
        signed = {"entries": len(rows), "head": head, "key": self._vault.key_id}
        signature = _signature(self._vault, signed, total.hexdigest())
        _write(path, [*lines, canonical(signed | {"signature": signature}) + "\n"])
        with self._database.writing() as transaction:
            self._written.write(transaction, "exported", values=signed | {"file": path.name})
        return len(rows)


def check_file(path: Path, vault: Vault) -> Checked:
    """An exported file against the till's key alone. Raises BadInput for what is no such file."""
    total = hashlib.sha256()
    lines = list(_read(path))
    try:
        signed = json.loads(lines[-1])
        signature = signed.pop("signature")
        kept = Head(int(signed["entries"]), bytes.fromhex(signed["head"]))
        rows = [_parsed(line) for line in lines[:-1]]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        raise BadInput("journal.file_shape", path=path) from None
    if signed.get("key") != vault.key_id:
        return Checked(len(rows), Said("journal.file_key", {"path": str(path)}), False)
    for line in lines[:-1]:
        total.update(line.encode())
    fault = walk(vault.journal_key, rows, kept)
    genuine = hmac.compare_digest(_signature(vault, signed, total.hexdigest()), str(signature))
    if fault is None and not genuine:
        return Checked(len(rows), Said("journal.file_changed", {"path": str(path)}), False)
    return _checked(rows, fault)


def _checked(rows: list[Entry], fault: Break | None) -> Checked:
    if fault is not None:
        kind = "journal.changed_earlier" if fault.kind == "changed" and fault.last > fault.first else fault.kind
        key = kind if kind.startswith("journal.") else f"journal.{kind}"
        return Checked(len(rows), Said(key, {"first": fault.first, "last": fault.last}), False, fault.first)
    earlier = max((entry.number - 1 for entry in rows if entry.what == KEY), default=0)
    if earlier:
        return Checked(len(rows), Said("journal.whole_keys", {"count": len(rows), "earlier": earlier}), True)
    return Checked(len(rows), Said("journal.whole", {"count": len(rows)}), True)


def _gap(rows: list[Entry]) -> Entry | None:
    """A start that found less than the till had written. An export after it keeps that for good and ends the alarm."""
    exported = max((entry.number for entry in rows if entry.what == "exported"), default=0)
    return next((entry for entry in rows if entry.what == "restored" and entry.number > exported), None)


def _line(entry: Entry) -> str:
    fields = {
        "number": entry.number,
        "at": entry.at,
        "what": entry.what,
        "operation_id": entry.operation_id,
        "values": json.loads(entry.text),
        "mac": entry.mac.hex(),
    }
    return canonical(fields) + "\n"


def _parsed(line: str) -> Entry:
    fields = json.loads(line)
    return Entry(
        int(fields["number"]),
        float(fields["at"]),
        fields["what"],
        fields["operation_id"],
        canonical(fields["values"]),
        bytes.fromhex(fields["mac"]),
    )


def _signature(vault: Vault, signed: dict[str, object], total: str) -> str:
    return hmac.digest(vault.journal_key, f"export {canonical(signed)} {total}".encode(), "sha256").hex()


def _read(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="ascii", newline="\n") as file:
            while line := file.readline(_LONGEST_LINE):
                yield line
    except UnicodeDecodeError:
        raise BadInput("journal.file_shape", path=path) from None
    except OSError as error:
        raise BadInput("journal.file", path=path, why=error.strerror or error) from error


def _write(path: Path, lines: list[str]) -> None:
    """To a side file first: whatever happens, the name shows the old file or the whole new one."""
    side = path.with_name(path.name + ".new")
    try:
        with side.open("w", encoding="ascii", newline="\n") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        os.replace(side, path)
    except OSError as error:
        _discard(side)
        raise StorageFailed("journal.unwritten", path=path, why=error.strerror or error) from error


def _discard(side: Path) -> None:
    try:
        side.unlink(missing_ok=True)
    except OSError:
        return  # what is left of it is in nobody's way
