"""What the policy of the shop has to say of an act before it is done, as one line in its panel."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.domain.command import TopUp, Update
from core.domain.outcome import Message
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label
from gui.wording import messages


class PolicyLine(QWidget):
    """`wanted` carries the command that the policy is asked about; `told` once its answer is shown."""

    wanted = Signal(object)
    told = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: TopUp | Update | None = None
        self._text = label("", "hint", name, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._text)
        self.hide()

    @property
    def says(self) -> bool:
        """Tell whether there is something to be said."""
        return bool(self._text.text())

    def ask(self, command: TopUp | Update | None) -> None:
        """Ask about a command, once; None: nothing is to be said."""
        if command == self._asked:
            return
        self._asked = command
        if command is None:
            self._show("")
        else:
            self.wanted.emit(command)

    def forget(self) -> None:
        """Ask again next time: the policy may be another one by then."""
        self._asked = None

    def show_advice(self, command: TopUp | Update, message: Message | None) -> None:
        """Show the answer, unless something else is asked by now."""
        if command == self._asked:
            self._show(messages.format_message(message))

    def _show(self, text: str) -> None:
        if text and text != self._text.text():
            announce(self, text)
        self._text.setText(text)
        self.setVisible(self.says)
        self.told.emit()
