"""Works an order off, one card after the other, each by the desk and the outbox like any single sale.

It goes on only while a person wants it to: a pause, a limit, a silent service or a new start stop it before the next
card, and what is made stays. A row and its operation are written in one transaction, so no row is ever made twice.
"""

from __future__ import annotations

import json
import threading
from functools import partial

from core.domain.batch import from_plain
from core.domain.outcome import Accepted, Outcome, Refused, Said
from core.errors import BadInput, NotFound, RuleRefused, ServiceFailed
from core.services.acts.desk import Desk
from core.services.books.journal import Journal
from core.services.outbox.replay import Replay
from core.store import batches
from core.store.batches import Found
from core.store.database import Database, Session
from core.vault import Vault

_IDLE_S = 3600.0
_REFUSALS_MOST = 3
"""In a row: the next ones would hardly fare better, and somebody should look."""


class BatchRun:
    """Thread-safe; one thread calls `step`. Orders go one after the other."""

    def __init__(self, database: Database, vault: Vault, desk: Desk, replay: Replay, journal: Journal) -> None:
        self._database = database
        self._vault = vault
        self._desk = desk
        self._replay = replay
        self._journal = journal
        self._lock = threading.Lock()
        self._going: list[str] = []
        self._held: dict[str, Said] = {}
        self._refusals = 0

    def go(self, batch_id: str) -> None:
        """The next `step` makes its next card."""
        with self._lock:
            self._held.pop(batch_id, None)
            self._refusals = 0
            if batch_id not in self._going:
                self._going.append(batch_id)

    def pause(self, batch_id: str) -> None:
        """No further card until `go`; the one on its way is finished."""
        self._hold(batch_id, None)

    def stop(self, batch_id: str) -> None:
        """No further card for good. What is made stays."""
        self.pause(batch_id)
        with self._database.writing() as transaction:
            batches.stop(transaction, batch_id)
            self._journal.write(transaction, "order-stopped", values={"order": batch_id})

    def going(self, batch_id: str) -> bool:
        with self._lock:
            return batch_id in self._going

    def held(self, batch_id: str) -> Said | None:
        """Why it stopped by itself; None when it did not."""
        with self._lock:
            return self._held.get(batch_id)

    def step(self) -> float:
        """Makes one card. Returns the seconds until another step is worth while. Raises StorageFailed."""
        with self._lock:
            batch_id = self._going[0] if self._going else None
        if batch_id is None:
            return _IDLE_S
        with self._database.reading() as transaction:
            row = batches.next_row(transaction, batch_id)
        if row is None:
            self._end(batch_id)
        else:
            self._make(batch_id, row)
        return 0.0

    def _make(self, batch_id: str, row: Found) -> None:
        content = self._vault.unseal(row["sealed"] or b"", f"{batch_id}/{row['number']}")
        if content is None:  # another till's key, or none
            self._refuse(batch_id, row, Said("batch.sealed"))
            return
        try:
            accepted = self._desk.submit(from_plain(json.loads(content)), also=partial(_taken, row))
        except (BadInput, RuleRefused) as error:
            self._refuse(batch_id, row, Said(error.key, error.values))
        except NotFound:
            return  # paused or stopped a moment ago
        else:
            self._send(batch_id, row, accepted)

    def _send(self, batch_id: str, row: Found, accepted: Accepted) -> None:
        try:
            outcome: Outcome = self._replay.run(accepted.operation_id)
        except ServiceFailed as error:  # it was taken back before it was sent
            self._release(batch_id, row, Said(error.key, error.values))
            return
        if not isinstance(outcome, Refused):
            self._refusals = 0
        elif _limited(outcome.said):
            self._release(batch_id, row, outcome.said)
        else:
            self._count_refusal(batch_id)

    def _refuse(self, batch_id: str, row: Found, said: Said) -> None:
        """A limit stops the order; anything else is this row's own, and the next one goes on."""
        if _limited(said):
            self._hold(batch_id, said)
            return
        with self._database.writing() as transaction:
            batches.blame(transaction, batch_id, row["number"], said)
        self._count_refusal(batch_id)

    def _count_refusal(self, batch_id: str) -> None:
        self._refusals += 1
        if self._refusals >= _REFUSALS_MOST:
            self._hold(batch_id, Said("batch.refusals"))

    def _release(self, batch_id: str, row: Found, said: Said) -> None:
        self._hold(batch_id, said)
        with self._database.writing() as transaction:
            batches.release(transaction, batch_id, row["number"])

    def _hold(self, batch_id: str, said: Said | None) -> None:
        with self._lock:
            if batch_id in self._going:
                self._going.remove(batch_id)
                if said is not None:
                    self._held[batch_id] = said

    def _end(self, batch_id: str) -> None:
        self._hold(batch_id, None)
        with self._database.writing() as transaction:
            batches.wipe(transaction, batch_id)


def _taken(row: Found, transaction: Session, accepted: Accepted) -> None:
    """Raises NotFound when the row is no longer to be made; then its sale is not accepted either."""
    if not batches.take(transaction, row["batch_id"], row["number"], accepted.operation_id):
        raise NotFound("batch.unknown")


def _limited(said: Said) -> bool:
    """By what the shop allows without a connection, not by the card."""
    return said.key.startswith("offline.")
