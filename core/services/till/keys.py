"""The till's key was lost or exchanged: what it sealed is kept and left to a person, everything else goes on.

A shop must be able to take its customers' cards with a new key; that it is a new one is said, and never forgotten.
"""

from __future__ import annotations

from core.domain.chain import KEY, digest
from core.domain.outcome import Message
from core.security.vault import Vault
from core.services.books.journal import Journal
from core.services.outbox import audit
from core.store import journal, notes, outbox
from core.store.database import Connection
from core.store.outbox import Operation


def note_key(conn: Connection, vault: Vault, written: Journal, now: float) -> tuple[Message, ...]:
    """Remember which key this database belongs to. A new one begins a new stretch of the journal's chain."""
    before = notes.watermark(conn, "key.id")
    if before == vault.key_id:
        return ()
    notes.set_watermark(conn, "key.id", vault.key_id)
    closed = [operation for operation in unopened(conn, vault) if operation.open]
    if before is None and not closed:
        return ()
    earlier = digest(journal.entries(conn))
    values = {"was": before, "is": vault.key_id, "before": earlier, "parked": len(closed)}
    written.write(conn, KEY, values=values)
    for operation in closed:
        outbox.park(conn, operation.operation_id, Message("park.sealed"), now)
        audit.parked(written, conn, operation.operation_id, Message("park.sealed"))
    return (Message("start.key_replaced", {"count": len(closed)}),)


def unopened(conn: Connection, vault: Vault) -> list[Operation]:
    """Return the sales whose kept code does not open with this key."""
    return [
        operation
        for operation in outbox.sealed(conn)
        if operation.sealed_code is not None and vault.unseal(operation.sealed_code, operation.operation_id) is None
    ]
