"""What every page of the assistant is: a heading, a sentence, what is asked, and at the foot how to go on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.widgets.buttons.button import BigButton
from gui.widgets.layout.panel import Panel
from gui.widgets.text.labels import label

_WIDTH = 560


class AssistantPage(QWidget):
    """Put what is asked into `body`; `foot` is the row of buttons.

    `next_requested`: go on, done or skipped. `back_requested`: to the page before, where there is one.
    """

    next_requested = Signal()
    back_requested = Signal()

    def __init__(self, name: str, heading: str, sentence: str) -> None:
        super().__init__()
        self.setObjectName(f"first_run_{name}")
        self.setProperty("role", "page")
        self.setAccessibleName(heading)
        self._panel = panel = Panel(name=f"{name}_panel")
        panel.setFixedWidth(_WIDTH)
        self.body = panel.body
        self.body.setContentsMargins(32, 28, 32, 28)
        self.body.setSpacing(14)
        self.body.addWidget(label(heading, "heading", f"{name}_heading", wrap=True))
        self.body.addWidget(label(sentence, "muted", f"{name}_sentence", wrap=True))
        self.foot = QHBoxLayout()
        self.foot.setSpacing(10)
        column = QVBoxLayout(self)
        column.addStretch(1)
        row = QHBoxLayout()  # not an alignment: wrapped texts need their height for this width
        row.addStretch(1)
        row.addWidget(panel)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)

    def end(self, go_on: BigButton, *others: QPushButton) -> None:
        """Put the foot below: quiet ways on the left, the one that Enter takes on the right."""
        for each in others:
            self.foot.addWidget(each)
        self.foot.addWidget(go_on, 1)
        line = QFrame()
        line.setFixedHeight(4)
        self.body.addWidget(line)
        self.body.addLayout(self.foot)
        self._panel.fix_width(_WIDTH)  # the words of the buttons are longer in some languages

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus: Qt does so in dialogs alone."""
        focused = self.focusWidget()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    @property
    def busy(self) -> bool:
        """Something is under way that going back would not end."""
        return False

    def take_focus(self) -> None:
        """Put the focus where the work of this page starts."""
