"""From a button of the outbox to a settled operation: asks, foresees, decides, and tells what came of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.usecases import cards, settlements
from gui.dialogs.settle import SettleDialog
from gui.views.outbox import settled_words
from gui.wording import messages

if TYPE_CHECKING:
    from core.domain.settlement import Decision, How
    from core.errors import KnownError
    from core.rows import OperationRow
    from core.usecases.cards import RefreshedCard
    from core.usecases.settlements import SettlementPreview, SettlementResult
    from gui.work.core_bridge import CoreBridge


class SettleController(QObject):
    """One dialog at a time. `settled` carries the operation_id; `notified` a sentence and its tone."""

    settled = Signal(str)
    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self._row: OperationRow
        self._dialog: SettleDialog | None = None
        self._deciding = False

    def ask(self, row: OperationRow, how: How) -> None:
        """Open the question, unless nobody here could answer it: then that is said at once."""
        if self._deciding:
            self.notified.emit(self.tr("One moment: the last answer is still on its way."), "info")
        if self._deciding or self._dialog is not None:
            return
        work = partial(settlements.read_obstacle, operation_id=row.operation_id)
        self._bridge.ask(work, partial(self._on_obstacle, row, how))

    def _on_obstacle(self, row: OperationRow, how: How, obstacle: KnownError | None) -> None:
        if obstacle is not None:
            self.notified.emit(messages.format_error(obstacle), "warn")
        elif not self._deciding and self._dialog is None:
            self._open(row, how)

    def _open(self, row: OperationRow, how: How) -> None:
        """Open it. The card is read meanwhile, so that what is said of it is true."""
        self._row = row
        self._dialog = SettleDialog(row, how, self._window)
        self._dialog.foresee_requested.connect(self._on_foresee)
        self._dialog.decided.connect(self._on_decided)
        self._dialog.finished.connect(self._on_finished)
        self._dialog.start()
        if row.card_id > 0:
            fresh = partial(cards.refresh_card, card_id=row.card_id)
            self._bridge.run(fresh, self._on_fresh, failed=self._on_not_fresh)

    def _on_foresee(self, draft: Decision) -> None:
        self._bridge.ask(partial(settlements.preview_settlement, decision=draft), self._on_preview)

    def _on_preview(self, preview: SettlementPreview) -> None:
        if self._dialog is not None:
            self._dialog.show_preview(preview)

    def _on_fresh(self, _refreshed: RefreshedCard) -> None:
        if self._dialog is not None:
            self._dialog.look_again()

    def _on_not_fresh(self, _error: KnownError) -> None:
        """Leave the balance as it was last seen in the sentence; deciding reads the card itself."""

    def _on_decided(self, decision: Decision) -> None:
        self._deciding = True
        work = partial(settlements.settle_and_run, decision=decision)
        self._bridge.run(work, self._on_ended, failed=self._on_failed)

    def _on_ended(self, done: SettlementResult) -> None:
        self._deciding = False
        self._bridge.wake()
        if self._dialog is not None:
            self._dialog.accept()
        self.settled.emit(done.settled.operation_id)
        self.notified.emit(*settled_words.ended(self._row, done))

    def _on_failed(self, error: KnownError) -> None:
        """Tell where the person is that nothing was settled: in the dialog, or on the page when that was left."""
        self._deciding = False
        if self._dialog is not None:
            self._dialog.show_problem(error)
        else:
            self.notified.emit(messages.format_error(error), "bad")

    def _on_finished(self) -> None:
        self._dialog = None
        self._window.activateWindow()  # where no window manager gives the keyboard back
