"""Works an order off, one card after the other, each by the desk and the outbox like any single sale.

It goes on only while a person wants it to: a pause, a limit, a silent service or a new start stop it before the next
card, and what is made stays. A row and its operation are written in one transaction, so no row is ever made twice.
"""

from __future__ import annotations

import json
import threading
from functools import partial

from core.domain.batch import from_plain
from core.domain.outcome import Accepted, Message, Outcome, Refused
from core.domain.permission import Permission
from core.domain.rights import Demand
from core.domain.staff import ITSELF, Author
from core.errors import BadInput, NotFound, RuleRefused, ServiceFailed
from core.services.books.journal import by_itself
from core.services.books.storage import Storage
from core.services.commands.desk import Desk
from core.services.commands.grant import Grant
from core.services.outbox.outbox import Outbox
from core.services.people.gate import Gate
from core.store import batches
from core.store.batches import Found
from core.store.database import Connection

_IDLE_S = 3600.0
_REFUSALS_MOST = 3
"""In a row: the next ones would hardly fare better, and somebody should look."""


class BatchRun:
    """Thread-safe; one thread at a time steps it. Orders go one after the other."""

    def __init__(self, storage: Storage, desk: Desk, outbox: Outbox, gate: Gate) -> None:
        self._database = storage.database
        self._vault = outbox.codes.vault
        self._desk = desk
        self._gate = gate
        self._replay = outbox.replay
        self._journal = storage.journal
        self._lock = threading.Lock()
        self._turn = threading.Lock()
        self._going: list[str] = []
        self._held: dict[str, Message] = {}
        self._refusals = 0

    def go(self, batch_id: str) -> None:
        """Let the next `step` make the next card of the order."""
        with self._lock:
            self._held.pop(batch_id, None)
            self._refusals = 0
            if batch_id not in self._going:
                self._going.append(batch_id)

    def pause(self, batch_id: str) -> None:
        """Make no further card until `go`; the one on its way is finished."""
        self._hold(batch_id, None)
        with self._database.writing() as conn:
            self._gate.permit(conn, Demand(Permission.ORDER, begun=True))
            self._journal.write(conn, "order-paused", values={"order": batch_id})

    def stop(self, batch_id: str) -> None:
        """Make no further card for good. What is made stays."""
        with self._database.writing() as conn:
            self._gate.permit(conn, Demand(Permission.ORDER, begun=True))
            self._hold(batch_id, None)
            batches.stop(conn, batch_id)
            self._journal.write(conn, "order-stopped", values={"order": batch_id})

    def going(self, batch_id: str) -> bool:
        with self._lock:
            return batch_id in self._going

    def held(self, batch_id: str) -> Message | None:
        """Return why the order stopped by itself; None when it did not."""
        with self._lock:
            return self._held.get(batch_id)

    def step(self) -> float:
        """Make one card. Returns the seconds until another step is worth while. Raises StorageFailed."""
        with self._turn:
            return self._step()

    def _step(self) -> float:
        with self._lock:
            batch_id = self._going[0] if self._going else None
        if batch_id is None:
            return _IDLE_S
        with self._database.reading() as conn:
            row = batches.next_row(conn, batch_id)
        if row is None:
            self._end(batch_id)
        else:
            self._make(batch_id, row)
        return 0.0

    def _make(self, batch_id: str, row: Found) -> None:
        content = self._vault.unseal(row["sealed"] or b"", f"{batch_id}/{row['number']}")
        if content is None:  # another till's key, or none
            self._refuse(batch_id, row, Message("batch.sealed"))
            return
        try:
            grant = Grant(partial(_let_through, Author(row["clerk"], row["approver"])))
            accepted = self._desk.submit(from_plain(json.loads(content)), partial(_taken, row), grant)
        except (BadInput, RuleRefused) as error:
            self._refuse(batch_id, row, Message(error.key, error.values))
        except NotFound:
            return  # paused or stopped a moment ago
        else:
            self._send(batch_id, row, accepted)

    def _send(self, batch_id: str, row: Found, accepted: Accepted) -> None:
        try:
            outcome: Outcome = self._replay.run(accepted.operation_id)
        except ServiceFailed as error:  # it was taken back before it was sent
            self._release(batch_id, row, Message(error.key, error.values))
            return
        if not isinstance(outcome, Refused):
            self._refusals = 0
        elif _limited(outcome.message):
            self._release(batch_id, row, outcome.message)
        else:
            self._count_refusal(batch_id)

    def _refuse(self, batch_id: str, row: Found, said: Message) -> None:
        """Stop the order at a limit; blame the row alone for anything else, and go on with the next one."""
        if _limited(said):
            self._hold(batch_id, said)
            return
        with self._database.writing(ITSELF) as conn:
            batches.blame(conn, batch_id, row["number"], said)
        self._count_refusal(batch_id)

    def _count_refusal(self, batch_id: str) -> None:
        self._refusals += 1
        if self._refusals >= _REFUSALS_MOST:
            self._hold(batch_id, Message("batch.refusals"))

    def _release(self, batch_id: str, row: Found, said: Message) -> None:
        self._hold(batch_id, said)
        with self._database.writing(ITSELF) as conn:
            batches.release(conn, batch_id, row["number"])

    def _hold(self, batch_id: str, said: Message | None) -> None:
        with self._lock:
            if batch_id in self._going:
                self._going.remove(batch_id)
                if said is not None:
                    self._held[batch_id] = said

    def _end(self, batch_id: str) -> None:
        self._hold(batch_id, None)
        with self._database.writing(ITSELF) as conn:
            batches.wipe(conn, batch_id)


def _let_through(author: Author, conn: Connection) -> Author:
    """Let the till carry out alone what was let through with the order."""
    by_itself(conn)
    return author


def _taken(row: Found, conn: Connection, accepted: Accepted) -> None:
    """Take the row for this sale. Raises NotFound when it is no longer to be made; then no sale is accepted either."""
    if not batches.take(conn, row["batch_id"], row["number"], accepted.operation_id):
        raise NotFound("batch.unknown")


def _limited(said: Message) -> bool:
    """Return whether the shop's limits without a connection refused it, and not the card."""
    return said.key.startswith("offline.")
