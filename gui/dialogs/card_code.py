"""Asks for the code of a pre-printed card. A window of its own, so that a scan lands here and not on the counter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.domain.code import grouped
from core.domain.scanner import Scanner, codes_of
from gui.dialogs.fitting import FittingDialog
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.text.labels import label
from gui.wording import messages

_MOST = 64


class CardCodeDialog(FittingDialog):
    """`code_given` carries a code of the right shape, in groups as people read it."""

    code_given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card_code_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(self.tr("Pre-printed card"))
        self.setMinimumWidth(460)
        field = Field("card_code", self.tr("Code of the card"), self.tr("8 to 20 letters and digits."), most=_MOST)
        self._rows = FieldRows((field,))
        self._take = BigButton(self.tr("Use this card"), "card_code_take", key=self.tr("Enter"))
        self._back = button(self.tr("&Back"), "card_code_back")
        self._arrange()

        self._rows.changed.connect(self._on_changed)
        self._rows.submitted.connect(self._on_taken)
        self._take.clicked.connect(self._on_taken)
        self._back.clicked.connect(self.reject)

    def take_scan(self, text: str) -> bool:
        """Take a scan, wherever in this window it was typed."""
        self._rows.set_value("card_code", text)
        self._on_taken()
        return True

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._back)
        row.addWidget(self._take, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(14)
        column.addWidget(label(self.tr("Scan the pre-printed card"), "heading", "card_code_heading"))
        column.addWidget(label(self.tr("Or type what is printed under its stripe or bar code."), "muted", wrap=True))
        column.addWidget(self._rows)
        column.addLayout(row)
        self._rows.input("card_code").setFocus()

    def _on_changed(self) -> None:
        self._rows.show_error("card_code", "")

    def _on_taken(self) -> None:
        codes = codes_of(self._rows.value("card_code"), Scanner())
        if not codes:
            self._rows.show_error("card_code", messages.format_sentence("code.shape", {}))
            return
        self.code_given.emit(grouped(codes[0]))
        self.accept()
