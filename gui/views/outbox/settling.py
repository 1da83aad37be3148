"""From a button of the outbox to a settled operation: asks, foresees, decides, and tells what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.dialogs.settle import SettleDialog
from gui.views.outbox import settled_words
from gui.wording import messages
from gui.work import acts
from gui.work.acts import Foretold, SettleEnded

if TYPE_CHECKING:
    from core.domain.settlement import Decision, How
    from core.errors import KnownError
    from core.rows import OperationRow
    from gui.work.worker import Desk


class Settling(QObject):
    """One dialog at a time. `settled` carries the operation_id; `told` a sentence and its tone."""

    settled = Signal(str)
    told = Signal(str, str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._row: OperationRow
        self._dialog: SettleDialog | None = None
        self._deciding = False

    def ask(self, row: OperationRow, how: How) -> None:
        """Opens the question. The card is read meanwhile, so that what is said of it is true."""
        if self._deciding:
            self.told.emit(self.tr("One moment: the last answer is still on its way."), "info")
        if self._deciding or self._dialog is not None:
            return
        self._row = row
        self._dialog = SettleDialog(row, how, self._window)
        self._dialog.foresee_requested.connect(self._on_foresee)
        self._dialog.decided.connect(self._on_decided)
        self._dialog.finished.connect(self._on_finished)
        self._dialog.start()
        if row.card_id > 0:
            fresh = acts.freshen(row.card_id, 1)
            self._desk.ask(fresh, self._on_fresh, lane="counter", failed=self._on_not_fresh)

    def _on_foresee(self, draft: Decision) -> None:
        self._desk.ask(acts.foresee(draft), self._on_foretold)

    def _on_foretold(self, foretold: Foretold) -> None:
        if self._dialog is not None:
            self._dialog.show_foretold(foretold)

    def _on_fresh(self, new: int) -> None:
        if new and self._dialog is not None:
            self._dialog.look_again()

    def _on_not_fresh(self, _error: KnownError) -> None:
        """The sentence then speaks of the balance as it was last seen; deciding reads the card itself."""

    def _on_decided(self, decision: Decision) -> None:
        self._deciding = True
        self._desk.ask(acts.settle(decision), self._on_ended, lane="counter", failed=self._on_failed)

    def _on_ended(self, done: SettleEnded) -> None:
        self._deciding = False
        self._desk.wake()
        if self._dialog is not None:
            self._dialog.accept()
        self.settled.emit(done.settled.operation_id)
        self.told.emit(*settled_words.ended(self._row, done))

    def _on_failed(self, error: KnownError) -> None:
        """Nothing was settled. Told where the person is: in the dialog, or on the page when that was left."""
        self._deciding = False
        if self._dialog is not None:
            self._dialog.show_problem(error)
        else:
            self.told.emit(messages.say_error(error), "bad")

    def _on_finished(self) -> None:
        self._dialog = None
        self._window.activateWindow()  # where no window manager gives the keyboard back
