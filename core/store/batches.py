"""Orders of several cards and their rows. A row has an operation as soon as its card was accepted, and never two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, null, or_, select, text, update

from core.domain import message_json
from core.domain.operation import State
from core.domain.outcome import Message
from core.store.tables import BATCH_ROWS, BATCHES, OPERATIONS

Found = RowMapping
_CHUNK = 500
"""Below the variables that any SQLite takes in one statement."""
_UNMADE = [State.DECLINED.value, State.CANCELLED.value]
_MADE = [State.DONE.value, State.INFERRED.value]
_COUNTS = text(
    """
    SELECT b.batch_id, b.name, b.clerk, b.created_at, b.stopped,
      count(*) AS cards,
      count(*) FILTER (WHERE o.state IN ('done', 'inferred')) AS confirmed,
      count(*) FILTER (WHERE o.state NOT IN ('done', 'inferred', 'declined', 'cancelled', 'parked')) AS pending,
      count(*) FILTER (WHERE o.state = 'parked') AS parked,
      count(*) FILTER (WHERE o.state IN ('declined', 'cancelled') OR r.said IS NOT NULL) AS failed,
      count(*) FILTER (WHERE r.operation_id IS NULL AND r.said IS NULL) AS left_over,
      count(*) FILTER (WHERE o.sealed_code IS NOT NULL AND NOT coalesce(json_extract(o.payload, '$.handed_over'), 0)
                         AND o.state NOT IN ('declined', 'cancelled')) AS codes
    FROM batches b JOIN batch_rows r ON r.batch_id = b.batch_id
    LEFT JOIN operations o ON o.operation_id = r.operation_id
    WHERE :batch_id = '' OR b.batch_id = :batch_id
    GROUP BY b.batch_id ORDER BY b.created_at DESC LIMIT :most
    """
)


def add(conn: Connection, batch: dict[str, Any], rows: Sequence[dict[str, Any]]) -> None:
    conn.execute(BATCHES.insert(), batch)
    conn.execute(BATCH_ROWS.insert(), rows)


def counts(conn: Connection, batch_id: str = "", most: int = 50) -> list[RowMapping]:
    """Return orders with how many of their cards stand how, newest first; of all, or of one."""
    return list(conn.execute(_COUNTS, {"batch_id": batch_id, "most": most}).mappings())


def rows(conn: Connection, batch_id: str) -> list[RowMapping]:
    """Return each row with its operation, in the order of the file."""
    operation = OPERATIONS.c
    statement = (
        select(
            *(column for column in BATCH_ROWS.c if column.name != "sealed"),
            *(operation[name] for name in ("state", "offline", "card_id", "last_characters", "payload")),
            operation.said.label("operation_said"),
            operation.sealed_code.is_not(None).label("has_code"),
        )
        .select_from(BATCH_ROWS)
        .outerjoin(OPERATIONS, operation.operation_id == BATCH_ROWS.c.operation_id)
        .where(BATCH_ROWS.c.batch_id == batch_id)
        .order_by(BATCH_ROWS.c.number)
    )
    return list(conn.execute(statement).mappings())


def next_row(conn: Connection, batch_id: str) -> RowMapping | None:
    """Return the first row that nothing was done for yet; None once the order was stopped or is through."""
    statement = (
        select(*BATCH_ROWS.c, BATCHES.c.clerk, BATCHES.c.approver)
        .join(BATCHES)
        .where(BATCH_ROWS.c.batch_id == batch_id, _untouched(), ~BATCHES.c.stopped)
        .order_by(BATCH_ROWS.c.number)
        .limit(1)
    )
    return conn.execute(statement).mappings().one_or_none()


def take(conn: Connection, batch_id: str, number: int, operation_id: str) -> bool:
    """Give the row its operation. Returns False when it had one already, or the order was stopped meanwhile."""
    stopped = select(BATCHES.c.batch_id).where(BATCHES.c.stopped)
    at = and_(_at(batch_id, number), _untouched(), BATCH_ROWS.c.batch_id.not_in(stopped))
    return conn.execute(update(BATCH_ROWS).where(at).values(operation_id=operation_id)).rowcount == 1


def release(conn: Connection, batch_id: str, number: int) -> None:
    """Let the row be done again: its operation was taken back before it was sent."""
    conn.execute(update(BATCH_ROWS).where(_at(batch_id, number)).values(operation_id=None))


def blame(conn: Connection, batch_id: str, number: int, said: Message) -> None:
    """Note that the row cannot be done as it is."""
    at = and_(_at(batch_id, number), _untouched())
    conn.execute(update(BATCH_ROWS).where(at).values(said=message_json.to_json(said)))


def reopen(conn: Connection, batch_id: str) -> int:
    """Let what was refused be tried again. Returns how many rows that are."""
    refused = select(OPERATIONS.c.operation_id).where(OPERATIONS.c.state.in_(_UNMADE))
    failed = or_(BATCH_ROWS.c.said.is_not(None), BATCH_ROWS.c.operation_id.in_(refused))
    at = and_(BATCH_ROWS.c.batch_id == batch_id, failed, BATCH_ROWS.c.sealed.is_not(None))
    return conn.execute(update(BATCH_ROWS).where(at).values(operation_id=None, said=null())).rowcount


def stop(conn: Connection, batch_id: str) -> None:
    """Stop for good. Rows without a card give back their keys, for another order, and forget their contents."""
    conn.execute(update(BATCHES).where(BATCHES.c.batch_id == batch_id).values(stopped=True))
    unmade = and_(BATCH_ROWS.c.batch_id == batch_id, BATCH_ROWS.c.operation_id.is_(None))
    conn.execute(update(BATCH_ROWS).where(unmade).values(key="", sealed=None))


def stop_unfinished(conn: Connection) -> int:
    """Stop every order of which nothing was done for some row yet. Return how many there were."""
    open_rows = select(BATCH_ROWS.c.batch_id).where(_untouched())
    going = (~BATCHES.c.stopped, BATCHES.c.batch_id.in_(open_rows))
    return conn.execute(update(BATCHES).where(*going).values(stopped=True)).rowcount


def wipe(conn: Connection, batch_id: str) -> None:
    """Forget the contents of rows whose card is made; the sale has what is still needed."""
    made = select(OPERATIONS.c.operation_id).where(OPERATIONS.c.state.in_(_MADE))
    at = and_(BATCH_ROWS.c.batch_id == batch_id, BATCH_ROWS.c.operation_id.in_(made))
    conn.execute(update(BATCH_ROWS).where(at).values(sealed=None))


@dataclass(frozen=True, slots=True)
class Ordered:
    """A row that an order has under a key. `waits`: it still has to be made."""

    content: str
    waits: bool


def ordered(conn: Connection, keys: Iterable[str]) -> dict[str, Ordered]:
    """Return what is made, or still to be made, under these keys; what was refused in the end does not count."""
    wanted, found = list(keys), dict[str, Ordered]()
    for at in range(0, len(wanted), _CHUNK):
        statement = (
            select(BATCH_ROWS.c.key, BATCH_ROWS.c.content, _untouched().label("waits"))
            .outerjoin(OPERATIONS, OPERATIONS.c.operation_id == BATCH_ROWS.c.operation_id)
            .where(BATCH_ROWS.c.key.in_(wanted[at : at + _CHUNK]))
            .where(or_(OPERATIONS.c.state.is_(None), OPERATIONS.c.state.not_in(_UNMADE)))
        )
        found |= {row.key: Ordered(row.content, bool(row.waits)) for row in conn.execute(statement)}
    return found


def operations(conn: Connection) -> frozenset[str]:
    """Return the sales that belong to an order and whose code is still here."""
    statement = (
        select(BATCH_ROWS.c.operation_id)
        .join(OPERATIONS, OPERATIONS.c.operation_id == BATCH_ROWS.c.operation_id)
        .where(OPERATIONS.c.sealed_code.is_not(None))
    )
    return frozenset(conn.execute(statement).scalars())


def _at(batch_id: str, number: int) -> Any:
    return and_(BATCH_ROWS.c.batch_id == batch_id, BATCH_ROWS.c.number == number)


def _untouched() -> Any:
    return and_(BATCH_ROWS.c.operation_id.is_(None), BATCH_ROWS.c.said.is_(None))
