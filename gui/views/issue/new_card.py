"""The code of a card that takes the place of a lost one, over the counter; it closes as the Issue page does."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import KnownError
from core.usecases import sales
from core.usecases.changes import Changes
from core.usecases.sales import Sale
from gui.dialogs.fitting import FittingDialog
from gui.views.issue.code_screen import CodeScreen
from gui.wording import messages
from gui.work.core_bridge import CoreBridge


class NewCardDialog(FittingDialog):
    """Closes once the code is printed or saved, or the customer has it. `notified` is for the message bar."""

    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, found: Sale, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._screen = CodeScreen()
        self.setObjectName("new_card_dialog")
        self.setModal(True)
        self.setWindowTitle(self.tr("The new card"))
        self.resize(980, 640)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addWidget(self._screen)
        self._screen.show_sale(found)

        self._screen.handed_over.connect(self._on_handed_over)
        self._screen.left.connect(self.reject)

    def reject(self) -> None:
        """Close by Esc and Later, but not while the code is nowhere else."""
        if self._screen.leave():
            self._end()
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._screen.leave():
            self._end()
            event.accept()
        else:
            event.ignore()

    def _on_handed_over(self, operation_id: str) -> None:
        work = partial(sales.hand_over, operation_id=operation_id)
        self._bridge.run(work, self._on_done, failed=self._on_failed)

    def _on_done(self, _changes: Changes) -> None:
        self.notified.emit(self.tr("Handed over. The code is no longer kept here."), "good")
        self._end()
        self.accept()

    def _on_failed(self, error: KnownError) -> None:
        self.notified.emit(messages.format_error(error), "bad")

    def _end(self) -> None:
        """Forget the code: nothing of it stays on the screen."""
        self._screen.forget()
        self.deleteLater()
