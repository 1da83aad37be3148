"""Cards that a person froze on this till, and took back into use. Rows stay: they are part of a card's past."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, select

from core.store.tables import FREEZES


@dataclass(frozen=True, slots=True)
class Frozen:
    """A freeze that holds: who, why, and since when (epoch seconds, till time)."""

    freeze_id: int
    reason: str
    clerk: str
    till: str
    at: float


def holding(connection: Connection, card_id: int) -> Frozen | None:
    """The freeze of the card that was not lifted."""
    statement = select(FREEZES).where(FREEZES.c.card_id == card_id, FREEZES.c.lifted_at.is_(None))
    row = connection.execute(statement).mappings().one_or_none()
    return None if row is None else _frozen(row)


def add(connection: Connection, card_id: int, frozen: tuple[str, str, str, float]) -> int:
    """`frozen` is reason, clerk, till and time. Returns its id."""
    reason, clerk, till, at = frozen
    values = {"card_id": card_id, "reason": reason, "clerk": clerk, "till": till, "at": at}
    freeze_id: int = connection.execute(FREEZES.insert().returning(FREEZES.c.freeze_id), values).scalar_one()
    return freeze_id


def lift(connection: Connection, freeze_id: int, clerk: str, at: float) -> None:
    own = FREEZES.c.freeze_id == freeze_id
    connection.execute(FREEZES.update().where(own).values(lifted_by=clerk, lifted_at=at))


def rebind(connection: Connection, old: int, new: int) -> None:
    """The card of the outbox has got its real id."""
    connection.execute(FREEZES.update().where(FREEZES.c.card_id == old).values(card_id=new))


def _frozen(row: RowMapping) -> Frozen:
    return Frozen(row["freeze_id"], row["reason"], row["clerk"], row["till"], row["at"])
