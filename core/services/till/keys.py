"""The till's key was lost or exchanged: what it sealed is kept and left to a person, everything else goes on.

A shop must be able to take its customers' cards with a new key; that it is a new one is said, and never forgotten.
"""

from __future__ import annotations

from core.domain.chain import KEY, digest
from core.domain.outcome import Said
from core.services.books.journal import Journal
from core.services.outbox import audit
from core.store import journal, notes, outbox
from core.store.database import Session
from core.store.outbox import Operation
from core.vault import Vault


def note_key(transaction: Session, vault: Vault, written: Journal, now: float) -> tuple[Said, ...]:
    """Remembers which key this database belongs to. A new one begins a new stretch of the journal's chain."""
    before = notes.watermark(transaction, "key.id")
    if before == vault.key_id:
        return ()
    notes.set_watermark(transaction, "key.id", vault.key_id)
    closed = [operation for operation in unopened(transaction, vault) if operation.open]
    if before is None and not closed:
        return ()
    earlier = digest(journal.entries(transaction))
    values = {"was": before, "is": vault.key_id, "before": earlier, "parked": len(closed)}
    written.write(transaction, KEY, values=values)
    for operation in closed:
        outbox.park(transaction, operation.operation_id, Said("park.sealed"), now)
        audit.parked(written, transaction, operation.operation_id, Said("park.sealed"))
    return (Said("start.key_replaced", {"count": len(closed)}),)


def unopened(transaction: Session, vault: Vault) -> list[Operation]:
    """The sales whose kept code does not open with this key."""
    return [
        operation
        for operation in outbox.sealed(transaction)
        if operation.sealed_code is not None and vault.unseal(operation.sealed_code, operation.operation_id) is None
    ]
