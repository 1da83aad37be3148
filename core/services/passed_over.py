"""Cards whose news a pull could not take in, for a write of ours was on its way: asked for once that is decided.

The walk goes on and its mark moves, so without this nobody would look at them again before the weekly sweep.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from core.clock import Clock
from core.domain.reply import CardPage, CardRead, Failure, Missing, Rejected
from core.remote.gateway import Gateway
from core.services.link.touches import Touches
from core.store import cards, notes
from core.store.database import Database, Session

_NOTE = "pull.passed_over"


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Kept in the database, with the `updated_at` that was seen: a write may be in doubt for longer than a day."""

    database: Database
    gateway: Gateway
    touches: Touches
    clock: Clock

    def add(self, transaction: Session, page: CardPage) -> None:
        """Call it with the page that is taken in, in the same transaction."""
        flying = cards.in_flight(transaction)
        busy = [card for card in page.cards if card.card_id in flying]
        left = cards.unlike(transaction, busy) if busy else set()  # a first walk has thousands of pages without one
        if left:
            _keep(transaction, _noted(transaction) | {c.card_id: c.updated_at for c in busy if c.card_id in left})

    def free(self) -> list[int]:
        """Those that can be asked for now."""
        with self.database.reading() as transaction:
            noted = _noted(transaction)
            return sorted(noted.keys() - cards.in_flight(transaction)) if noted else []

    def look(self, card_id: int) -> Failure | bool:
        """Asks for it; whether the cache changed, or why there was no answer. A lagging reader's word is not enough."""
        before = self.touches.now()
        answer = self.gateway.read_card(card_id)
        if not isinstance(answer, (CardRead, Missing, Rejected)):
            return answer
        with self.database.writing() as transaction:
            noted, busy = _noted(transaction), self.touches.since(before)
            changed = isinstance(answer, CardRead) and cards.read(transaction, answer, self.clock.wall(), busy)
            late = isinstance(answer, CardRead) and answer.card.updated_at < noted.get(card_id, 0)
            if not late and card_id not in busy | cards.in_flight(transaction):
                _keep(transaction, {each: second for each, second in noted.items() if each != card_id})
        return changed


def _noted(transaction: Session) -> dict[int, int]:
    stored = json.loads(notes.watermark(transaction, _NOTE) or "{}")
    return {int(card_id): second for card_id, second in stored.items()}


def _keep(transaction: Session, noted: dict[int, int]) -> None:
    notes.set_watermark(transaction, _NOTE, json.dumps(noted))
