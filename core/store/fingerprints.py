"""Keyed fingerprints of codes that this till made or verified: which card a code belongs to, without any code."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from core.store.tables import FINGERPRINTS


def card_of(connection: Connection, fingerprint: str) -> int | None:
    """The card's id; negative while the card is still only in the outbox."""
    statement = select(FINGERPRINTS.c.card_id).where(FINGERPRINTS.c.fingerprint == fingerprint)
    return connection.execute(statement).scalar()


def bind(connection: Connection, fingerprint: str, card_id: int, how: str, at: float) -> None:
    """`how` is issued or verified."""
    statement = insert(FINGERPRINTS).values(fingerprint=fingerprint, card_id=card_id, how=how, at=at)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["fingerprint"], set_={"card_id": card_id, "how": how, "at": at})
    )


def rebind(connection: Connection, old: int, new: int) -> None:
    """The card of the outbox has got its real id."""
    connection.execute(FINGERPRINTS.update().where(FINGERPRINTS.c.card_id == old).values(card_id=new))


def unbind(connection: Connection, card_id: int) -> None:
    connection.execute(FINGERPRINTS.delete().where(FINGERPRINTS.c.card_id == card_id))
