"""Signs out whoever left the till: after so many minutes without a key or a touch. What is on the page stays there."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from shiboken6 import isValid

from core.usecases import people

if TYPE_CHECKING:
    from core.usecases.people import IdleCheck
    from gui.work.core_bridge import CoreBridge

_LOOK_MS = 5_000
_SHORTEST_S = 60.0
_HANDS = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}


class IdleLock(QObject):
    """`locked` once somebody was signed out. It needs no care while nobody is signed in."""

    locked = Signal()

    def __init__(self, bridge: CoreBridge, parent: QObject, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._bridge, self._now = bridge, now
        self._last = now()
        self._windows: list[QWindow] = []
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)

        self._look.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to look: whoever sees the window is there, however long before it was made."""
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication) and not self._look.isActive():
            app.focusWindowChanged.connect(self.watch)
            self.watch(QGuiApplication.focusWindow())
            self._last = self._now()
            self._look.start()

    def watch(self, window: QWindow | None) -> None:
        """Watch every window that gets the keys, dialogs too; once for each."""
        self._windows = [each for each in self._windows if isValid(each)]
        if window is not None and window not in self._windows:
            self._windows.append(window)
            window.installEventFilter(self)

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        if event.type() in _HANDS:
            self._last = self._now()
        return False

    def look(self) -> None:
        """Look whether to lock, every few seconds: asks the core only after a minute without a hand."""
        status, idle = self._bridge.status, self._now() - self._last
        if status is not None and status.signed_in and idle >= _SHORTEST_S:
            self._bridge.run(partial(people.sign_out_idle, idle_s=idle), self._on_done)

    def _on_done(self, done: IdleCheck) -> None:
        if done.signed_out:
            self.locked.emit()
