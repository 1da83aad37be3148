"""Keyed fingerprints of codes that this till made or verified: which card a code belongs to, without any code.

A fingerprint means one card, by its id, its creation and its last four (docs/protocol.md D4).
"""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert

from core.domain.card import CardIdentity
from core.store.database import run
from core.store.tables import FINGERPRINTS

_CARD_OF = """
    SELECT f.card_id FROM fingerprints f LEFT JOIN cards c ON c.card_id = f.card_id
    WHERE f.fingerprint = :fingerprint AND (f.created_at IS NULL OR c.card_id IS NULL
        OR (c.created_at = f.created_at AND c.last_characters = f.last_characters))
"""
_CARD = "SELECT created_at, last_characters FROM cards WHERE card_id = :card_id"
_UNBIND_OTHERS = """
    DELETE FROM fingerprints WHERE card_id = :card_id AND created_at IS NOT NULL
        AND (created_at <> :created_at OR last_characters <> :last_characters)
"""


def card_of(conn: Connection, fingerprint: str) -> int | None:
    """Return the card's id; negative while it is only in the outbox, None when another card has the id by now."""
    row: tuple[int] | None = run(conn, _CARD_OF, {"fingerprint": fingerprint}).fetchone()
    return None if row is None else row[0]


def bind(conn: Connection, fingerprint: str, card_id: int, how: str, at: float) -> None:
    """Bind to the card as the cache has it. `how` is issued or verified."""
    card: tuple[int | None, str] = run(conn, _CARD, {"card_id": card_id}).fetchone() or (None, "")
    means = {"card_id": card_id, "how": how, "at": at, "created_at": card[0], "last_characters": card[1]}
    statement = insert(FINGERPRINTS).values(fingerprint=fingerprint, **means)
    conn.execute(statement.on_conflict_do_update(index_elements=["fingerprint"], set_=means))


def rebind(conn: Connection, old: int, made: CardIdentity) -> None:
    """Bind to the card that was made what was bound to it in the outbox."""
    means = {"card_id": made.card_id, "created_at": made.created_at, "last_characters": made.last_characters}
    conn.execute(FINGERPRINTS.update().where(FINGERPRINTS.c.card_id == old).values(**means))


def unbind(conn: Connection, card_id: int) -> None:
    conn.execute(FINGERPRINTS.delete().where(FINGERPRINTS.c.card_id == card_id))


def unbind_others(conn: Connection, shown: CardIdentity) -> int:
    """Forget what was bound to another card, since the service shows this one. Return how many that were."""
    values = {
        "card_id": shown.card_id,
        "created_at": shown.created_at,
        "last_characters": shown.last_characters,
    }
    return run(conn, _UNBIND_OTHERS, values).rowcount
