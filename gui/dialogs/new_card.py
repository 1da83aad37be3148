"""The code of a card that takes the place of a lost one, over the counter; it closes as the Issue page does."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import KnownError
from gui.dialogs.fitting import FittingDialog
from gui.views.issue import sale
from gui.views.issue.code_screen import CodeScreen
from gui.views.issue.sale import Sale
from gui.wording import messages
from gui.work.worker import Desk


class NewCardDialog(FittingDialog):
    """Closes once the code is printed or saved, or the customer has it. `told` is for the message bar."""

    told = Signal(str, str)

    def __init__(self, desk: Desk, found: Sale, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
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
        """Esc and Later: not while the code is nowhere else."""
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
        work = sale.hand_over(operation_id)
        self._desk.ask(work, self._on_done, lane="counter", failed=self._on_failed)

    def _on_done(self, _nothing: None) -> None:
        self.told.emit(self.tr("Handed over. The code is no longer kept here."), "good")
        self._end()
        self.accept()

    def _on_failed(self, error: KnownError) -> None:
        self.told.emit(messages.say_error(error), "bad")

    def _end(self) -> None:
        """Nothing of the code stays on the screen."""
        self._screen.forget()
        self.deleteLater()
