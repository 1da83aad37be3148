"""What to tell the customer, word for word, in a quiet box of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.widgets.text.labels import label


class CustomerMessage(QFrame):
    """Hidden while there is nothing to be told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("told_box")
        self.setProperty("role", "told")
        self._text = label("", "told", "outcome_customer", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(4)
        column.addWidget(label(self.tr("Tell the customer:"), "title", "outcome_customer_title"))
        column.addWidget(self._text)
        self.hide()

    def show_text(self, text: str) -> None:
        self._text.setText(text)
        self.setVisible(bool(text))
