"""The balance shown is confirmed + pending: what is still on its way is summed from the outbox, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, text

from core.store.database import run
from core.store.states import OPEN_SQL, UNSETTLED_SQL


def answered(operation: str = "o") -> str:
    """Return SQL for what the service answered that this operation changed on its card, as far as that counts.

    A write in doubt of which one copy was answered (docs/protocol.md D1) is pending as a whole while the operation is
    open: what that copy left is not on the card that we show either (core.services.outbox.operation_end.take_in).
    """
    doubted = f"a.fate IN ('pending', 'unknown') AND {operation}.state IN {OPEN_SQL}"
    return (
        f"COALESCE((SELECT SUM(a.amount) FROM attempts a WHERE a.operation_id = {operation}.operation_id"
        f" AND NOT ({doubted})), 0)"
    )


PENDING_OF_OPERATION: Final = f"""
    (CASE WHEN o.state NOT IN {OPEN_SQL} THEN 0 ELSE (CASE WHEN o.aborted THEN 0 ELSE o.want END) - {answered()} END)
"""
"""What operation `o` will still change on its card, signed minor units."""

_SUMMED: Final = f"""
    SELECT o.card_id AS card_id,
           SUM{PENDING_OF_OPERATION} AS pending,
           SUM(o.state = 'parked') AS unsettled
    FROM operations o
    WHERE o.state IN {UNSETTLED_SQL}"""

PENDING_SQL: Final = f"{_SUMMED} GROUP BY o.card_id"
"""Per card: signed minor units on their way, and how many operations need a person."""

PENDING_OF_CARD_SQL: Final = f"{_SUMMED} AND o.card_id = :card_id GROUP BY o.card_id"
"""The same of one card; no row when nothing is on its way. However long the queue is, the others are not read."""


KNOWN_SQL: Final = f"""
    ({answered()}
     + COALESCE((SELECT s.amount FROM settlements s WHERE s.operation_id = o.operation_id), 0))
"""
"""What operation `o` changed on its card: what the service answered, and what a person settled beyond that."""

MOVED_SQL: Final = f"""
    (CASE WHEN o.kind <> 'issue' THEN {KNOWN_SQL}
     WHEN o.card_id > 0 AND o.state IN ('done', 'inferred') THEN o.want ELSE 0 END)
"""
"""What operation `o` moved: the same, and a new card its whole value once it is made (core.domain.reversal)."""

TOLD_SQL: Final = f"(CASE WHEN o.kind = 'issue' AND o.card_id > 0 THEN {MOVED_SQL} ELSE {KNOWN_SQL} END)"
"""The same of what only a journal tells: it may know that a card is made, and not its number."""

_EXPOSURE = text(
    f"""
    SELECT COALESCE(SUM(CASE WHEN state IN {UNSETTLED_SQL}
                             THEN ABS(want) ELSE 0 END), 0) AS till,
           COALESCE(SUM(CASE WHEN card_id <> :card_id OR shop_day <> :day OR state IN ('cancelled', 'declined') THEN 0
                             WHEN state = 'inferred' THEN ABS{KNOWN_SQL} ELSE ABS(want) END), 0) AS card_day,
           MIN(CASE WHEN state IN {OPEN_SQL} THEN created_at END) AS oldest
    FROM operations o WHERE offline
    """
)

_UNFINISHED = text(
    f"""
    SELECT currency, COUNT(*) AS operations, SUM(ABS(want - {answered()})) AS owed
    FROM operations o WHERE state IN {UNSETTLED_SQL}
    GROUP BY currency ORDER BY currency
    """
)


@dataclass(frozen=True, slots=True)
class Pending:
    """`amount` is what open operations will still change; `unsettled` counts the parked ones."""

    amount: int
    unsettled: int


def pending(conn: Connection, card_id: int) -> Pending:
    row: tuple[int, int, int] | None = run(conn, PENDING_OF_CARD_SQL, {"card_id": card_id}).fetchone()
    return Pending(*row[1:]) if row is not None else Pending(0, 0)


@dataclass(frozen=True, slots=True)
class Exposure:
    """What was accepted without a connection, minor units: still unresolved on this till, and on one card today.

    `oldest` is when the oldest that is still on its way was accepted, till time.
    """

    till: int
    card_day: int
    oldest: float | None = None


def exposure(conn: Connection, card_id: int, day: str) -> Exposure:
    row = conn.execute(_EXPOSURE, {"card_id": card_id, "day": day}).one()
    return Exposure(row.till, row.card_day, row.oldest)


def unfinished(conn: Connection) -> dict[str, tuple[int, int]]:
    """Return by currency how many operations are on their way or need a person, and what they are still to change."""
    return {row.currency: (row.operations, row.owed) for row in conn.execute(_UNFINISHED).all()}
