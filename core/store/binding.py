"""Which service and shop a database belongs to: the service's address, and some cards by which it is known again.

The anchor is taken from the cache, which only replies of that service write, so it follows the cards as they come and
go (docs/protocol.md D5).
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, func, select

from core.domain.card import CardIdentity
from core.store import notes
from core.store.database import run
from core.store.tables import CARDS, OPERATIONS

_ADDRESS = "service.address"
_OTHER = "service.opened"
_MOVED_AWAY = "till.moved_away"
_SOME = "SELECT card_id, created_at, last_characters FROM cards WHERE missing_at IS NULL ORDER BY {} LIMIT {}"
_ANCHOR = tuple(
    _SOME.format(order, most)
    for order, most in (("card_id", 4), ("card_id DESC", 2), ("updated_at DESC, card_id DESC", 2))
)
"""The oldest cards outlive a restored backup of the service, the newest ones tell two services apart."""


def address(conn: Connection) -> str:
    """Return the address of the service that the database belongs to; "" before the first."""
    return notes.watermark(conn, _ADDRESS) or ""


def keep_address(conn: Connection, address: str) -> None:
    """Let the database belong to the service at this address."""
    notes.set_watermark(conn, _ADDRESS, address)


def allow_other(conn: Connection, address: str) -> None:
    """Let the folder open books for another shop at this address: a manager said so."""
    notes.set_watermark(conn, _OTHER, address)


def anchor(conn: Connection) -> tuple[CardIdentity, ...]:
    """Return up to eight cards that this shop's service has; none while the cache is empty. One of them is enough."""
    found = (row for statement in _ANCHOR for row in run(conn, statement).fetchall())
    return tuple(dict.fromkeys(CardIdentity(*row) for row in found))


def forget_cards(conn: Connection, now: float) -> int:
    """Take every card for missing until the service shows it again. Return how many there were."""
    count: int = conn.execute(select(func.count()).select_from(CARDS)).scalar_one()
    conn.execute(CARDS.update().where(CARDS.c.missing_at.is_(None)).values(missing_at=now))
    return count


def is_used(conn: Connection) -> bool:
    """Return whether a till ever worked with this database: it has a card or an operation."""
    return any(conn.execute(select(table).limit(1)).first() is not None for table in (CARDS, OPERATIONS))


def say_goodbye(conn: Connection, file: str) -> None:
    """Let no till work with this database any more: it went to another machine in this file."""
    notes.set_watermark(conn, _MOVED_AWAY, file)


def moved_away(conn: Connection) -> str | None:
    """Return the file in which the till went to another machine; None for one that is here."""
    return notes.watermark(conn, _MOVED_AWAY)


def is_left(path: Path) -> bool:
    """Tell whether the database at `path` said goodbye. False for one that cannot be read: it may be at work."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as raw:
            question = "SELECT value FROM watermarks WHERE name = ?"
            return raw.execute(question, (_MOVED_AWAY,)).fetchone() is not None
    except sqlite3.Error:
        return False
