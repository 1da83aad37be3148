"""Reads the card on the counter: from the cache at once, then quietly from the service, and again when it changed.

Answers for a card that has left the counter are dropped by their ticket.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.errors import KnownError
from gui.views.card.reading_again import ReadingAgain
from gui.work import acts
from gui.work.acts import CardSeen
from gui.work.worker import Desk


class CardReading(QObject):
    """`seen` carries a CardSeen, `failed` a KnownError; `again_ended` follows each `ask_again`."""

    seen = Signal(object)
    failed = Signal(object)
    again_ended = Signal()
    told = Signal(str, str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.ticket = 0
        self._desk = desk
        self._card_id: int | None = None
        self._again = ReadingAgain(desk, self)

        self._again.came.connect(self._on_freshened)
        self._again.ended.connect(self.again_ended)
        self._again.told.connect(self.told)
        desk.card_changed.connect(self._on_card_changed)

    def begin(self, card_id: int, *, read: bool = True) -> None:
        """This card lies on the counter now. `read` False: as it is in the cache it is known already."""
        self._follow(card_id)
        if read:
            self.read()
        fresh = acts.freshen(card_id, self.ticket)
        self._desk.ask(fresh, self._on_freshened, lane="counter", failed=self._on_not_fresh)

    def leave(self) -> None:
        """No card lies there: no answer is awaited any more."""
        self.ticket += 1
        self._card_id = None
        self._desk.serve(None)

    def read(self) -> None:
        """From the cache."""
        if self._card_id is not None:
            self._desk.ask(acts.read_card(self._card_id, self.ticket), self._on_read, failed=self.failed.emit)

    def take(self, card_id: int) -> None:
        """The card was read together with an act's outcome: what was asked for before is older, and not awaited."""
        self.ticket += 1
        self._follow(card_id)

    def ask_again(self) -> None:
        """From the service, because somebody wants it fresh: what came of it is told."""
        if self._card_id is None:
            self.again_ended.emit()
        else:
            self._again.ask(self._card_id, self.ticket)

    def _on_read(self, seen: CardSeen) -> None:
        if seen.ticket != self.ticket:
            return
        if seen.card is None:
            self._card_id = None
        else:
            self._follow(seen.card.card_id)
        self.seen.emit(seen)

    def _follow(self, card_id: int) -> None:
        """The card has this id now: one that was still to be made got it when it was."""
        self._card_id = card_id
        self._desk.serve(card_id)

    def _on_freshened(self, ticket: int) -> None:
        if ticket == self.ticket:
            self.read()

    def _on_not_fresh(self, _error: KnownError) -> None:
        """Not fresh is shown by the age of the balance; no word is needed."""

    def _on_card_changed(self, card_id: int) -> None:
        if card_id == self._card_id:
            self.read()
