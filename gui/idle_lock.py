"""Signs out whoever left the till: after so many minutes without a key or a touch. What is on the page stays there."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from shiboken6 import isValid

if TYPE_CHECKING:
    from core.bootstrap import Core
    from gui.work.worker import Desk

SETTING = "window.idle_lock"
"""Minutes; 0: never."""
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

    def __init__(self, desk: Desk, parent: QObject, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._desk, self._now = desk, now
        self._last = now()
        self._windows: list[QWindow] = []
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)

        self._look.timeout.connect(self.look)

    def start(self) -> None:
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication) and not self._look.isActive():
            app.focusWindowChanged.connect(self.watch)
            self.watch(QGuiApplication.focusWindow())
            self._look.start()

    def watch(self, window: QWindow | None) -> None:
        """Every window that gets the keys, dialogs too; once for each."""
        self._windows = [each for each in self._windows if isValid(each)]
        if window is not None and window not in self._windows:
            self._windows.append(window)
            window.installEventFilter(self)

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        if event.type() in _HANDS:
            self._last = self._now()
        return False

    def look(self) -> None:
        """Called every few seconds: asks the core only after a minute without a hand."""
        status, idle = self._desk.status, self._now() - self._last
        if status is not None and status.signed_in and idle >= _SHORTEST_S:
            self._desk.ask(_sign_out_after(idle), self._on_done, lane="counter")

    def _on_done(self, signed_out: bool) -> None:
        if signed_out:
            self._desk.look_again()
            self.locked.emit()


def _sign_out_after(idle_s: float) -> Callable[[Core], bool]:
    def work(core: Core) -> bool:
        minutes = int(core.preferences.get(SETTING))
        if not minutes or idle_s < minutes * 60 or core.staff.present is None:
            return False
        core.staff.sign_out()
        return True

    return work
