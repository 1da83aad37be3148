"""The audit journal: who did what, in a chain that shows every change, written in the transaction it tells of.

No secret is ever in it: of a code the last four characters, of money the minor units, no free text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from core.clock import Clock
from core.domain.chain import Entry, Head, canonical, link
from core.domain.staff import ITSELF, Author
from core.errors import CannotStart
from core.store import journal
from core.store.database import Connection, after_commit, author_of, sign

Permit = Callable[[Connection], Author]
"""What lets one act of a person through, called in its transaction. Raises SignInNeeded or ApprovalNeeded."""


def by_itself(conn: Connection) -> Author:
    """Let through what the till does without anybody."""
    sign(conn, ITSELF)
    return ITSELF


class Journal:
    """`write` adds one entry; nothing changes or removes one. Thread-safe by the transaction it is given."""

    def __init__(self, key: bytes, clock: Clock) -> None:
        self._key = key
        self._clock = clock
        self._told: Callable[[Head], None] | None = None
        self.epoch = 0
        """Which start of the till writes: operations are stamped with it."""

    def begin(self, epoch: int, told: Callable[[Head], None]) -> None:
        """Let this process alone write from now on. `told` hears of the head after every commit."""
        self.epoch, self._told = epoch, told

    def write(
        self,
        conn: Connection,
        what: str,
        operation_id: str | None = None,
        values: Mapping[str, object] | None = None,
    ) -> Head:
        """Add an entry of plain JSON values, in the name of the transaction's author.

        Raises CannotStart once another process took the folder over, and LookupError for a transaction that nobody
        signed: then a verb goes past the gate (core/services/people/gate.py).
        """
        author = author_of(conn)
        if author is None or not author.name:
            raise LookupError(f"nobody stands behind the entry {what!r}")
        if self._told is not None and journal.epoch(conn) != self.epoch:
            raise CannotStart("start.taken_over")
        before = journal.head(conn)
        columns = (before.number + 1, self._clock.wall(), what, operation_id, canonical(_signed(author, values or {})))
        head = Head(columns[0], link(self._key, before.mac, columns))
        journal.append(conn, Entry(*columns, head.mac))
        if self._told is not None:
            after_commit(conn, "journal", partial(self._told, head))
        return head


def _signed(author: Author, values: Mapping[str, object]) -> dict[str, object]:
    """Return the values with who stands behind them. `clerk`, where it is among them, stands on the operation."""
    approved = {"approver": author.approver} if author.approver else {}
    return {**approved, **values, "who": author.name}
