"""The licence of one part, word for word."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from core.setup.licences import licence_text
from core.setup.parts import SoftwarePart
from gui.dialogs.fitting import FittingDialog
from gui.look.resources import resources
from gui.widgets.buttons.button import button
from gui.widgets.text.labels import label

_SIZE = 640, 560
"""px"""


class LicenceDialog(FittingDialog):
    """`open` it; it deletes itself. Esc closes it."""

    def __init__(self, part: SoftwarePart, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("licence_dialog")
        self.setModal(True)
        self.setWindowTitle(self.tr("Licence"))
        self.resize(*_SIZE)
        text = QPlainTextEdit(licence_text(part.name, resources()))
        text.setObjectName("licence_text")
        text.setAccessibleName(self.tr("Licence"))
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        close = button(self.tr("&Close"), "licence_close")
        close.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(12)
        column.addWidget(label(" ".join((part.name, part.version)).strip(), "heading", "licence_part"))
        column.addWidget(label(part.licence, "muted", "licence_name", wrap=True))
        column.addWidget(text, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

        close.clicked.connect(self.accept)
        self.finished.connect(self.deleteLater)
        text.setFocus()
