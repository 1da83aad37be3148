"""Receipts that are not on paper yet, oldest first. No code is among their words but its last four."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from core.domain.outcome import Said
from core.domain.receipt import Receipt, WaitingReceipt, from_json, to_json
from core.store import said
from core.store.tables import RECEIPTS


def keep(connection: Connection, subject: str, words: Receipt, late: str, at: float) -> int:
    """Its number. One of the same sale that waits already is replaced: what is newer is truer."""
    values = {"subject": subject, "receipt": to_json(words), "late": late}
    statement = insert(RECEIPTS).values(values | {"made_at": at})
    statement = statement.on_conflict_do_update(index_elements=["subject"], set_=values)
    return int(connection.execute(statement.returning(RECEIPTS.c.number)).scalar_one())


def waiting(connection: Connection) -> tuple[WaitingReceipt, ...]:
    rows = connection.execute(select(RECEIPTS).order_by(RECEIPTS.c.number)).mappings()
    return tuple(_row(dict(row)) for row in rows)


def get(connection: Connection, number: int) -> WaitingReceipt | None:
    row = connection.execute(select(RECEIPTS).where(RECEIPTS.c.number == number)).mappings().one_or_none()
    return None if row is None else _row(dict(row))


def count(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(RECEIPTS)).scalar_one())


def failed(connection: Connection, number: int, problem: Said, at: float) -> None:
    """It was tried once more, in vain."""
    statement = update(RECEIPTS).where(RECEIPTS.c.number == number)
    values = {"tries": RECEIPTS.c.tries + 1, "tried_at": at, "problem": said.to_json(problem)}
    connection.execute(statement.values(values))


def remove(connection: Connection, number: int) -> bool:
    """False when there is none of that number."""
    return bool(connection.execute(delete(RECEIPTS).where(RECEIPTS.c.number == number)).rowcount)


def _row(row: dict[str, Any]) -> WaitingReceipt:
    return WaitingReceipt(
        number=row["number"],
        operation_id=row["subject"],
        receipt=from_json(row["receipt"]),
        late=row["late"],
        made_at=row["made_at"],
        tries=row["tries"],
        tried_at=row["tried_at"],
        problem=said.from_json(row["problem"]),
    )
