"""One question before something that cannot be taken back; the safe answer is the one that Enter and Esc give."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.dialogs.fitting import FittingDialog
from gui.widgets.buttons.button import BigButton
from gui.widgets.text.labels import label


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What is asked, what it comes to, and the words of the two buttons."""

    question: str
    sentence: str
    action: str
    back: str


class Confirm(FittingDialog):
    """`accepted` only when the named act was chosen. `open` it; it deletes itself."""

    keeps_input = False

    def __init__(self, asked: Confirmation, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("confirm")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(asked.question)
        self.setMinimumWidth(440)
        confirm = BigButton(asked.action, "confirm_act", role="danger")
        back_button = BigButton(asked.back, "confirm_back", key=self.tr("Enter"))
        back_button.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(back_button, 1)
        row.addWidget(confirm, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(14)
        column.addWidget(label(asked.question, "heading", "confirm_question", wrap=True))
        column.addWidget(label(asked.sentence, "muted", "confirm_sentence", wrap=True))
        column.addSpacing(6)
        column.addLayout(row)
        back_button.setFocus()

        confirm.clicked.connect(self.accept)
        back_button.clicked.connect(self.reject)
