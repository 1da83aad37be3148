"""A lost or doubted card at the counter: asks for the freeze or the replacement, follows it, brings the new code."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.domain.command import Freeze, Holding
from core.errors import KnownError
from core.rows import ReplacementRow
from core.usecases import counter, sales
from core.usecases.changes import Changes
from core.usecases.counter import WithCard
from core.usecases.lost_cards import HoldingResult
from core.usecases.sales import Sale
from gui.views.issue.new_card import NewCardDialog
from gui.wording import messages, replaced_words
from gui.wording.outcome_words import OutcomeWords
from gui.work.core_bridge import CoreBridge


class LostCard(QObject):
    """`held` carries ticket and HoldingResult with its card, `failed` ticket, command and KnownError.

    `further` carries the words for a replacement that went on, and how it stands with the old card.
    """

    held = Signal(int, object)
    failed = Signal(int, object, object)
    further = Signal(object, object)
    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self._open: ReplacementRow | None = None

        bridge.changed.connect(self._on_changed)

    def ask(self, command: Holding, ticket: int) -> None:
        """Ask; the answer comes as `held`, or as `failed`: nothing was written, or a bug took the answer away."""
        self._bridge.run(
            partial(counter.hold_card, command=command),
            partial(self._on_held, ticket),
            failed=partial(self._on_failed, ticket, command),
        )

    def follow(self, row: ReplacementRow) -> OutcomeWords:
        """Tell what it has come to; a new card's code is brought at once, and the rest is followed."""
        self._open = row if row.open or row.needs_you else None
        if row.moved:
            self._bridge.ask(partial(sales.read_sale, operation_id=row.made), self._on_sale)
        return replaced_words.of_replacement(row)

    def leave(self) -> None:
        """Leave: the clerk went on to another card; the code then waits on the Issue page."""
        self._open = None

    def _on_held(self, ticket: int, held: WithCard[HoldingResult]) -> None:
        self.held.emit(ticket, held)

    def _on_failed(self, ticket: int, command: Holding, error: KnownError) -> None:
        self.failed.emit(ticket, command, error)

    def _on_sale(self, found: Sale | None) -> None:
        if found is None or found.code is None:
            return
        dialog = NewCardDialog(self._bridge, found, self._window.window())
        dialog.notified.connect(self.notified)
        dialog.open()

    def _on_changed(self, changes: Changes, _result: object) -> None:
        if changes.queue and self._open is not None:
            work = partial(counter.read_replacement, operation_id=self._open.operation_id)
            self._bridge.ask(work, self._on_further)

    def _on_further(self, read: WithCard[ReplacementRow | None]) -> None:
        row = read.answer
        if row is None or self._open is None or row == self._open or row.operation_id != self._open.operation_id:
            return
        if row.moved and self._open.moved:
            self._open = row if row.open or row.needs_you else None
            self.further.emit(replaced_words.of_replacement(row), read)
        else:
            self.further.emit(self.follow(row), read)


def words_of(command: Holding) -> tuple[str, str]:
    """Return text and tone of a freeze or its end for the message bar."""
    return messages.format_sentence("freeze.done" if isinstance(command, Freeze) else "freeze.lifted", {}), "good"


def late_words(held: HoldingResult) -> tuple[str, str]:
    """Return the same for an answer that comes when the clerk has gone on."""
    if held.replaced is not None:
        words = replaced_words.of_replacement(held.replaced)
        return f"{words.heading}. {words.sentence}", words.tone
    return words_of(held.command)
