"""The ways to every page, each with its function key, and how much waits in the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.frame.pages import PAGES, PageEntry, is_offered
from gui.look import icons, theme
from gui.look.direction import mirrored
from gui.widgets.buttons.button import FramedButton, icon_button
from gui.widgets.text.icon_mark import IconMark
from gui.widgets.text.key_hint import hint_width, paint_key
from gui.widgets.text.labels import label
from gui.wording.counts import need_you

if TYPE_CHECKING:
    from core.rows import DeskStatus
    from core.rows.alert import AlertRow


class NavButton(FramedButton):
    """A page's button. With a badge, the number takes the place of the key."""

    def __init__(self, page: PageEntry, parent: QWidget | None = None) -> None:
        super().__init__(page.word(), parent)
        self._key, self._icon = page.key, page.icon
        self._badge, self._tone = "", "warn"
        self.setObjectName(f"go_{page.name}")
        self.setProperty("page", page.name)
        self.setProperty("role", "nav")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setMinimumHeight(44)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(page.key)

    @property
    def tone(self) -> str:
        """The tone of the badge."""
        return self._tone

    def show_badge(self, text: str, tone: str, spoken: str) -> None:
        """Show the badge; `text` "" takes it away."""
        if (text, tone) != (self._badge, self._tone):
            self._badge, self._tone = text, tone
            self.setAccessibleDescription(f"{self._key}. {spoken}" if spoken else self._key)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, text = self.framed(event)
        shades, middle, right = theme.tokens(), self.height() / 2, self.width() - 12
        shade, whole = shades.accent if self.isChecked() else shades.muted, QRectF(self.rect())
        icons.paint(painter, mirrored(painter, QRectF(12, middle - 9, 18, 18), whole), self._icon, shade)
        painter.setPen(QColor(shade))
        words = mirrored(painter, QRectF(42, 0, right - 42, self.height()), whole)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        if self._badge:
            self._paint_badge(painter, right, middle)
        else:
            wide = hint_width(self._key)
            box = mirrored(painter, QRectF(right - wide, middle - 9, wide, 18), whole)
            paint_key(painter, box, self._key, (shades.muted, shades.line))
        painter.end()

    def _paint_badge(self, painter: QPainter, right: float, middle: float) -> None:
        shade, ground = theme.tokens().tone(self._tone)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.text_font(12, theme.SEMI_BOLD))
        wide = max(24, painter.fontMetrics().horizontalAdvance(self._badge) + 14)
        box = mirrored(painter, QRectF(right - wide, middle - 9, wide, 18), QRectF(self.rect()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, 9, 9)
        painter.setPen(QColor(shade))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._badge)


class Sidebar(QFrame):
    """`page_requested` carries the page's name; `help` is beside the name of the program."""

    page_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setProperty("role", "sidebar")
        self.setFixedWidth(200)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 9, 12, 12)
        column.setSpacing(4)
        self.help = icon_button(self.tr("Help: all keys (F10)"), "open_help", "circle-help")
        self.help.setFixedWidth(44)
        column.addLayout(self._brand())
        column.addSpacing(4)
        self._buttons: dict[str, NavButton] = {}
        self._marking = False
        self._alerts: tuple[AlertRow, ...] = ()
        self._approvals = 0
        for page in PAGES:
            button = NavButton(page)
            button.toggled.connect(self._on_toggled)
            column.addWidget(button)
            self._buttons[page.name] = button
        column.addStretch(1)

    def mark(self, name: str) -> None:
        """Show that page `name` is in front."""
        if name in self._buttons and not self._buttons[name].isHidden():
            self._marking = True
            self._buttons[name].setChecked(True)
            self._marking = False

    def show_status(self, status: DeskStatus) -> None:
        for name, each in self._buttons.items():
            each.setVisible(is_offered(name, status))
        count = status.needs_attention or status.pending
        waiting = self.tr("{n} waiting").format(n=count)
        spoken = need_you(count) if status.needs_attention else waiting
        tone = "bad" if status.needs_attention else "warn"
        self._buttons["outbox"].show_badge(str(count) if count else "", tone, spoken if count else "")
        self._approvals = status.approvals if status.manages else 0
        self._show_alerts()

    def show_alerts(self, rows: tuple[AlertRow, ...]) -> None:
        """Show how many alerts there are for whoever is here, and for a manager how many requests for approval."""
        self._alerts = rows
        self._show_alerts()

    def _show_alerts(self) -> None:
        rows = self._alerts
        tone = "bad" if any(row.finding.state == "bad" for row in rows) else "warn"
        alerts = self.tr("1 alert") if len(rows) == 1 else self.tr("{n} alerts").format(n=len(rows))
        waiting = self.tr("{n} waiting for approval").format(n=self._approvals)
        spoken = ", ".join([*([alerts] if rows else []), *([waiting] if self._approvals else [])])
        count = len(rows) + self._approvals
        self._buttons["alerts"].show_badge(str(count) if count else "", tone, spoken)

    def _brand(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(IconMark("logo", 24, "accent"))
        row.addWidget(label("Counterfoil", "brand", "brand"))
        row.addStretch(1)
        row.addWidget(self.help)
        return row

    def _on_toggled(self, checked: bool) -> None:
        """Go to the page. Not `clicked`: a screen reader toggles a checkable button without a click."""
        if checked and not self._marking:
            self.page_requested.emit(str(self.sender().property("page")))


def page_beside(sidebar: QWidget, column: QVBoxLayout) -> QWidget:
    """Return the page of the window: the sidebar, and beside it the column with everything else."""
    page = QWidget()
    page.setProperty("role", "page")
    across = QHBoxLayout(page)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(0)
    across.addWidget(sidebar)
    across.addLayout(column, 1)
    return page
