"""Cards that a list shows in a form the till cannot read, and cards that the service says are not there.

One such card costs that card alone (docs/protocol.md D7, D8). That it is the card and not the service, another card
that is known bears witness to: it is read at the same time, and that reads well.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.clock import Clock
from core.domain.reply import CardPage, CardRead, Failure, Lost, Missing
from core.domain.staff import ITSELF
from core.remote.gateway import Gateway
from core.services.books.journal import Journal
from core.services.books.storage import Storage
from core.services.link.card_source import CardSource
from core.services.link.local_writes import LocalWrites
from core.services.link.suspects import Suspects
from core.store import cards, unreadable_cards
from core.store.database import Connection, Database

_AGAIN_S = 600.0
_MOST = 3


@dataclass(frozen=True, slots=True)
class OddCards:
    """What pulls, sweeps and the counter do with them."""

    database: Database
    journal: Journal
    gateway: Gateway
    local_writes: LocalWrites
    clock: Clock
    suspects: Suspects

    @classmethod
    def of(cls, storage: Storage, source: CardSource) -> OddCards:
        """Return the part that works over this way to the service."""
        parts = (source.gateway, source.local_writes, storage.clock, source.suspects)
        return cls(storage.database, storage.journal, *parts)

    def add(self, conn: Connection, page: CardPage) -> None:
        """Keep the rows that cannot be read; call it in the transaction that takes the page in."""
        fresh = unreadable_cards.add(conn, page.unreadable, self.clock.wall())
        if fresh:
            places = sorted({odd.field for odd in page.unreadable if odd.card_id in fresh})
            self.journal.write(conn, "unreadable", values={"cards": fresh, "fields": places})

    def doubted(self, page: CardPage) -> Failure | None:
        """Return why a page is not believed: it has no row that can be read, and no other card can be read now."""
        if page.cards or not page.unreadable:
            return None
        witness = self._witness()
        if witness is None:
            odd = page.unreadable[0]
            return Lost(f"the reply is malformed: {odd.field}", 200, odd.field)
        return None if isinstance(witness, CardRead) else witness

    def to_ask(self) -> list[int]:
        """Return some that are to be asked for singly now: unreadable ones, and what a sweep did not find listed."""
        with self.database.reading() as conn:
            missing = cards.unlisted_yet(conn, _MOST)
            return missing + unreadable_cards.to_ask(conn, self.clock.wall(), _AGAIN_S, _MOST)

    def look(self, card_id: int) -> Failure | bool:
        """Ask for one; return whether the cache changed, or the failure of the service. Unreadable still is neither."""
        before = self.local_writes.now()
        answer = self.gateway.read_card(card_id)
        if isinstance(answer, Missing):
            return self.confirm_gone(card_id)
        if not isinstance(answer, CardRead) and not (isinstance(answer, Lost) and answer.place):
            return answer
        with self.database.writing(ITSELF) as conn:
            unreadable_cards.asked(conn, card_id, self.clock.wall())
            if not isinstance(answer, CardRead):
                return False
            return cards.read(conn, answer, self.clock.wall(), self.local_writes.since(before))

    def confirm_gone(self, card_id: int) -> Failure | bool:
        """Mark a card that the service answered 404 for, if another one reads well; return whether it was."""
        witness = self._witness(card_id)
        if not isinstance(witness, CardRead):
            return witness if isinstance(witness, Failure) and not isinstance(witness, Missing) else False
        with self.database.writing(ITSELF) as conn:
            marked = cards.gone(conn, card_id, self.clock.wall())
            unreadable_cards.forget(conn, [card_id])
            if marked:
                self.journal.write(conn, "gone", values={"card": card_id, "witness": witness.card.card_id})
        return marked

    def _witness(self, *but: int) -> CardRead | Failure | None:
        """Read a card that is known, but none of these; None where there is no other. A gone one is no witness."""
        answer: CardRead | Failure | None = None
        for _ in range(_MOST):
            with self.database.reading() as conn:
                other = cards.other_than(conn, but)
            if other is None:
                return answer
            answer = self.gateway.read_card(other)
            if not isinstance(answer, Missing):
                return answer
            but = (*but, other)
        return answer
