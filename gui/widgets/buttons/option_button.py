"""One way out of several, with the chord that chooses it; what the evidence hints at is filled."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.look import theme
from gui.widgets.buttons.button import ChordButton
from gui.widgets.text.key_hint import hint_width, paint_key

_GAP = 10


class OptionButton(ChordButton):
    """Space and Enter press it. `suggested` fills it and is spoken; it is pressed by a person only."""

    def __init__(self, text: str, name: str, *, suggested: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._suggested = suggested
        self.setObjectName(name)
        self.setProperty("role", "way")
        self.setProperty("suggested", "true" if suggested else "false")
        self.setAutoDefault(False)
        self.setMinimumHeight(46)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if suggested:
            self.setAccessibleDescription(self.tr("What the evidence hints at"))

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width() + _GAP + round(hint_width(self.hint)), 46)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, text = self.framed(event)
        shades = theme.tokens()
        shade = shades.on_accent if self._suggested else shades.text
        painter.setFont(theme.text_font(14, theme.SEMI_BOLD))
        painter.setPen(QColor(shade if self.isEnabled() else shades.muted))
        wide, key_wide = painter.fontMetrics().horizontalAdvance(text), hint_width(self.hint)
        left = (self.width() - wide - _GAP - key_wide) / 2
        painter.drawText(QRectF(left, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
        box = QRectF(left + wide + _GAP, self.height() / 2 - 9, key_wide, 18)
        colours = (shade, shade) if self._suggested else (shades.muted, shades.line)
        paint_key(painter, box, self.hint, colours)
        painter.end()
