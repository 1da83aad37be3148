"""Where the window was: size, place and whether it was maximised or full, for each screen, in the till's folder.

A screen that is gone is passed over, and nothing is ever restored outside of what a screen shows now.
"""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QObject, QRect, QSettings, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from core.file_owners import is_own
from gui.widgets.buttons.offers import Offer

_FILE = "window.ini"
_LAST = "last_screen"
_FULL, _MAXIMISED, _NORMAL = "full", "maximised", "normal"
_OF_STATE = {
    _FULL: Qt.WindowState.WindowFullScreen,
    _MAXIMISED: Qt.WindowState.WindowMaximized,
    _NORMAL: Qt.WindowState.WindowNoState,
}


class WindowPlace(QObject):
    """`folder` may not be there yet: then nothing is kept, and the window opens as it is made."""

    def __init__(self, window: QWidget, folder: Path) -> None:
        super().__init__(window)
        self._window, self._path = window, folder / _FILE
        self.offer = Offer("full_screen", self.tr("Full screen and back"), self.toggle, "F11", place=self.tr("Window"))

    def screen(self) -> QScreen:
        """Return the screen that the window was on last, if it is here now; else the first one."""
        last = str(self._settings().value(_LAST, ""))
        here = next((each for each in QGuiApplication.screens() if key_of(each) == last), None)
        return here or QGuiApplication.primaryScreen()

    def restore(self, screen: QScreen) -> bool:
        """Put the window where it was on `screen`. False when it never was there, or stood outside of it."""
        kept, key = self._settings(), key_of(screen)
        rect, room = kept.value(f"{key}/place"), screen.availableGeometry()
        if not isinstance(rect, QRect) or not rect.isValid():
            return False
        self._window.setGeometry(inside(rect, room))
        state = _OF_STATE.get(str(kept.value(f"{key}/state", _NORMAL)), Qt.WindowState.WindowNoState)
        self._window.setWindowState(state)
        return True

    def keep(self) -> None:
        """Keep it as it is now. A folder that cannot be written to, or is another user's, keeps nothing."""
        if not self._path.parent.is_dir() or not is_own(self._path.parent):
            return
        kept, key = self._settings(), key_of(self._window.screen())
        state = self._window.windowState()
        full, maximised = state & Qt.WindowState.WindowFullScreen, state & Qt.WindowState.WindowMaximized
        kept.setValue(f"{key}/place", self._window.normalGeometry())
        kept.setValue(f"{key}/state", _FULL if full else _MAXIMISED if maximised else _NORMAL)
        kept.setValue(_LAST, key)
        kept.sync()

    def toggle(self) -> None:
        """Switch to full screen, and back to what it was."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _settings(self) -> QSettings:
        return QSettings(str(self._path), QSettings.Format.IniFormat)


def key_of(screen: QScreen) -> str:
    """Return a name for the screen that stays the same from start to start: its own, and its size in its own pixels."""
    size, ratio = screen.size(), screen.devicePixelRatio()
    named = "-".join((screen.name(), screen.model(), screen.serialNumber()))
    plain = re.sub(r"[^A-Za-z0-9]+", "-", named).strip("-") or "screen"
    return f"{plain}-{round(size.width() * ratio)}x{round(size.height() * ratio)}"


def inside(rect: QRect, room: QRect) -> QRect:
    """Return `rect` as large as it fits into `room`, and moved into it."""
    size = rect.size().boundedTo(room.size())
    left = min(max(rect.left(), room.left()), room.right() - size.width() + 1)
    top = min(max(rect.top(), room.top()), room.bottom() - size.height() + 1)
    return QRect(left, top, size.width(), size.height())
