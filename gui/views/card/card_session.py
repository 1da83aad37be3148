"""The card at the counter, from a scanned text or a chosen line until it leaves: found, read, and kept fresh.

The till's own copy answers at once with the card whole; the service is asked quietly behind it. One ticket is drawn
for each customer: answers for a card or a text that has left the counter are dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.domain.card import Match
from core.usecases import cards
from gui.wording import lookup_words, messages

if TYPE_CHECKING:
    from core.errors import KnownError
    from core.rows import CardDetails
    from core.usecases.cards import FoundCard, RefreshedCard
    from core.usecases.changes import Changes
    from gui.work.core_bridge import CoreBridge


class CardSession(QObject):
    """`seen` carries CardDetails; `found` the same with the Match of a text; `failed` a KnownError.

    `several` carries heading, sentence, rows; `nothing` heading, sentence, icon and tone; `surer` a better Match;
    `again_ended` follows each `ask_again`.
    """

    found = Signal(object, object)
    surer = Signal(object)
    several = Signal(str, str, object)
    nothing = Signal(str, str, str, str)
    layout_undone = Signal(str)
    seen = Signal(object)
    failed = Signal(object)
    again_ended = Signal()
    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._ticket = 0
        self._card_id: int | None = None
        self._shown: object = None
        """The last result that brought the card with it: what that changed need not be read again."""

        self.is_outcome_awaited: Callable[[], bool] = lambda: False
        """An outcome on this card is still to come, and will bring the card with it: both are painted at once."""

        bridge.changed.connect(self._on_changed)

    def look_up(self, text: str) -> None:
        """Begin anew with what was scanned or typed."""
        self.leave()
        work = partial(cards.find_card, text=text)
        self._bridge.ask(work, partial(self._on_found, self._ticket), failed=self._on_not_found)

    def begin(self, card_id: int) -> None:
        """Begin anew with a card that was chosen from a list."""
        self.leave()
        self._follow(card_id)
        self.read()
        self._freshen(card_id)

    def leave(self) -> None:
        """Leave: no card is there, and no answer is awaited any more."""
        self._ticket += 1
        self._card_id = None
        self._bridge.serve(None)

    def read(self) -> None:
        """Read the card from the till's own copy."""
        if self._card_id is not None:
            work = partial(cards.read_card, card_id=self._card_id)
            self._bridge.ask(work, partial(self._on_read, self._ticket), failed=self._on_failed)

    def take(self, card_id: int, result: object) -> None:
        """Take a card read together with `result`: what was asked for before is older, and not awaited."""
        self._ticket += 1
        self._shown = result
        self._follow(card_id)

    def ask_again(self) -> None:
        """Ask the service, because somebody wants the balance fresh: what came of it is told."""
        if self._card_id is None:
            self.again_ended.emit()
            return
        work = partial(cards.refresh_card, card_id=self._card_id)
        self._bridge.run(work, partial(self._on_asked, self._ticket), failed=self._on_not_asked)

    def _on_failed(self, error: KnownError) -> None:
        self.failed.emit(error)

    # what was scanned

    def _on_found(self, ticket: int, answer: FoundCard) -> None:
        if ticket != self._ticket:
            return
        self._show(answer)
        if answer.found.match not in {Match.VERIFIED, Match.FORGED}:
            work = partial(cards.resolve_card, text=answer.text)
            receiver = partial(self._on_resolved, ticket)
            self._bridge.ask(work, receiver, thread="counter", failed=self._on_not_resolved)

    def _on_resolved(self, ticket: int, answer: FoundCard) -> None:
        """Take a better answer of the service; a card that is there already only gets its match."""
        if ticket != self._ticket:
            return
        if self._card_id is None:
            self._show(answer)
        elif answer.found.match is Match.VERIFIED and answer.found.card_id == self._card_id:
            self.surer.emit(Match.VERIFIED)

    def _show(self, answer: FoundCard) -> None:
        if answer.found.match is not Match.FORGED and answer.details is not None:
            self._show_card(answer.details, answer.found.match)
        elif answer.others:
            self.several.emit(*lookup_words.of_several(answer), answer.others)
        else:
            self.nothing.emit(*lookup_words.of_nothing(answer))
        if answer.found.layout:
            self.layout_undone.emit(answer.found.layout)

    def _show_card(self, details: CardDetails, match: Match) -> None:
        """Show a card read with the look-up: it is whole in the frame that shows it first."""
        if details.card is not None:
            self._follow(details.card.card_id)
            self._freshen(details.card.card_id)
        self.found.emit(details, match)

    def _on_not_found(self, error: KnownError) -> None:
        self.nothing.emit(messages.format_error(error), "", "triangle-alert", "bad")

    def _on_not_resolved(self, _error: KnownError) -> None:
        """Keep the answer of the till's own copy, with its match level; no further word is needed."""

    # the card

    def _on_read(self, ticket: int, details: CardDetails) -> None:
        if ticket != self._ticket:
            return
        if details.card is None:
            self._card_id = None
        else:
            self._follow(details.card.card_id)
        self.seen.emit(details)

    def _follow(self, card_id: int) -> None:
        """Follow the card to the id it has now: one that was still to be made got it when it was."""
        self._card_id = card_id
        self._bridge.serve(card_id)

    def _freshen(self, card_id: int) -> None:
        """Read the card again quietly: not fresh is shown by the age of the balance."""
        work = partial(cards.refresh_card, card_id=card_id)
        self._bridge.run(work, partial(self._on_fresh, self._ticket), failed=self._on_not_fresh)

    def _on_fresh(self, ticket: int, refreshed: RefreshedCard) -> None:
        if ticket == self._ticket:
            self._shown = refreshed
            self.seen.emit(refreshed.details)

    def _on_not_fresh(self, _error: KnownError) -> None:
        """Do nothing: no word is needed."""

    def _on_changed(self, changes: Changes, result: object) -> None:
        """Read what somebody else changed: the background, another page, or the service."""
        if changes.queue and self.is_outcome_awaited():
            return
        if result is not self._shown and self._card_id is not None and changes.touch(self._card_id):
            self.read()

    # asked again

    def _on_asked(self, ticket: int, asked: RefreshedCard) -> None:
        self.again_ended.emit()
        card = asked.details.card
        if card is None:
            return
        if ticket == self._ticket:
            self._shown = asked
            self.seen.emit(asked.details)
        status = self._bridge.status
        offline = status is not None and status.connection == "switched_off"
        self.notified.emit(*lookup_words.of_asked(card, answered=asked.answered, offline=offline))

    def _on_not_asked(self, error: KnownError) -> None:
        self.again_ended.emit()
        self.notified.emit(messages.format_error(error), "warn")
