"""Online or offline and how much waits, in words; a click opens the one switch that pulls the plug or puts it back.

It has a room of its own in the header, so that longer words move neither the scan field nor any button.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from gui.look import theme
from gui.look.direction import mirrored
from gui.widgets.buttons.button import tip
from gui.widgets.messages.announcement import announce
from gui.widgets.text.marker import paint_marker
from gui.wording.counts import need_you

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from core.rows import DeskStatus


_WIDE = 320
"""px: as much as it ever needs in English."""


class StatePill(QPushButton):
    """`switch_requested(True)` means: work offline. A change of the connection is spoken, a count is not."""

    switch_requested = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("state_pill")
        self.setAutoDefault(False)
        self.setMinimumHeight(44)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFont(theme.text_font(13, theme.SEMI_BOLD))
        self._word, self._tone = "", "neutral"
        self._parts = ("", "", "")
        self._most = _WIDE
        self._offline = False
        self.setText(self.tr("Starting…"))

    @cached_property
    def _switch(self) -> QAction:
        """Made with the first status: the first frame has nothing to switch."""
        from PySide6.QtGui import QAction  # noqa: PLC0415 - behind the first frame
        from PySide6.QtWidgets import QMenu  # noqa: PLC0415 - as above

        menu, switch = QMenu(self), QAction(self)
        switch.setObjectName("offline_switch")
        menu.addAction(switch)
        self.setMenu(menu)
        switch.triggered.connect(self._on_switch)
        return switch

    def show_status(self, status: DeskStatus) -> None:
        self._offline = status.connection == "switched_off"
        before, (self._word, self._tone) = self._word, self._state(status.connection)
        waits = self.tr("{n} waiting").format(n=status.pending) if status.pending else ""
        needs = need_you(status.needs_attention) if status.needs_attention else ""
        if needs and self._tone == "good":
            self._tone = "warn"  # never green while a person is needed
        self._parts = (self._word, waits, needs)
        self._fit()
        self._switch.setText(self.tr("Go back online") if self._offline else self.tr("Work offline"))
        self.setAccessibleDescription(self._switch.text())
        self.update()
        if before and before != self._word:
            announce(self, self._word)

    def room(self, most: int) -> None:
        """Limit the pill to `most` px; what has no room is in the tip, and how much waits beside the outbox."""
        self._most = most
        self._fit()

    def _fit(self) -> None:
        word, waits, needs = self._parts
        if not word:
            return
        whole = _joined(word, waits, needs)
        fitting = (text for text in (whole, _joined(word, needs or waits)) if self._wide(text) <= self._most)
        self.setText(next(fitting, word))
        tip(self, "" if self.text() == whole else whole)
        self.setAccessibleName(whole)
        self.updateGeometry()

    def _wide(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + 47

    def sizeHint(self) -> QSize:
        return QSize(self._wide(self.text()), 44)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shade, ground = theme.tokens().tone(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QPen(QColor(theme.tokens().focus), 2) if self.hasFocus() else QPen(Qt.PenStyle.NoPen)
        painter.setPen(ring)
        painter.setBrush(QColor(ground))
        box = QRectF(self.rect()).adjusted(1, 6, -1, -6)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        paint_marker(
            painter,
            mirrored(painter, QRectF(15, self.height() / 2 - 5.5, 11, 11), QRectF(self.rect())),
            self._tone,
            shade,
        )
        painter.setPen(QColor(shade))
        painter.drawText(mirrored(painter, box.adjusted(31, 0, 0, 0), box), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()

    def _state(self, connection: str) -> tuple[str, str]:
        return {
            "online": (self.tr("Online"), "good"),
            "offline": (self.tr("Offline"), "warn"),
            "switched_off": (self.tr("Working offline"), "warn"),
            "unauthorised": (self.tr("Token refused"), "bad"),
            "unreadable": (self.tr("Not readable"), "bad"),
        }.get(connection, (self.tr("Connecting…"), "neutral"))

    def _on_switch(self) -> None:
        self.switch_requested.emit(not self._offline)


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))
