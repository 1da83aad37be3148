"""Makes this till one of a shop: the invitation, what opens it, and what the till is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.dialogs.fitting import FittingDialog
from gui.dialogs.join_form import JoinForm
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.text.labels import label

if TYPE_CHECKING:
    from core.errors import KnownError

_WIDTH = 560


class JoinDialog(FittingDialog):
    """`asked` carries a JoinAsked; `show_problem` or `accept` answers it."""

    keeps_input = False

    asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("join_dialog")
        self.setModal(True)
        self.setWindowTitle(self.tr("Join a shop"))
        self.setMinimumWidth(_WIDTH)
        told = self.tr(
            "Settings, rights and people of this till are replaced by those of the shop. Cards and operations stay."
        )
        self._form = JoinForm()
        self._go = BigButton(self.tr("Join"), "join_go", key=self.tr("Enter"))
        back = button(self.tr("&Back"), "join_back")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(back)
        row.addWidget(self._go, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(14)
        column.addWidget(label(self.tr("Join a shop"), "heading", "join_heading", wrap=True))
        column.addWidget(label(told, "muted", "join_sentence", wrap=True))
        column.addWidget(self._form)
        column.addStretch(1)
        column.addLayout(row)

        self._form.submitted.connect(self._on_go)
        self._go.clicked.connect(self._on_go)
        back.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self._form.take_focus()

    def take_scan(self, text: str) -> bool:
        """Take a scan, wherever in this window it was typed."""
        self._form.take_key(text)
        return True

    def show_problem(self, error: KnownError) -> None:
        self._ready(ready=True)
        self._form.show_problem(error)

    def _on_go(self) -> None:
        asked = self._form.asked() if self._go.isEnabled() else None
        if asked is not None:
            self._ready(ready=False)
            self.asked.emit(asked)

    def _ready(self, *, ready: bool) -> None:
        self._form.setEnabled(ready)
        self._go.setEnabled(ready)
