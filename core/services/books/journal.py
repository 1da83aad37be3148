"""The audit journal: who did what, in a chain that shows every change, written in the transaction it tells of.

No secret is ever in it: of a code the last four characters, of money the minor units, no free text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from core.clock import Clock
from core.domain.chain import Entry, Head, canonical, link
from core.errors import CannotStart
from core.store import journal
from core.store.database import Session, after_commit


class Journal:
    """`write` adds one entry; nothing changes or removes one. Thread-safe by the transaction it is given."""

    def __init__(self, key: bytes, clock: Clock) -> None:
        self._key = key
        self._clock = clock
        self._told: Callable[[Head], None] | None = None
        self.epoch = 0
        """Which start of the till writes: operations are stamped with it."""

    def begin(self, epoch: int, told: Callable[[Head], None]) -> None:
        """From now on this process alone writes. `told` hears of the head after every commit."""
        self.epoch, self._told = epoch, told

    def write(
        self,
        transaction: Session,
        what: str,
        operation_id: str | None = None,
        values: Mapping[str, object] | None = None,
    ) -> Head:
        """Adds an entry of plain JSON values. Raises CannotStart once another process took the folder over."""
        if self._told is not None and journal.epoch(transaction) != self.epoch:
            raise CannotStart("start.taken_over")
        before = journal.head(transaction)
        columns = (before.number + 1, self._clock.wall(), what, operation_id, canonical(values or {}))
        head = Head(columns[0], link(self._key, before.mac, columns))
        journal.append(transaction, Entry(*columns, head.mac))
        if self._told is not None:
            after_commit(transaction, "journal", partial(self._told, head))
        return head
