"""The audit journal as a whole: is it as it was written, and a signed copy of it in a file."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.data_folder.whole_file import write_whole
from core.domain.chain import KEY, NOTHING, Break, Entry, Head, canonical, contains, walk
from core.domain.outcome import Message
from core.errors import BadInput, RuleRefused
from core.security.vault import Vault
from core.services.books.journal import Journal, Permit
from core.store import journal
from core.store.database import Database

_LONGEST_LINE = 1 << 20
_ENDED = "alarm-ended"
_HEAD_SHOWN = 16
"""Hexadecimal digits of the last entry's mac: enough to compare with a note on paper."""


@dataclass(frozen=True, slots=True)
class Checked:
    """`message` is the one sentence; `fault` None: the chain is whole. `at` is the entry to look at first."""

    entries: int
    message: Message
    whole: bool
    at: int | None = None
    head: str = ""
    """The beginning of the last entry's mac: with the number of entries, what is noted outside the till."""


class Book:
    """The journal of one database."""

    def __init__(self, database: Database, vault: Vault, written: Journal, permit: Permit | None = None) -> None:
        """Open the journal; without `permit` it is only checked, as that of a folder that no till has open."""
        self._database = database
        self._vault = vault
        self._written = written
        self._permit = permit

    def check(self, kept: Head = NOTHING, remembered: Head = NOTHING) -> Checked:
        """Check the whole chain, which must reach the head that was `kept` outside, if one is known.

        It must contain the head that is `remembered` in the keyring as well.
        """
        with self._database.reading() as conn:
            rows = list(journal.entries(conn))
        fault = walk(self._vault.journal_key, rows, kept)
        checked = _checked(rows, fault or contains(rows, remembered))
        gap = _gap(rows)
        if gap is None or not checked.whole:
            return checked
        key = "journal.gap" if gap.values.get("kept", 0) > gap.values["entries"] else "journal.other"
        return Checked(len(rows), Message(key, gap.values), False, gap.number, checked.head)

    def head(self) -> tuple[int, str]:
        """Return how many entries there are, and the beginning of the last one's mac; "" for none."""
        with self._database.reading() as conn:
            found = journal.head(conn)
        return found.number, found.mac.hex()[:_HEAD_SHOWN] if found.number else ""

    def export(self, path: Path) -> int:
        """Write all entries and their signature; return how many. Raises StorageFailed: an older file then stays."""
        assert self._permit is not None
        with self._database.writing() as conn:
            self._permit(conn)  # before a file is there
        with self._database.reading() as conn:
            rows = list(journal.entries(conn))
        lines = [_line(entry) for entry in rows]
        head = rows[-1].mac.hex() if rows else ""
        total = hashlib.sha256("".join(lines).encode())
        signed = {"entries": len(rows), "head": head, "key": self._vault.key_id}
        signature = _signature(self._vault, signed, total.hexdigest())
        write_whole(path, "".join([*lines, canonical(signed | {"signature": signature}) + "\n"]).encode("ascii"))
        with self._database.writing() as conn:
            self._permit(conn)
            self._written.write(conn, "exported", values=signed | {"file": path.name})
        return len(rows)

    def end_alarm(self, permit: Permit) -> int:
        """Write down that a manager has looked into a journal that was cut off or restored; return the entry of that.

        It is found whole again from here on. Raises RuleRefused where there is no such alarm, and what `permit` does.
        An entry that was changed, or is missing, is told for ever.
        """
        with self._database.writing() as conn:
            permit(conn)
            gap = _gap(list(journal.entries(conn)))
            if gap is None:
                raise RuleRefused("journal.no_alarm")
            self._written.write(conn, _ENDED, values={"entry": gap.number})
        return gap.number

    def note_file(self, what: str, rows: int) -> None:
        """Write down that a table is about to leave the till in a file. Raises SignInNeeded."""
        assert self._permit is not None
        with self._database.writing() as conn:
            self._permit(conn)
            self._written.write(conn, "file-saved", values={"what": what, "rows": rows})


def check_file(path: Path, vault: Vault) -> Checked:
    """Check an exported file against the till's key alone. Raises BadInput for what is no such file."""
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
        return Checked(len(rows), Message("journal.file_key", {"path": str(path)}), False)
    for line in lines[:-1]:
        total.update(line.encode())
    fault = walk(vault.journal_key, rows, kept)
    genuine = hmac.compare_digest(_signature(vault, signed, total.hexdigest()), str(signature))
    if fault is None and not genuine:
        return Checked(len(rows), Message("journal.file_changed", {"path": str(path)}), False)
    return _checked(rows, fault)


def _checked(rows: list[Entry], fault: Break | None) -> Checked:
    head = rows[-1].mac.hex()[:_HEAD_SHOWN] if rows else ""
    if fault is not None:
        kind = "journal.changed_earlier" if fault.kind == "changed" and fault.last > fault.first else fault.kind
        key = kind if kind.startswith("journal.") else f"journal.{kind}"
        return Checked(len(rows), Message(key, {"first": fault.first, "last": fault.last}), False, fault.first, head)
    earlier = max((entry.number - 1 for entry in rows if entry.what == KEY), default=0)
    if earlier:
        said = Message("journal.whole_keys", {"count": len(rows), "earlier": earlier})
        return Checked(len(rows), said, True, head=head)
    return Checked(len(rows), Message("journal.whole", {"count": len(rows)}), True, head=head)


def _gap(rows: list[Entry]) -> Entry | None:
    """Return the first start that found less than the till had written, and that no manager has answered for."""
    answered = max((entry.number for entry in rows if entry.what == _ENDED), default=0)
    return next((entry for entry in rows if entry.what == "restored" and entry.number > answered), None)


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
