"""What happens to the dialogs when the till locks: none stays open, and none stays readable.

Where somebody typed, the dialog waits hidden and comes back for the same person; nobody else sees it again. A mere
question is left as by Esc.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget
from shiboken6 import isValid

from core.domain.staff import is_same
from gui.dialogs.fitting import FittingDialog

if TYPE_CHECKING:
    from core.rows import DeskStatus
    from gui.work.core_bridge import CoreBridge


class CoveredDialogs(QObject):
    """Listens to who is signed in; `window` gets the keys once a dialog over it is gone."""

    def __init__(self, bridge: CoreBridge, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._whose = ""
        self._locked = False
        self._covered: list[FittingDialog] = []

        bridge.status_changed.connect(self._on_status)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._on_window)

    def _on_status(self, status: DeskStatus) -> None:
        if status.locked and not self._locked:
            self._locked = True
            self._cover()
        elif status.signed_in:
            if self._locked:
                self._uncover(same=is_same(status.clerk, self._whose))
            self._locked, self._whose = False, status.clerk

    def _cover(self) -> None:
        """Take away every dialog, the one in front first."""
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        dialogs = _open_dialogs()
        for dialog in reversed(dialogs):
            if _is_kept(dialog):
                self._hide(dialog)
            else:
                dialog.reject()
        if dialogs:
            self._window.activateWindow()  # where no window manager gives the keyboard back

    def _on_window(self, window: QWindow | None) -> None:
        """Cover also what opens late, when an answer comes that was asked for before."""
        if self._locked and window is not None:
            for dialog in reversed(_open_dialogs()):
                if _is_kept(dialog):
                    self._hide(dialog)

    def _hide(self, dialog: QDialog) -> None:
        if isinstance(dialog, FittingDialog) and dialog not in self._covered:
            self._covered.insert(0, dialog)
        dialog.hide()

    def _uncover(self, *, same: bool) -> None:
        """Bring them back, the one in front last; or leave them, as by Esc, where somebody else signed in."""
        covered, self._covered = self._covered, []
        for dialog in covered:
            if isValid(dialog):
                if same:
                    dialog.come_back()
                else:
                    dialog.reject()


def _open_dialogs() -> list[QDialog]:
    """Return all that are to be seen, those at the bottom first. The word of a fault tells nothing of the shop."""
    found = (each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible())
    return sorted((each for each in found if not isinstance(each, QMessageBox)), key=_depth)


def _depth(dialog: QDialog) -> int:
    """Return how many dialogs lie under it."""
    count, parent = 0, dialog.parentWidget()
    while parent is not None:
        count += isinstance(parent, QDialog)
        parent = parent.parentWidget()
    return count


def _is_kept(dialog: QDialog) -> bool:
    return isinstance(dialog, FittingDialog) and dialog.keeps_input
