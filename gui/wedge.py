"""Tells a scanner from fingers by timing, whichever widget has the focus, so that a scan never types into an amount.

Printable keys are held back for a moment. A burst of six or more, 30 ms apart on average and ended by Enter, is a
scan; anything else is handed on unchanged and in order. Times are those at which the keys were struck, not those at
which a busy machine delivers them.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from gui.widgets.enter import ENTER

_SHORTEST = 6
_MEAN_GAP_S = 0.030
_HOLD_S = 0.040
_BURST_HOLD_S = 0.110
"""Once it looks like a scan, single gaps may be long: with Shift one of 33 ms was seen, over a network 47."""
_BEAT_MS = 10
"""The hold is counted in beats of the event loop. While that stands still no beat counts: keys may be waiting in it."""
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_SHIFTS = {Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_AltGr, Qt.Key.Key_Mode_switch}


class Wedge(QObject):
    """An event filter for the QWindow of the main window. `now` is a clock in seconds for keys without a time."""

    scanned = Signal(str)

    def __init__(self, now: Callable[[], float] = time.monotonic, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._held: list[QKeyEvent] = []
        self._first = self._last = 0.0
        self._beats = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)

        self._timer.timeout.connect(self._on_beat)

    @property
    def holding(self) -> bool:
        """Keys came that may yet become a scan; what would keep the next ones waiting must not begin now."""
        return bool(self._held)

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        if event.type() not in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride} or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            return self._wants_as_key(event)
        if _is_printable(event):
            self._hold(event)
            return True
        if event.key() in _SHIFTS:
            return False  # a scanner presses Shift before every capital letter
        if event.key() in ENTER and self._is_scan():
            self._end_scan()
            return True
        self._on_quiet()
        return False

    def _wants_as_key(self, event: QKeyEvent) -> bool:
        if _is_printable(event):
            event.accept()
            return True
        return False

    def _hold(self, event: QKeyEvent) -> None:
        struck = event.timestamp() / 1000 or self._now()
        if self._held and struck - self._last > self._patience():
            self._on_quiet()
        if not self._held:
            self._first = struck
        self._last = struck
        self._held.append(event.clone())
        self._beats = 0
        self._timer.start()

    def _patience(self) -> float:
        """How long the next key of a scan may take, seconds."""
        return _BURST_HOLD_S if self._looks_quick() else _HOLD_S

    def _looks_quick(self) -> bool:
        gaps = len(self._held) - 1
        return gaps >= 2 and (self._last - self._first) / gaps <= _MEAN_GAP_S

    def _on_beat(self) -> None:
        self._beats += 1
        if self._beats * _BEAT_MS >= self._patience() * 1000:
            self._on_quiet()

    def _is_scan(self) -> bool:
        return len(self._held) >= _SHORTEST and self._looks_quick()

    def _end_scan(self) -> None:
        text = "".join(key.text() for key in self._held).strip()
        self._held.clear()
        self._timer.stop()
        self.scanned.emit(text)

    def _on_quiet(self) -> None:
        """It was a person: the keys go where they were meant."""
        self._timer.stop()
        held, self._held = self._held, []
        for key in held:
            target = QApplication.focusWidget() or QApplication.activeWindow()
            if target is not None:
                QApplication.sendEvent(target, key)


def _is_printable(event: QKeyEvent) -> bool:
    text = event.text()
    return bool(text) and text.isprintable() and not event.modifiers() & ~_PLAIN
