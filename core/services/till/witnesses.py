"""What a start that may be from a copy or a backup does about all that is open (docs/protocol.md D6)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.domain.operation import MONEY_KINDS, Kind
from core.domain.outcome import Message
from core.domain.witness import Witness
from core.services.books.journal import Journal
from core.services.outbox import audit
from core.store import batches, binding, cards, notes, outbox
from core.store.database import Connection
from core.store.outbox import Operation

_PATH = "till.path"


def call_witnesses(conn: Connection, opened: Sequence[Operation]) -> None:
    """Send amounts only while their card is as this database last saw or wrote it, and look for cards first."""
    for operation in opened:
        if operation.kind in MONEY_KINDS:
            card = cards.get(conn, operation.card_id)
            seen = Witness() if card is None else Witness(card.balance, card.updated_at)
            outbox.call_witness(conn, operation.operation_id, seen)
        elif operation.kind is Kind.ISSUE:
            outbox.call_witness(conn, operation.operation_id, Witness())


def park_all(journal: Journal, conn: Connection, opened: Sequence[Operation], now: float) -> None:
    """Leave all to a person: the till that this is a copy of is still there, and sends the same."""
    said = Message("park.copied")
    for operation in opened:
        # in doubt: a sale is looked for by its tag before its code is ever asked for again
        outbox.park(conn, operation.operation_id, said, now, touched=True, ever_doubted=True)
        audit.parked(journal, conn, operation.operation_id, said)


def stop_orders(conn: Connection) -> int:
    """Make no further card of an order: another copy may have made the rest. Return how many orders were stopped."""
    return batches.stop_unfinished(conn)


def move_here(conn: Connection, path: Path) -> bool:
    """Keep where the database is; return whether one is still at work where this one was before: then this is a copy.

    One that said goodbye sends nothing any more.
    """
    before = notes.watermark(conn, _PATH)
    here = str(path.resolve())
    if before != here:
        notes.set_watermark(conn, _PATH, here)
    if before in {None, here}:
        return False
    there = Path(before or "")
    return there.is_file() and not binding.is_left(there)
