"""Cards of which the till cannot read what a list showed: known by their ids, never money (docs/protocol.md D7)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from core.domain.reply import UnreadableCard
from core.store.database import run
from core.store.tables import UNREADABLE_CARDS as _TABLE

_ADD = insert(_TABLE)
_UPSERT = _ADD.on_conflict_do_update(index_elements=["card_id"], set_={"field": _ADD.excluded.field})
_ANY = "SELECT 1 FROM unreadable_cards LIMIT 1"
_DROP = delete(_TABLE).where(_TABLE.c.card_id.in_(bindparam("ids", expanding=True)))
_HAS = "SELECT 1 FROM unreadable_cards WHERE card_id = :card_id"
_TO_ASK = """
    SELECT card_id FROM unreadable_cards WHERE abs(:now - asked_at) >= :again ORDER BY asked_at, card_id LIMIT :most
"""


def add(conn: Connection, cards: Iterable[UnreadableCard], now: float) -> list[int]:
    """Keep them; return the ids of those that were not kept before. One without an id cannot be kept."""
    rows = {card.card_id: card.field for card in cards if card.card_id}
    if not rows:
        return []
    there = set(conn.execute(select(_TABLE.c.card_id).where(_TABLE.c.card_id.in_(list(rows)))).scalars())
    conn.execute(_UPSERT, [{"card_id": key, "field": field, "since": now} for key, field in rows.items()])
    return sorted(rows.keys() - there)


def forget(conn: Connection, card_ids: Collection[int]) -> None:
    """Drop those of these that can be read again."""
    if card_ids and run(conn, _ANY).fetchone() is not None:
        conn.execute(_DROP, {"ids": list(card_ids)})


def holds(conn: Connection, card_id: int) -> bool:
    return run(conn, _HAS, {"card_id": card_id}).fetchone() is not None


def to_ask(conn: Connection, now: float, again_s: float, most: int) -> list[int]:
    """Return the ids of cards that were not asked for singly for `again_s`, the longest waiting first.

    A clock that was set back must not silence them, so the distance counts either way.
    """
    return [row[0] for row in run(conn, _TO_ASK, {"now": now, "again": again_s, "most": most})]


def asked(conn: Connection, card_id: int, now: float) -> None:
    conn.execute(_TABLE.update().where(_TABLE.c.card_id == card_id).values(asked_at=now))


def fields(conn: Connection) -> dict[str, int]:
    """Return how many cannot be read, by the field that is to blame."""
    counted = select(_TABLE.c.field, func.count()).group_by(_TABLE.c.field).order_by(func.count().desc())
    return {row[0]: row[1] for row in conn.execute(counted)}
