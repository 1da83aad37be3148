"""The balance shown is confirmed + pending: what is still on its way is summed from the outbox, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, text

PENDING_SQL: Final = """
    SELECT o.card_id AS card_id,
           SUM(CASE WHEN o.state = 'parked' THEN 0
                    ELSE (CASE WHEN o.aborted THEN 0 ELSE o.want END)
                         - COALESCE((SELECT SUM(a.amount) FROM attempts a WHERE a.operation_id = o.operation_id), 0) END
           ) AS pending,
           SUM(o.state = 'parked') AS unsettled
    FROM operations o
    WHERE o.state IN ('ready', 'leased', 'waiting', 'deferred', 'parked')
    GROUP BY o.card_id
"""
"""Per card: signed minor units on their way, and how many operations need a person."""


KNOWN_SQL: Final = """
    (COALESCE((SELECT SUM(a.amount) FROM attempts a WHERE a.operation_id = o.operation_id), 0)
     + COALESCE((SELECT s.amount FROM settlements s WHERE s.operation_id = o.operation_id), 0))
"""
"""What operation `o` changed on its card: what the service answered, and what a person settled beyond that."""

_OF_CARD = text(f"SELECT pending, unsettled FROM ({PENDING_SQL}) WHERE card_id = :card_id")
_EXPOSURE = text(
    f"""
    SELECT COALESCE(SUM(CASE WHEN state IN ('ready', 'leased', 'waiting', 'deferred', 'parked')
                             THEN ABS(want) ELSE 0 END), 0) AS till,
           COALESCE(SUM(CASE WHEN card_id <> :card_id OR shop_day <> :day OR state IN ('cancelled', 'declined') THEN 0
                             WHEN state = 'inferred' THEN ABS{KNOWN_SQL} ELSE ABS(want) END), 0) AS card_day,
           MIN(CASE WHEN state IN ('ready', 'leased', 'waiting', 'deferred') THEN created_at END) AS oldest
    FROM operations o WHERE offline
    """
)

_UNFINISHED = text(
    """
    SELECT currency, COUNT(*) AS operations, SUM(ABS(
        want - COALESCE((SELECT SUM(a.amount) FROM attempts a WHERE a.operation_id = o.operation_id), 0))) AS owed
    FROM operations o WHERE state IN ('ready', 'leased', 'waiting', 'deferred', 'parked')
    GROUP BY currency ORDER BY currency
    """
)


@dataclass(frozen=True, slots=True)
class Pending:
    """`amount` is what open operations will still change; `unsettled` counts the parked ones."""

    amount: int
    unsettled: int


def pending(connection: Connection, card_id: int) -> Pending:
    row = connection.execute(_OF_CARD, {"card_id": card_id}).one_or_none()
    return Pending(row.pending, row.unsettled) if row is not None else Pending(0, 0)


@dataclass(frozen=True, slots=True)
class Exposure:
    """What was accepted without a connection, minor units: still unresolved on this till, and on one card today.

    `oldest` is when the oldest that is still on its way was accepted, till time.
    """

    till: int
    card_day: int
    oldest: float | None = None


def exposure(connection: Connection, card_id: int, day: str) -> Exposure:
    row = connection.execute(_EXPOSURE, {"card_id": card_id, "day": day}).one()
    return Exposure(row.till, row.card_day, row.oldest)


def unfinished(connection: Connection) -> dict[str, tuple[int, int]]:
    """By currency: how many operations are on their way or need a person, and what they are still to change in all."""
    return {row.currency: (row.operations, row.owed) for row in connection.execute(_UNFINISHED).all()}
