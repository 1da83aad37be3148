"""Says that something long is being written, how far it is, and offers to stop it; it goes by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.domain.stopping import StopRequest
from gui.dialogs.fitting import FittingDialog
from gui.widgets.messages.wait_bar import WaitBar
from gui.widgets.text.labels import label


class WaitDialog(FittingDialog):
    """Escape asks it to stop, as the button does, and closes it where it was asked before; `finish` closes it."""

    keeps_input = False

    def __init__(self, title: str, request: StopRequest, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("wait_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        self._request, self._asked = request, False
        self._bar = WaitBar("wait_bar")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(14)
        column.addWidget(label(title, "heading", "wait_heading"))
        text = self.tr("If you cancel it, nothing is written, and a file of that name stays as it is.")
        column.addWidget(label(text, "muted", wrap=True))
        column.addWidget(self._bar)
        self._bar.begin(request)
        self._bar.cancel.setFocus()

        self._bar.cancel.clicked.connect(self.reject)

    def reject(self) -> None:
        """Ask it to stop, which is told once it has; nobody waits for ever, be it that it never answers."""
        if self._asked:
            super().reject()
        self._asked = True
        self._request.stop()

    def finish(self) -> None:
        """Close: there is nothing to wait for."""
        self._bar.end()
        self.accept()
