"""A pre-printed card that is scanned on the Issue page: one nobody has sold yet becomes the card to be sold."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from core.domain.card import Match
from core.domain.code import grouped
from core.domain.scanner import Scanner, codes_of
from core.errors import KnownError
from core.usecases import cards
from core.usecases.cards import FoundCard
from gui.wording import messages
from gui.work.core_bridge import CoreBridge


class Plastic(QObject):
    """`unsold` carries a code in groups, `sold` the card_id of one that is sold already; `notified` text and tone."""

    unsold = Signal(str)
    sold = Signal(object)
    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._ticket = 0

    def wants(self, text: str) -> bool:
        """Return whether it can be the code of a card at all; a name or the last four cannot."""
        return bool(codes_of(text, Scanner()))

    def look(self, text: str) -> None:
        """Ask the till, and the service where the till does not know. Only the last scan counts."""
        self._ticket += 1
        work = partial(cards.resolve_card, text=text)
        receiver = partial(self._on_looked, self._ticket)
        self._bridge.ask(work, receiver, thread="counter", failed=self._on_failed)

    def _on_looked(self, ticket: int, answer: FoundCard) -> None:
        if ticket != self._ticket:
            return
        found = answer.found
        if found.match is Match.FORGED:
            self.notified.emit(messages.format_sentence("card.forged", {}), "bad")
        elif found.match is Match.VERIFIED and found.card_id is not None:
            self.sold.emit(found.card_id)
        else:
            self.unsold.emit(grouped(codes_of(answer.text, Scanner())[0]))

    def _on_failed(self, error: KnownError) -> None:
        self.notified.emit(messages.format_error(error), "warn")
