"""The callers' own names of acts. One is kept for ever, with the operation that it was first given for."""

from __future__ import annotations

from dataclasses import dataclass

from core.store import outbox
from core.store.database import Connection, run
from core.store.outbox import Operation

_ADD = "INSERT INTO operation_references (reference, operation_id, amount) VALUES (:reference, :operation_id, :amount)"
_OF = "SELECT operation_id, amount FROM operation_references WHERE reference = :reference"


@dataclass(frozen=True, slots=True)
class ReferencedOperation:
    """What a reference was first given for. `amount` is what was asked for then, minor units; None for no amount."""

    operation: Operation
    amount: int | None


def find(conn: Connection, reference: str) -> ReferencedOperation | None:
    row: tuple[str, int | None] | None = run(conn, _OF, {"reference": reference}).fetchone()
    return None if row is None else ReferencedOperation(outbox.require(conn, row[0]), row[1])


def add(conn: Connection, reference: str, operation_id: str, amount: int | None) -> None:
    """Keep a reference that is new."""
    run(conn, _ADD, {"reference": reference, "operation_id": operation_id, "amount": amount})
