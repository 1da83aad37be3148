"""From a button on any page to an act that is taken back: looks, asks, does it, and says what came of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.domain.command import Reverse
from core.errors import KnownError
from core.usecases import counter, reversals
from gui.dialogs.take_back import TakeBackDialog
from gui.printing import drawer
from gui.wording import messages, take_back_words

if TYPE_CHECKING:
    from core.rows import OperationRow
    from core.usecases.commands import CommandResult
    from core.usecases.counter import WithCard
    from core.usecases.reversals import ReversalPreview
    from gui.work.core_bridge import CoreBridge


class TakeBackController(QObject):
    """One at a time. `ended` carries the row that was taken back and its WithCard[CommandResult]."""

    ended = Signal(object, object)
    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self._row: OperationRow | None = None
        self._dialog: TakeBackDialog | None = None

    def ask(self, operation_id: str) -> None:
        """Say at once why it cannot be, or open the question."""
        if self._dialog is None:
            self._bridge.ask(partial(reversals.preview_reversal, operation_id=operation_id), self._on_seen)

    def show_outcome(self, row: OperationRow, result: CommandResult) -> None:
        """Show what came of it, for a page that has no room of its own for an outcome."""
        words = take_back_words.came_of(row, result.outcome)
        text = " ".join(filter(None, (f"{words.heading}.", words.sentence, words.advice)))
        self.notified.emit(text, words.tone)

    def _on_seen(self, seen: ReversalPreview) -> None:
        if isinstance(seen.found, KnownError):
            self.notified.emit(messages.format_error(seen.found), "bad")
            return
        if self._dialog is not None:
            return
        self._row = seen.row
        foreseen = take_back_words.foreseen(seen.row, seen.found, seen.card)
        self._dialog = TakeBackDialog(seen.row, foreseen, self._window.window())
        self._dialog.wanted.connect(self._on_wanted)
        self._dialog.finished.connect(self._on_finished)
        self._dialog.open()

    def _on_wanted(self, reason: str) -> None:
        if self._row is not None:
            work = partial(counter.carry_out, command=Reverse(self._row.operation_id, reason))
            self._bridge.run(work, self._on_carried, failed=self._on_failed)

    def _on_carried(self, served: WithCard[CommandResult]) -> None:
        self._bridge.wake()
        drawer.open_for(self._bridge, served.receipt)
        if self._dialog is not None:
            self._dialog.accept()
        if self._row is not None:
            self.ended.emit(self._row, served)

    def _on_failed(self, error: KnownError) -> None:
        """Tell where the person is that nothing was taken back, or nobody knows yet."""
        if self._dialog is not None:
            self._dialog.show_problem(error)
        else:
            self.notified.emit(messages.format_error(error), messages.tone_of(error))

    def _on_finished(self) -> None:
        self._dialog = None
        self._window.window().activateWindow()  # where no window manager gives the keyboard back
