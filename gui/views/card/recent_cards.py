"""The cards that were served here since the window opened, as they stand now: for whoever comes back to the counter.

No code is kept: a card is found again by its number, as if it were chosen from a list.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.rows import CardRow
    from gui.work.worker import Desk

MOST = 6


@dataclass(frozen=True, slots=True)
class RecentCard:
    """`at`: when it was put on the counter last, epoch seconds."""

    card: CardRow
    at: float


class RecentCards(QObject):
    """`rows`, newest first, is renewed with `changed` whenever the counter is empty or the outbox has changed."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[RecentCard, ...] = ()
        self._desk = desk
        self._served: dict[int, float] = {}

        desk.outbox_changed.connect(self.read)

    def served(self, card_id: int) -> None:
        """This card lay on the counter just now."""
        self._served.pop(card_id, None)
        self._served[card_id] = time.time()
        while len(self._served) > MOST:
            del self._served[next(iter(self._served))]

    def read(self) -> None:
        """As they stand in the till's copy."""
        if self._served:
            self._desk.ask(_read(tuple(reversed(self._served.items()))), self._on_read)

    def _on_read(self, rows: tuple[RecentCard, ...]) -> None:
        if rows != self.rows:
            self.rows = rows
            self.changed.emit()


def _read(served: tuple[tuple[int, float], ...]) -> Callable[[Core], tuple[RecentCard, ...]]:
    def work(core: Core) -> tuple[RecentCard, ...]:
        found: dict[int, RecentCard] = {}
        for card_id, at in served:
            if (card := core.queries.card(card_id)) is not None:
                found.setdefault(card.card_id, RecentCard(card, at))  # one that was still to be made got another number
        return tuple(found.values())

    return work
