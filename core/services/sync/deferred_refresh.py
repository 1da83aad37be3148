"""Cards whose news a pull could not take in, for a write of ours was on its way: asked for once that is decided.

The walk goes on and its mark moves, so without this nobody would look at them again before the weekly sweep.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from core.clock import Clock
from core.domain.reply import CardPage, CardRead, Failure, Lost, Missing, Rejected
from core.domain.staff import ITSELF
from core.remote.gateway import Gateway
from core.services.link.local_writes import LocalWrites
from core.store import cards, notes
from core.store.database import Connection, Database

_NOTE = "pull.passed_over"


@dataclass(frozen=True, slots=True)
class DeferredRefresh:
    """Kept in the database, with the `updated_at` that was seen: a write may be in doubt for longer than a day."""

    database: Database
    gateway: Gateway
    local_writes: LocalWrites
    clock: Clock

    def add(self, conn: Connection, page: CardPage) -> None:
        """Call it with the page that is taken in, in the same transaction."""
        flying = cards.in_flight(conn)
        busy = [card for card in page.cards if card.card_id in flying]
        left = cards.unlike(conn, busy) if busy else set()  # a first walk has thousands of pages without one
        if left:
            _keep(conn, _noted(conn) | {c.card_id: c.updated_at for c in busy if c.card_id in left})

    def free(self) -> list[int]:
        """Return those that can be asked for now."""
        with self.database.reading() as conn:
            noted = _noted(conn)
            return sorted(noted.keys() - cards.in_flight(conn)) if noted else []

    def look(self, card_id: int) -> Failure | bool:
        """Ask for it; return whether the cache changed, or the failure. A lagging reader's word is not enough."""
        before = self.local_writes.now()
        answer = self.gateway.read_card(card_id)
        unread = isinstance(answer, Lost) and answer.place  # this card alone: the next list keeps it as such
        if not isinstance(answer, (CardRead, Missing, Rejected)) and not unread:
            return answer
        with self.database.writing(ITSELF) as conn:
            noted, busy = _noted(conn), self.local_writes.since(before)
            changed = isinstance(answer, CardRead) and cards.read(conn, answer, self.clock.wall(), busy)
            late = isinstance(answer, CardRead) and answer.card.updated_at < noted.get(card_id, 0)
            if not late and card_id not in busy | cards.in_flight(conn):
                _keep(conn, {each: second for each, second in noted.items() if each != card_id})
        return changed


def _noted(conn: Connection) -> dict[int, int]:
    stored = json.loads(notes.watermark(conn, _NOTE) or "{}")
    return {int(card_id): second for card_id, second in stored.items()}


def _keep(conn: Connection, noted: dict[int, int]) -> None:
    notes.set_watermark(conn, _NOTE, json.dumps(noted))
