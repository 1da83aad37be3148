"""Which cards changed since a place in the order of the commits, each as it stands now."""

from __future__ import annotations

from collections.abc import Callable

from core.rows import CardRow
from core.store import notes
from core.store.database import Connection, ask

_CHANGED = "SELECT number, card_id FROM card_changes WHERE number > :after ORDER BY number LIMIT :limit"


def read_lineage(conn: Connection) -> str:
    return notes.watermark(conn, notes.LINEAGE) or "0"


def read_changes(
    conn: Connection, read_card: Callable[[int], CardRow | None], after: int, limit: int
) -> tuple[tuple[tuple[int, CardRow | None], ...], str]:
    """Return at most `limit` cards that changed after that number, each with its own, and the name of the books.

    None: a card that is not there any more, or has got the number of the service, which has a change of its own.
    """
    found = [(row["number"], row["card_id"]) for row in ask(conn, _CHANGED, after=after, limit=limit)]
    return tuple((number, read_card(card_id)) for number, card_id in found), read_lineage(conn)
