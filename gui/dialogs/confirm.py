"""One question before something that cannot be taken back; the safe answer is the one that Enter and Esc give."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.dialogs.fitting import FittingDialog
from gui.widgets.buttons import BigButton
from gui.widgets.labels import label


class Confirm(FittingDialog):
    """`accepted` only when the named act was chosen. `open` it; it deletes itself."""

    def __init__(self, question: str, sentence: str, act: str, back: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("confirm")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(question)
        self.setMinimumWidth(440)
        act_button = BigButton(act, "confirm_act", role="danger")
        back_button = BigButton(back, "confirm_back", key=self.tr("Enter"))
        back_button.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(back_button, 1)
        row.addWidget(act_button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(14)
        column.addWidget(label(question, "heading", "confirm_question", wrap=True))
        column.addWidget(label(sentence, "muted", "confirm_sentence", wrap=True))
        column.addSpacing(6)
        column.addLayout(row)
        back_button.setFocus()

        act_button.clicked.connect(self.accept)
        back_button.clicked.connect(self.reject)
