"""The audit journal: who did what, in a chain that shows every change, written in the transaction it tells of.

No secret is ever in it: of a code the last four characters, of money the minor units, and no free text.
"""

from __future__ import annotations

from typing import Any

from core.clock import Clock
from core.domain.chain import Entry, Head, canonical, link
from core.store import journal
from core.store.database import Session


class Journal:
    """`write` adds one entry; there is no way to change or remove one."""

    def __init__(self, key: bytes, clock: Clock) -> None:
        self._key = key
        self._clock = clock

    def write(self, transaction: Session, what: str, operation_id: str | None = None, values: Any = None) -> Head:
        """Adds an entry to the transaction that does what it tells. `values`: a dict of plain JSON values."""
        before = journal.head(transaction)
        columns = (before.number + 1, self._clock.wall(), what, operation_id, canonical(values or {}))
        mac = link(self._key, before.mac, columns)
        journal.append(transaction, Entry(*columns, mac))
        return Head(columns[0], mac)
