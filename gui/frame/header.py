"""The top line of every page: scan field, state pill, the way to everything, and who works at which till."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui.frame.scan_field import ScanField
from gui.frame.state_pill import StatePill
from gui.widgets.buttons import button, icon_button
from gui.widgets.labels import label

if TYPE_CHECKING:
    from core.rows import DeskStatus


_NARROW, _NARROW_ROOM, _ROOM = 1000, 196, 300
"""px: below what width the state has less room, and how much it has."""


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
        self.everything = icon_button(self.tr("Everything that can be done (Ctrl+K)"), "open_palette", "menu")
        self._avatar = label("", "avatar", "avatar")
        self._avatar.setFixedSize(32, 32)
        self._avatar.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._avatar.hide()
        self._who = label("", "strong", "who")
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
        row.addWidget(self.everything)
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

    def show_status(self, status: DeskStatus) -> None:
        self.state_pill.show_status(status)
        self._who.setText(" · ".join(part for part in (status.till_name, status.clerk) if part))
        self._avatar.setText(initials(status.clerk or status.till_name))
        self._avatar.show()
        self.sign.setText(self.tr("S&ign out") if status.signed_in else self.tr("S&ign in"))
        self.sign.setVisible(status.staffed)


def initials(name: str) -> str:
    """Two letters that stand for a name: "Anna" is AN, "Till 2" is T2."""
    words = name.split()
    letters = words[0][:1] + words[-1][:1] if len(words) > 1 else name.strip()[:2]
    return letters.upper()
