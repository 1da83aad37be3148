"""A start while the folder is at work elsewhere: says so in a small window of its own, and goes on by itself.

It has no field: a scan that comes meanwhile goes nowhere, and no Enter of a scanner closes it.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout

from gui.look import icons
from gui.widgets.buttons.button import button
from gui.widgets.messages.empty_state import Picture
from gui.widgets.text.labels import centred, label

if TYPE_CHECKING:
    from gui.start.second_start import FolderClaim

_LOOK_MS = 500
_WIDTH = 440


class WaitPage(QDialog):
    """Closes when `hold` has the folder, or when the other window came to the front, or at Esc."""

    _called = Signal(bool)

    def __init__(self, hold: FolderClaim, folder: Path, owner: str) -> None:
        super().__init__()
        self._hold, self._folder = hold, folder
        self._calling = False
        self.setObjectName("wait_page")
        self.setWindowTitle("Counterfoil")
        self.setWindowIcon(icons.icon("logo", "accent"))
        window = owner.endswith("(window)")
        heading = self.tr("Counterfoil is open already") if window else self.tr("One moment")
        busy = self.tr(
            "Its window does not answer just now. Please wait: it comes to the front as soon as it does. If it stays "
            "like this, restart the computer. What was accepted is kept."
        )
        other = self.tr("A command is at work on this till. Counterfoil opens as soon as it is done.")
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(14)
        column.addWidget(Picture("history", "info"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(centred(label(heading, "heading", "wait_heading"), _WIDTH))
        column.addLayout(centred(label(busy if window else other, "text", "wait_sentence", wrap=True), _WIDTH))
        number = "".join(filter(str.isdigit, owner))
        process = self.tr("Process {n}").format(n=number) if number else ""
        column.addLayout(centred(label(process, "hint", "wait_owner"), _WIDTH))
        self._close = button(self.tr("Do not wait"), "wait_close")
        column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignHCenter)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._window = window
        self.setFocus()

        self._close.clicked.connect(self.reject)
        self._look.timeout.connect(self._on_look)
        self._called.connect(self._on_called)
        self._look.start()

    def done(self, result: int) -> None:
        self._look.stop()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take only Esc: Enter may be the end of a scan."""
        if event.key() == Qt.Key.Key_Escape:
            self.reject()

    def _on_look(self) -> None:
        self._hold.tried()
        if self._hold.owned:
            self.accept()
        elif self._window and not self._calling:
            self._calling = True
            threading.Thread(target=self._call, daemon=True).start()

    def _call(self) -> None:
        """Call in a thread of its own: a window that stands still takes seconds to say nothing."""
        from gui.start.second_start import brought_to_front  # noqa: PLC0415 - second_start shows this page

        came = brought_to_front(self._folder)
        with suppress(RuntimeError):  # the page was closed meanwhile
            self._called.emit(came)

    def _on_called(self, came: bool) -> None:
        self._calling = False
        if came:
            self.reject()
