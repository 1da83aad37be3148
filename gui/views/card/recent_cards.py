"""The cards that were served here since the window opened, as they stand now: for whoever comes back to the counter.

No code is kept: a card is found again by its number, as if it were chosen from a list.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.usecases import cards

if TYPE_CHECKING:
    from core.rows import CardRow
    from core.usecases.changes import Changes
    from gui.work.core_bridge import CoreBridge

MOST = 6


@dataclass(frozen=True, slots=True)
class RecentCard:
    """`at`: when it was put on the counter last, epoch seconds."""

    card: CardRow
    at: float


class RecentCards(QObject):
    """`rows`, newest first, is renewed with `changed` when the counter is empty or one of them may have changed."""

    changed = Signal()

    def __init__(self, bridge: CoreBridge, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[RecentCard, ...] = ()
        self._bridge = bridge
        self._served: dict[int, float] = {}

        bridge.changed.connect(self._on_changed)

    def served(self, card_id: int) -> None:
        """Put the card that lay on the counter just now first."""
        self._served.pop(card_id, None)
        self._served[card_id] = time.time()
        while len(self._served) > MOST:
            del self._served[next(iter(self._served))]

    def clear(self) -> None:
        """Forget them all: whoever is here now did not serve them."""
        self._served.clear()
        if self.rows:
            self.rows = ()
            self.changed.emit()

    def read(self) -> None:
        """Read them as they stand in the till's copy."""
        served = tuple(reversed(self._served.items()))
        if served:
            work = partial(cards.read_cards, card_ids=tuple(card_id for card_id, _ in served))
            self._bridge.ask(work, partial(self._on_read, served))

    def _on_read(self, served: tuple[tuple[int, float], ...], found: tuple[CardRow | None, ...]) -> None:
        rows: dict[int, RecentCard] = {}
        for (asked, at), card in zip(served, found, strict=True):
            if card is not None and asked in self._served:  # else forgotten while it was read
                rows.setdefault(card.card_id, RecentCard(card, at))  # one that was still to be made got another number
        if tuple(rows.values()) != self.rows:
            self.rows = tuple(rows.values())
            self.changed.emit()

    def _on_changed(self, changes: Changes, _result: object) -> None:
        if any(map(changes.touch, self._served)):
            self.read()
