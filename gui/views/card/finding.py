"""From a scanned or typed text to a card: the cache answers at once, the service is asked where that is not sure.

Says what came of it; the page shows it. Answers to an earlier text are dropped by their ticket.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.domain.card import Match
from core.errors import KnownError
from gui.wording import messages
from gui.work import acts
from gui.work.acts import Looked
from gui.work.worker import Desk


class Finding(QObject):
    """`found` carries a CardSeen and its Match; `nothing` heading, sentence, icon and tone; `several` texts, rows."""

    found = Signal(object, object)
    surer = Signal(object)
    several = Signal(str, str, object)
    nothing = Signal(str, str, str, str)
    layout_undone = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ticket = 0
        self._card_id: int | None = None

    def look_up(self, text: str) -> None:
        """Begins anew with `text`."""
        self.forget()
        self._desk.ask(acts.look_up(text, self._ticket), self._on_looked, failed=self._on_failed)

    def forget(self) -> None:
        """No answer is awaited any more."""
        self._ticket += 1
        self._card_id = None

    def _on_looked(self, looked: Looked) -> None:
        if looked.ticket != self._ticket:
            return
        self._tell(looked)
        if looked.found.layout:
            self.layout_undone.emit(looked.found.layout)
        if looked.found.match not in {Match.VERIFIED, Match.FORGED}:
            work = acts.resolve(looked.text, looked.ticket)
            self._desk.ask(work, self._on_resolved, lane="counter", failed=self._on_not_resolved)

    def _on_resolved(self, looked: Looked) -> None:
        """A better answer of the service; a card that already lies there only gets its match."""
        if looked.ticket != self._ticket:
            return
        if self._card_id is None:
            self._tell(looked)
            if looked.found.layout:
                self.layout_undone.emit(looked.found.layout)
        elif looked.found.match is Match.VERIFIED and looked.found.card_id == self._card_id:
            self.surer.emit(Match.VERIFIED)

    def _tell(self, looked: Looked) -> None:
        found, shown = looked.found, looked.text[:40]
        if found.match is Match.FORGED:
            heading = self.tr("Do not accept this card")
            self.nothing.emit(heading, messages.say("card.forged", {}), "octagon-alert", "bad")
        elif looked.card is not None:
            self._card_id = found.card_id
            self.found.emit(looked.card, found.match)
        elif found.match is Match.AMBIGUOUS:
            values = {"count": len(found.candidates), "last": found.last_characters.upper()}
            self.several.emit(self.tr("Which card is it?"), messages.say("card.ambiguous", values), looked.others)
        elif looked.others:
            sentence = self.tr("“{text}” is no code that we know, but it fits these.").format(text=shown)
            self.several.emit(self.tr("Is it one of these?"), sentence, looked.others)
        else:
            advice = self.tr("Check the text “{text}”, or scan the card again.").format(text=shown)
            self.nothing.emit(messages.say("card.unknown", {}), advice, "circle-help", "warn")

    def _on_failed(self, error: KnownError) -> None:
        self.nothing.emit(messages.say_error(error), "", "triangle-alert", "bad")

    def _on_not_resolved(self, _error: KnownError) -> None:
        """The answer of the cache stands, with its match level; no further word is needed."""
