"""What was begun and not finished, a few lines of it, each with the button that takes it up again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.widgets.buttons.button import button
from gui.widgets.keys import chords
from gui.widgets.layout.panel import Panel
from gui.widgets.text.labels import label

MOST = 3
"""Shown at once."""


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """`id` goes out when the button `name`, which says `act`, is pressed; `mark` stands before the text.

    All lines say the same, so only the first keeps the chord of `act`.
    """

    id: str
    text: str
    action: str
    name: str
    mark: QWidget | None = None


class WaitingLines(Panel):
    """Hidden while there are none. `chosen` carries the id of a line."""

    chosen = Signal(str)

    def __init__(self, title: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent, name=name)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body.addLayout(self._lines)
        self.hide()

    def show_lines(self, lines: Sequence[WaitingRow]) -> None:
        """Show these in the place of those that were there."""
        self.setVisible(bool(lines))
        while item := self._lines.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        for at, each in enumerate(lines):
            self._lines.addWidget(self._line(each, first=at == 0))

    def _line(self, line: WaitingRow, *, first: bool) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        action = button(line.action if first else chords.plain(line.action), line.name, "quiet")
        action.setAccessibleDescription(line.text)
        action.setProperty("line", line.id)
        if line.mark is not None:
            across.addWidget(line.mark)
        across.addWidget(label(line.text, "text", wrap=True), 1)
        across.addWidget(action)
        action.clicked.connect(self._on_action)
        return row

    def _on_action(self) -> None:
        self.chosen.emit(str(self.sender().property("line")))
