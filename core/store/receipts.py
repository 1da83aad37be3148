"""Receipts that are not on paper yet, oldest first. No code is among their words but its last four."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from core.domain import message_json
from core.domain.outcome import Message
from core.domain.receipt import Receipt, WaitingReceipt, from_json, to_json
from core.store.tables import RECEIPTS


def keep(conn: Connection, subject: str, words: Receipt, late: str, at: float) -> int:
    """Keep a receipt; return its number. One of the same sale that waits already is replaced: newer is truer."""
    values = {"subject": subject, "receipt": to_json(words), "late": late}
    statement = insert(RECEIPTS).values(values | {"made_at": at})
    statement = statement.on_conflict_do_update(index_elements=["subject"], set_=values)
    return int(conn.execute(statement.returning(RECEIPTS.c.number)).scalar_one())


def waiting(conn: Connection) -> tuple[WaitingReceipt, ...]:
    rows = conn.execute(select(RECEIPTS).order_by(RECEIPTS.c.number)).mappings()
    return tuple(_row(dict(row)) for row in rows)


def waits(conn: Connection, subject: str) -> bool:
    """Tell whether the receipt of this sale, named by its first operation, is not on paper yet."""
    return conn.execute(select(RECEIPTS.c.number).where(RECEIPTS.c.subject == subject)).first() is not None


def get(conn: Connection, number: int) -> WaitingReceipt | None:
    row = conn.execute(select(RECEIPTS).where(RECEIPTS.c.number == number)).mappings().one_or_none()
    return None if row is None else _row(dict(row))


def count(conn: Connection) -> int:
    return int(conn.execute(select(func.count()).select_from(RECEIPTS)).scalar_one())


def failed(conn: Connection, number: int, problem: Message, at: float) -> None:
    """Note that it was tried once more, in vain."""
    statement = update(RECEIPTS).where(RECEIPTS.c.number == number)
    values = {"tries": RECEIPTS.c.tries + 1, "tried_at": at, "problem": message_json.to_json(problem)}
    conn.execute(statement.values(values))


def remove(conn: Connection, number: int) -> bool:
    """Remove a receipt; False when there is none of that number."""
    return bool(conn.execute(delete(RECEIPTS).where(RECEIPTS.c.number == number)).rowcount)


def _row(row: dict[str, Any]) -> WaitingReceipt:
    return WaitingReceipt(
        number=row["number"],
        operation_id=row["subject"],
        receipt=from_json(row["receipt"]),
        late=row["late"],
        made_at=row["made_at"],
        tries=row["tries"],
        tried_at=row["tried_at"],
        problem=message_json.from_json(row["problem"]),
    )
