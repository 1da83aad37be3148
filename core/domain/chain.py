"""The audit journal as a chain: the mac of an entry covers all of it and the mac before it (docs/security.md 1).

Whoever lacks the key can neither change, drop, insert nor reorder an entry without the next mac telling; what is cut
off at the end shows against a count that is kept elsewhere.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

ORIGIN = bytes(32)
"""What stands before the first entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`at` is UTC epoch seconds by the till's clock; `text` is the entry's values as canonical JSON."""

    number: int
    at: float
    what: str
    operation_id: str | None
    text: str
    mac: bytes

    @property
    def columns(self) -> tuple[int, float, str, str | None, str]:
        """What the mac covers."""
        return self.number, self.at, self.what, self.operation_id, self.text

    @property
    def values(self) -> dict[str, Any]:
        return dict(json.loads(self.text))

    def follows(self, key: bytes, before: bytes) -> bool:
        """Return whether this entry, as it stands, was written with `key` after the entry with the mac `before`."""
        return hmac.compare_digest(link(key, before, self.columns), self.mac)


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry: how many there are, and its mac."""

    number: int
    mac: bytes


NOTHING = Head(0, ORIGIN)

KEY = "key"
"""What an entry is called that begins a stretch under another key."""


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain stops being whole: entries `first` to `last`.

    `kind` is changed, missing, order, cut or replaced.
    """

    kind: str
    first: int
    last: int


def canonical(values: object) -> str:
    """Return JSON that is the same for the same values: sorted, without blanks, ASCII."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def link(key: bytes, before: bytes, columns: tuple[int, float, str, str | None, str]) -> bytes:
    """Return the mac of an entry: 32 bytes."""
    return hmac.digest(key, before + canonical(columns).encode(), "sha256")


def digest(entries: Iterable[Entry]) -> str:
    """Return a hexadecimal digest of entries whose own key is gone, so that they cannot be changed from then on."""
    total = hashlib.sha256()
    for entry in entries:
        total.update(canonical([*entry.columns, entry.mac.hex()]).encode())
    return total.hexdigest()


def walk(key: bytes, entries: Iterable[Entry], kept: Head = NOTHING) -> Break | None:
    """Return the first break, or None when all is whole and reaches at least the head `kept` elsewhere.

    Entries under an earlier key are held together by the digest in the entry that brought the present one.
    """
    rows = list(entries)
    misplaced = _misplaced(rows)
    whole = rows[: misplaced.first - 1] if misplaced else rows
    fresh = max((at for at, entry in enumerate(rows) if entry.what == KEY), default=0)
    if misplaced is not None and misplaced.first <= fresh + 1:
        return misplaced
    return _changed(key, whole, fresh, kept) or misplaced or _cut(rows, kept)


def contains(entries: list[Entry], head: Head) -> Break | None:
    """Return a break unless the entry of this number is the one that `head` was taken from. They are in order."""
    if head.number > len(entries):
        return Break("cut", len(entries) + 1, head.number)
    if head.number and entries[head.number - 1].mac != head.mac:
        return Break("replaced", head.number, head.number)
    return None


def _misplaced(rows: list[Entry]) -> Break | None:
    """Return a break where an entry is missing, or not in its place."""
    for number, entry in enumerate(rows, 1):
        if entry.number > number:
            return Break("missing", number, entry.number - 1)
        if entry.number < number:
            return Break("order", number, number)
    return None


def _changed(key: bytes, rows: list[Entry], fresh: int, kept: Head) -> Break | None:
    """Return a break where an entry is not as it was written. `fresh`: how many stand under an earlier key."""
    before = rows[fresh - 1].mac if fresh else ORIGIN
    for entry in rows[fresh:]:
        if not entry.follows(key, before) or (entry.number == kept.number and entry.mac != kept.mac):
            return Break("changed", entry.number, entry.number)
        before = entry.mac
    if rows[fresh:] and rows[fresh].what == KEY and rows[fresh].values.get("before") != digest(rows[:fresh]):
        return Break("changed", 1, fresh)
    return None


def _cut(rows: list[Entry], kept: Head) -> Break | None:
    return Break("cut", len(rows) + 1, kept.number) if len(rows) < kept.number else None
