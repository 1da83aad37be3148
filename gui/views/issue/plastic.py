"""A pre-printed card that is scanned on the Issue page: one nobody has sold yet becomes the card to be sold."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.domain.card import Match
from core.domain.code import grouped
from core.domain.scanner import Scanner, codes_of
from core.errors import KnownError
from gui.wording import messages
from gui.work import acts
from gui.work.acts import Looked
from gui.work.worker import Desk


class Plastic(QObject):
    """`unsold` carries a code in groups, `sold` the card_id of one that is sold already; `told` text and tone."""

    unsold = Signal(str)
    sold = Signal(object)
    told = Signal(str, str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ticket = 0

    def wants(self, text: str) -> bool:
        """Whether it can be the code of a card at all; a name or the last four cannot."""
        return bool(codes_of(text, Scanner()))

    def look(self, text: str) -> None:
        """Asks the till, and the service where the till does not know. Only the last scan counts."""
        self._ticket += 1
        self._desk.ask(acts.resolve(text, self._ticket), self._on_looked, lane="counter", failed=self._on_failed)

    def _on_looked(self, looked: Looked) -> None:
        if looked.ticket != self._ticket:
            return
        found = looked.found
        if found.match is Match.FORGED:
            self.told.emit(messages.say("card.forged", {}), "bad")
        elif found.match is Match.VERIFIED and found.card_id is not None:
            self.sold.emit(found.card_id)
        else:
            self.unsold.emit(grouped(codes_of(looked.text, Scanner())[0]))

    def _on_failed(self, error: KnownError) -> None:
        self.told.emit(messages.say_error(error), "warn")
