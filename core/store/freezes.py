"""Cards that a person froze on this till, and took back into use. Rows stay: they are part of a card's past."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from core.store.database import run
from core.store.tables import FREEZES

_HOLDING = "SELECT freeze_id, reason, clerk, till, at FROM freezes WHERE card_id = :card_id AND lifted_at IS NULL"


@dataclass(frozen=True, slots=True)
class Frozen:
    """A freeze that holds: who, why, and since when (epoch seconds, till time)."""

    freeze_id: int
    reason: str
    clerk: str
    till: str
    at: float


def holding(conn: Connection, card_id: int) -> Frozen | None:
    """Return the freeze of the card that was not lifted."""
    row = run(conn, _HOLDING, {"card_id": card_id}).fetchone()
    return None if row is None else Frozen(*row)


def add(conn: Connection, card_id: int, frozen: tuple[str, str, str, float]) -> int:
    """Add a freeze; `frozen` is reason, clerk, till and time. Returns its id."""
    reason, clerk, till, at = frozen
    values = {"card_id": card_id, "reason": reason, "clerk": clerk, "till": till, "at": at}
    freeze_id: int = conn.execute(FREEZES.insert().returning(FREEZES.c.freeze_id), values).scalar_one()
    return freeze_id


def lift(conn: Connection, freeze_id: int, clerk: str, at: float) -> None:
    own = FREEZES.c.freeze_id == freeze_id
    conn.execute(FREEZES.update().where(own).values(lifted_by=clerk, lifted_at=at))


def rebind(conn: Connection, old: int, new: int) -> None:
    """Give the card of the outbox its real id."""
    conn.execute(FREEZES.update().where(FREEZES.c.card_id == old).values(card_id=new))
