"""The top line of every page: scan field, state pill, the way to everything, and who works at which till."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui.frame.state_pill import StatePill
from gui.input.scan_field import ScanField
from gui.widgets.buttons.button import button, icon_button
from gui.widgets.text.labels import label

if TYPE_CHECKING:
    from core.rows import DeskStatus


BANNER_HEIGHT = 40
"""px below it: the room of the band, which is kept while it is not seen."""
_NARROW, _NARROW_ROOM, _ROOM, _NAMES = 1000, 196, 300, 110
"""px: below what width the state and the names have less room, and how much they have."""


class Header(QFrame):
    """`scan_field`, `state_pill`, `everything` and `sign` speak for themselves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setProperty("role", "header")
        self.setFixedHeight(64)
        self.scan_field = ScanField()
        self.scan_field.setMaximumWidth(620)
        self.state_pill = StatePill()
        self.palette_button = icon_button(self.tr("Everything that can be done (Ctrl+K)"), "open_palette", "menu")
        self._avatar = label("", "avatar", "avatar")
        self._avatar.setFixedSize(32, 32)
        self._avatar.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._avatar.hide()
        self._who = label("", "strong", "who")
        self._names = self._first = ""
        self.sign = button(self.tr("S&ign in"), "sign", "quiet")
        self.sign.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 9, 24, 9)
        row.setSpacing(16)
        self._room = QWidget()
        within = QHBoxLayout(self._room)
        within.setContentsMargins(0, 0, 0, 0)
        within.addWidget(self.state_pill)
        within.addStretch(1)
        row.addWidget(self.scan_field, 10)
        row.addWidget(self._room)
        row.addWidget(self.palette_button)
        row.addStretch(1)
        row.addWidget(self._avatar)
        row.addSpacing(-6)
        row.addWidget(self._who)
        row.addWidget(self.sign)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = _NARROW_ROOM if self.width() < _NARROW else _ROOM
        self._room.setFixedWidth(wide)
        self.state_pill.room(wide)
        self._show_names()

    def _show_names(self) -> None:
        """Show the names; long ones give way to the scan field, and a screen reader says the whole of them."""
        narrow = self.width() < _NARROW
        names, most = (self._first, _NAMES) if narrow else (self._names, self.width())
        shown = self._who.fontMetrics().elidedText(names, Qt.TextElideMode.ElideRight, most)
        self._who.setText(shown)
        self._who.setAccessibleName(self._names)

    def show_status(self, status: DeskStatus) -> None:
        self.state_pill.show_status(status)
        self._names = " · ".join(part for part in (status.till_name, status.clerk) if part)
        self._first = status.clerk or status.till_name
        self._show_names()
        self._avatar.setText(initials(status.clerk or status.till_name))
        self._avatar.show()
        self.sign.setText(self.tr("S&ign out") if status.signed_in else self.tr("S&ign in"))
        self.sign.setVisible(status.staffed)


def initials(name: str) -> str:
    """Return two letters that stand for a name: "Anna" is AN, "Till 2" is T2."""
    words = name.split()
    letters = words[0][:1] + words[-1][:1] if len(words) > 1 else name.strip()[:2]
    return letters.upper()
