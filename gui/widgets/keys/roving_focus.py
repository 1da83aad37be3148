"""Buttons that belong together are one Tab stop, moved in by the arrow keys: keypads, ready amounts, tiles."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget


class RovingFocus(QObject):
    """`across`: how many stand in a line; 0 while they are all in one. The last one that had the focus is the stop."""

    def __init__(self, area: QWidget, across: int = 0) -> None:
        super().__init__(area)
        self._area = area
        self.across = across
        self._buttons: list[QAbstractButton] = []

    @property
    def buttons(self) -> tuple[QAbstractButton, ...]:
        """In the order of the arrow keys."""
        return tuple(self._buttons)

    def take(self, buttons: Sequence[QAbstractButton]) -> None:
        """Lead these instead of those before; the first that can be pressed is the stop."""
        self._buttons = list(buttons)
        for each in self._buttons:
            each.installEventFilter(self)
        self._renew(next((each for each in self._buttons if each.isEnabled()), None))

    def stop_at(self, button: QAbstractButton) -> None:
        """Let Tab come to this one, as to the tile that is chosen."""
        if _can(button):
            self._renew(button)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QAbstractButton) or watched not in self._buttons:
            return False
        kind = event.type()  # once: it is asked for thousands of times
        if kind == QEvent.Type.FocusIn:
            self._renew(watched)
        elif kind in {QEvent.Type.EnabledChange, QEvent.Type.Hide} and not _can(watched):
            self._leave(watched)
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._go(watched, event)
        return False

    def _renew(self, stop: QAbstractButton | None) -> None:
        for each in self._buttons:
            wanted = Qt.FocusPolicy.TabFocus if each is stop else Qt.FocusPolicy.NoFocus
            if each.focusPolicy() != wanted:
                each.setFocusPolicy(wanted)

    def _leave(self, gone: QAbstractButton) -> None:
        """Choose another stop when this one cannot be pressed any more."""
        if gone.focusPolicy() != Qt.FocusPolicy.NoFocus:
            self._renew(next((each for each in self._buttons if _can(each) and each is not gone), gone))

    def _go(self, at: QAbstractButton, event: QKeyEvent) -> bool:
        step = self._step(event)
        if step is None:
            return False
        place = self._buttons.index(at) + step
        while 0 <= place < len(self._buttons) and not _can(self._buttons[place]):
            place += 1 if step > 0 else -1
        if 0 <= place < len(self._buttons):
            self._buttons[place].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _step(self, event: QKeyEvent) -> int | None:
        line = self.across or 1
        left_to_right = self._area.layoutDirection() is Qt.LayoutDirection.LeftToRight
        right = 1 if left_to_right else -1
        steps = {Qt.Key.Key_Right: right, Qt.Key.Key_Left: -right, Qt.Key.Key_Down: line, Qt.Key.Key_Up: -line}
        return None if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier else steps.get(Qt.Key(event.key()))


def _can(button: QAbstractButton) -> bool:
    return button.isEnabled() and not button.isHidden()
