"""The card that is handed over is scanned again: it must be the one that was sold. Its own window takes the scan."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.domain.scanner import Scanner, codes_of
from gui.dialogs.fitting import FittingDialog
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label
from gui.wording import messages

_MOST = 256


class SwapCheck(FittingDialog):
    """`same` closes it. `swapped` leaves it open, so that the right card can be scanned at once."""

    same = Signal()
    swapped = Signal()

    def __init__(self, code: str, parent: QWidget) -> None:
        """Make the check; `code` is the one that was sold, in its normal form."""
        super().__init__(parent)
        self._code = code
        self.setObjectName("swap_check")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(self.tr("Check the card"))
        self.setMinimumWidth(460)
        self._rows = FieldRows((Field("swap_code", self.tr("Code of the card"), most=_MOST),))
        self._stop = label("", "bad", "swap_stop", wrap=True)
        self._look = BigButton(self.tr("Check"), "swap_look", key=self.tr("Enter"))
        self._back = button(self.tr("&Back"), "swap_back")
        self._arrange()

        self._rows.changed.connect(self._on_changed)
        self._rows.submitted.connect(self._on_scanned)
        self._look.clicked.connect(self._on_scanned)
        self._back.clicked.connect(self.reject)

    def take_scan(self, text: str) -> bool:
        """Take a scan, wherever in this window it was typed."""
        self._rows.set_value("swap_code", text)
        self._on_scanned()
        return True

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._back)
        row.addWidget(self._look, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(14)
        column.addWidget(label(self.tr("Scan the card that you hand over"), "heading", "swap_heading"))
        column.addWidget(label(self.tr("It must be the one that was just sold."), "muted"))
        column.addWidget(self._rows)
        column.addWidget(self._stop)
        column.addLayout(row)
        self._rows.input("swap_code").setFocus()

    def _on_changed(self) -> None:
        self._rows.show_error("swap_code", "")
        self._stop.setText("")

    def _on_scanned(self) -> None:
        codes = codes_of(self._rows.value("swap_code"), Scanner())
        if not codes:
            self._rows.show_error("swap_code", messages.format_sentence("code.shape", {}))
            return
        if self._code.lower() in codes:
            self.same.emit()
            self.accept()
            return
        self._rows.set_value("swap_code", "")
        self._stop.setText(self.tr("Stop. This is another card than the one that was sold. Do not hand it over."))
        announce(self, self._stop.text())
        self.swapped.emit()
