"""One more walk through all cards by ascending id (docs/protocol.md 10): it finds what the index never told.

The list is the database itself, so what it leaves out between two of its ids is not there any more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from core.domain.reply import CardPage
from core.protocol.pull import ListFrom
from core.protocol.pull_phases import OVER, SWEEP_TABLE, WalkPhase
from core.protocol.transitions import Event, TransitionTable

EVERY_S = 7 * 24 * 3600
"""Between the end of one sweep and the beginning of the next, by the service's own time."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """Where it is: all ids up to `cursor` are looked through. `listed` counts the cards that it saw.

    `broken`: the service did not list by ascending id from where it was asked to. Nothing is concluded then.
    """

    table: ClassVar[TransitionTable[WalkPhase]] = SWEEP_TABLE
    cursor: int = 0
    listed: int = 0
    phase: WalkPhase = WalkPhase.LISTING

    @property
    def finished(self) -> bool:
        return self.phase in OVER

    @property
    def broken(self) -> bool:
        return self.phase is WalkPhase.BROKEN

    def request(self) -> ListFrom:
        return ListFrom(self.cursor)

    def after(self, page: CardPage) -> Sweep:
        ids = sorted(page.ids)
        in_order = [card.card_id for card in page.cards] == sorted(card.card_id for card in page.cards)
        if not in_order or len(set(ids)) < len(ids) or (ids and ids[0] <= self.cursor) or not (ids or self.listed):
            return self._to(WalkPhase.BROKEN)
        if not ids:
            return self._to(WalkPhase.COMPLETE)
        return replace(self, cursor=ids[-1], listed=self.listed + len(ids))._to(WalkPhase.LISTING)

    def _to(self, phase: WalkPhase) -> Sweep:
        return self.table.follow(self.phase, Event.PAGE, replace(self, phase=phase))

    def looked_through(self, after: Sweep) -> tuple[int, int | None] | None:
        """Return the ids, above the first and up to the second (None: all), that the step to `after` showed whole."""
        if after.broken:
            return None
        return self.cursor, None if after.finished else after.cursor
