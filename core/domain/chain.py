"""The audit journal as a chain: the mac of an entry covers all of it and the mac before it (SECURITY.md section 1).

Whoever lacks the key can neither change, drop, insert nor reorder an entry without the next mac telling; what is cut
off at the end shows against a count that is kept elsewhere.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass

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

    def follows(self, key: bytes, before: bytes) -> bool:
        """Whether this entry, as it stands, was written with `key` after the entry with the mac `before`."""
        made = link(key, before, (self.number, self.at, self.what, self.operation_id, self.text))
        return hmac.compare_digest(made, self.mac)


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry: how many there are, and its mac."""

    number: int
    mac: bytes


NOTHING = Head(0, ORIGIN)


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain stops being whole. `kind` is changed, missing, order or cut; entries `first` to `last`."""

    kind: str
    first: int
    last: int


def canonical(values: object) -> str:
    """JSON that is the same for the same values: sorted, without blanks, ASCII."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def link(key: bytes, before: bytes, columns: tuple[int, float, str, str | None, str]) -> bytes:
    """The mac of an entry: 32 bytes."""
    return hmac.digest(key, before + canonical(columns).encode(), "sha256")


def walk(key: bytes, entries: Iterable[Entry], kept: Head, start: Head = NOTHING) -> Break | None:
    """The first break after `start`, or None when all is whole and reaches at least the head `kept` elsewhere."""
    last = start
    for entry in entries:
        if entry.number != last.number + 1:
            return _gap(last.number, entry.number)
        if not entry.follows(key, last.mac) or (entry.number == kept.number and entry.mac != kept.mac):
            return Break("changed", entry.number, entry.number)
        last = Head(entry.number, entry.mac)
    return Break("cut", last.number + 1, kept.number) if last.number < kept.number else None


def _gap(last: int, found: int) -> Break:
    return Break("missing", last + 1, found - 1) if found > last + 1 else Break("order", last + 1, last + 1)
