"""Orders of several cards and their rows. A row has an operation as soon as its card was accepted, and never two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, null, or_, select, text, update

from core.domain.operation import State
from core.domain.outcome import Said
from core.store import said as said_json
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


def add(connection: Connection, batch: dict[str, Any], rows: Sequence[dict[str, Any]]) -> None:
    connection.execute(BATCHES.insert(), batch)
    connection.execute(BATCH_ROWS.insert(), rows)


def counts(connection: Connection, batch_id: str = "", most: int = 50) -> list[RowMapping]:
    """Orders with how many of their cards stand how, newest first; of all, or of one."""
    return list(connection.execute(_COUNTS, {"batch_id": batch_id, "most": most}).mappings())


def rows(connection: Connection, batch_id: str) -> list[RowMapping]:
    """Each row with its operation, in the order of the file."""
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
    return list(connection.execute(statement).mappings())


def next_row(connection: Connection, batch_id: str) -> RowMapping | None:
    """The first row that nothing was done for yet; None once the order was stopped or is through."""
    statement = (
        select(BATCH_ROWS)
        .join(BATCHES)
        .where(BATCH_ROWS.c.batch_id == batch_id, _untouched(), ~BATCHES.c.stopped)
        .order_by(BATCH_ROWS.c.number)
        .limit(1)
    )
    return connection.execute(statement).mappings().one_or_none()


def take(connection: Connection, batch_id: str, number: int, operation_id: str) -> bool:
    """The row has its operation now. False when it had one already, or the order was stopped meanwhile."""
    stopped = select(BATCHES.c.batch_id).where(BATCHES.c.stopped)
    at = and_(_at(batch_id, number), _untouched(), BATCH_ROWS.c.batch_id.not_in(stopped))
    return connection.execute(update(BATCH_ROWS).where(at).values(operation_id=operation_id)).rowcount == 1


def release(connection: Connection, batch_id: str, number: int) -> None:
    """Its operation was taken back before it was sent: the row is to be done again."""
    connection.execute(update(BATCH_ROWS).where(_at(batch_id, number)).values(operation_id=None))


def blame(connection: Connection, batch_id: str, number: int, said: Said) -> None:
    """The row cannot be done as it is."""
    at = and_(_at(batch_id, number), _untouched())
    connection.execute(update(BATCH_ROWS).where(at).values(said=said_json.to_json(said)))


def reopen(connection: Connection, batch_id: str) -> int:
    """What was refused may be tried again. Returns how many rows that are."""
    refused = select(OPERATIONS.c.operation_id).where(OPERATIONS.c.state.in_(_UNMADE))
    failed = or_(BATCH_ROWS.c.said.is_not(None), BATCH_ROWS.c.operation_id.in_(refused))
    at = and_(BATCH_ROWS.c.batch_id == batch_id, failed, BATCH_ROWS.c.sealed.is_not(None))
    return connection.execute(update(BATCH_ROWS).where(at).values(operation_id=None, said=null())).rowcount


def stop(connection: Connection, batch_id: str) -> None:
    """For good. Rows without a card give their keys back, so that another order may have them, and their contents."""
    connection.execute(update(BATCHES).where(BATCHES.c.batch_id == batch_id).values(stopped=True))
    unmade = and_(BATCH_ROWS.c.batch_id == batch_id, BATCH_ROWS.c.operation_id.is_(None))
    connection.execute(update(BATCH_ROWS).where(unmade).values(key="", sealed=None))


def wipe(connection: Connection, batch_id: str) -> None:
    """Forgets the contents of rows whose card is made; the sale has what is still needed."""
    made = select(OPERATIONS.c.operation_id).where(OPERATIONS.c.state.in_(_MADE))
    at = and_(BATCH_ROWS.c.batch_id == batch_id, BATCH_ROWS.c.operation_id.in_(made))
    connection.execute(update(BATCH_ROWS).where(at).values(sealed=None))


@dataclass(frozen=True, slots=True)
class Ordered:
    """A row that an order has under a key. `waits`: it still has to be made."""

    content: str
    waits: bool


def ordered(connection: Connection, keys: Iterable[str]) -> dict[str, Ordered]:
    """What is made, or still to be made, under these keys; what was refused in the end does not count."""
    wanted, found = list(keys), dict[str, Ordered]()
    for at in range(0, len(wanted), _CHUNK):
        statement = (
            select(BATCH_ROWS.c.key, BATCH_ROWS.c.content, _untouched().label("waits"))
            .outerjoin(OPERATIONS, OPERATIONS.c.operation_id == BATCH_ROWS.c.operation_id)
            .where(BATCH_ROWS.c.key.in_(wanted[at : at + _CHUNK]))
            .where(or_(OPERATIONS.c.state.is_(None), OPERATIONS.c.state.not_in(_UNMADE)))
        )
        found |= {row.key: Ordered(row.content, bool(row.waits)) for row in connection.execute(statement)}
    return found


def operations(connection: Connection) -> frozenset[str]:
    """The sales that belong to an order and whose code is still here."""
    statement = (
        select(BATCH_ROWS.c.operation_id)
        .join(OPERATIONS, OPERATIONS.c.operation_id == BATCH_ROWS.c.operation_id)
        .where(OPERATIONS.c.sealed_code.is_not(None))
    )
    return frozenset(connection.execute(statement).scalars())


def _at(batch_id: str, number: int) -> Any:
    return and_(BATCH_ROWS.c.batch_id == batch_id, BATCH_ROWS.c.number == number)


def _untouched() -> Any:
    return and_(BATCH_ROWS.c.operation_id.is_(None), BATCH_ROWS.c.said.is_(None))
