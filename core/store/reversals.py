"""What an operation moved, what was taken back of it, and what a card was spent on: the ground of a take-back."""

from __future__ import annotations

from sqlalchemy import Connection, text

from core.domain.operation import State
from core.domain.reversal import Original, TakenBack
from core.store.outbox import Operation
from core.store.projection import KNOWN_SQL
from core.store.states import UNSETTLED_SQL

_KNOWN = text(f"SELECT {KNOWN_SQL} FROM operations o WHERE o.operation_id = :operation_id")
_TAKEN_BACK = text(
    f"SELECT o.state, {KNOWN_SQL} AS known FROM operations o WHERE o.reverses = :operation_id"
    " AND o.operation_id <> :without ORDER BY o.seq"
)
_SPENT = text(
    f"""
    SELECT COALESCE(SUM(CASE WHEN o.state IN {UNSETTLED_SQL}
                             THEN o.want ELSE {KNOWN_SQL} END), 0)
    FROM operations o LEFT JOIN operations t ON t.operation_id = o.reverses
    WHERE o.card_id = :card_id AND COALESCE(t.kind, o.kind) IN ('redeem', 'cash-out')
      AND o.state NOT IN ('declined', 'cancelled')
    """
)


def original(conn: Connection, operation: Operation, without: str = "") -> Original:
    """Return the operation with all that was taken back of it so far, but for the take-back `without`."""
    rows = conn.execute(_TAKEN_BACK, {"operation_id": operation.operation_id, "without": without})
    return Original(
        kind=operation.kind,
        state=operation.state,
        card_id=operation.card_id,
        want=operation.want,
        known=int(conn.execute(_KNOWN, {"operation_id": operation.operation_id}).scalar_one()),
        step=bool(operation.replacement),
        taken_back=tuple(TakenBack(State(row.state), row.known) for row in rows),
    )


def spent(conn: Connection, card_id: int) -> int:
    """Return what this till took off the card and nobody put back, minor units; never below zero.

    What is on its way, or needs a person, counts as taken.
    """
    return max(0, -int(conn.execute(_SPENT, {"card_id": card_id}).scalar_one()))
