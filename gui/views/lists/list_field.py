"""The filter field above a list, and the keys that go between the two.

Typing always lands in the field, Down and Page Down in the list; Enter in the field is `entered`.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.look.direction import right_to_left
from gui.widgets.lists.table import Table
from gui.widgets.text.icon_mark import IconMark

_PAUSE_MS = 120
_ICON = 18
_DOWN = frozenset({Qt.Key.Key_Down, Qt.Key.Key_PageDown})


class ListField(QLineEdit):
    """`searched` comes a moment after the last key, or at once with Enter."""

    searched = Signal(str)
    entered = Signal()

    def __init__(self, name: str, spoken: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setPlaceholderText(placeholder)
        self.setMinimumHeight(44)
        self.setMaxLength(200)
        self.setTextMargins(*((0, 0, _ICON + 8, 0) if right_to_left() else (_ICON + 8, 0, 0, 0)))
        self._picture = IconMark("search", _ICON, parent=self)
        self._table: Table | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)

        self.textChanged.connect(self._on_text_changed)
        self._pause.timeout.connect(self._on_pause_over)

    def lead(self, table: Table) -> None:
        """Let typing over `table` go into this field from now on."""
        self._table = table
        table.installEventFilter(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _DOWN and self._table is not None:
            self.go_down()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._hurry()
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left = self.width() - 14 - _ICON if right_to_left() else 14
        self._picture.move(left, (self.height() - _ICON) // 2)

    def go_down(self) -> None:
        """Go into the list, on the row that is chosen or its first."""
        if self._table is None or self._table.model().rowCount() == 0:
            return
        self._table.setFocus(Qt.FocusReason.TabFocusReason)
        if self._table.chosen is None:
            self._table.choose_row(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self._table:
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        """Take back the keys that are text, and Up on the first row."""
        if event.key() == Qt.Key.Key_Up and self._table is not None and self._table.currentIndex().row() <= 0:
            self.setFocus(Qt.FocusReason.BacktabFocusReason)
            return True
        text, modifiers = event.text(), event.modifiers()
        plain = not modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if plain and text.isprintable() and text.strip():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.insert(text)
            return True
        if event.key() == Qt.Key.Key_Backspace:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.backspace()
            return True
        return False

    def _hurry(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._on_pause_over()

    def _on_text_changed(self) -> None:
        self._pause.start()

    def _on_pause_over(self) -> None:
        self.searched.emit(self.text().strip())
