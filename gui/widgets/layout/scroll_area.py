"""A scroll area that a screen reader may walk through at any time.

Qt's own counts its bars among its children while they show, and takes any number it is asked for as one of them: when
a bar goes between the two questions, as with a page that leaves, the program dies (seen with Qt 6.11, libatspi 2.46).
Here the viewport is the only child that is counted, and the bars beside it are ours.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QScrollBar, QWidget

_MOST_ROUNDS = 4
"""A bar beside, then one below for want of width, then one beside for want of height, and nothing new."""


class ScrollArea(QScrollArea):
    """As QScrollArea, with the widget resizable. `sideways` allows the horizontal bar too."""

    def __init__(self, parent: QWidget | None = None, *, sideways: bool = False) -> None:
        super().__init__(parent)
        self._making_room = False
        self._upright = _Twin(self.verticalScrollBar(), self)
        self._level = _Twin(self.horizontalScrollBar(), self) if sideways else None
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self.horizontalScrollBar().rangeChanged.connect(self._on_range_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._on_range_changed()

    def _on_range_changed(self) -> None:
        """Make room for the bars. That itself changes the ranges, for a moment to what will not stay: only the ranges
        after it count, or each bar would call the other up for ever (seen when a window on a small screen grew).
        """
        if self._making_room:
            return
        self._making_room = True
        for _ in range(_MOST_ROUNDS):
            if not self._make_room():
                break
        self._making_room = False
        self._place()

    def _make_room(self) -> bool:
        """Return whether the margins were others before."""
        beside = self._upright.follow()
        below = self._level.follow() if self._level else 0
        mirrored = self.isRightToLeft()
        margins = QMargins(beside if mirrored else 0, 0, 0 if mirrored else beside, below)
        if margins == self.viewportMargins():
            return False
        self.setViewportMargins(margins)
        return True

    def _place(self) -> None:
        inner = self.contentsRect()
        beside, below = self._upright.thickness, self._level.thickness if self._level else 0
        left = inner.left() if self.isRightToLeft() else inner.right() + 1 - beside
        self._upright.setGeometry(left, inner.top(), beside, inner.height() - below)
        if self._level:
            start = inner.left() + (beside if self.isRightToLeft() else 0)
            self._level.setGeometry(start, inner.bottom() + 1 - below, inner.width() - beside, below)


class _Twin(QScrollBar):
    """Shows and moves a bar that nobody sees."""

    def __init__(self, bar: QScrollBar, parent: QWidget) -> None:
        super().__init__(bar.orientation(), parent)
        self._bar = bar
        self.hide()

        bar.valueChanged.connect(self.setValue)
        self.valueChanged.connect(bar.setValue)

    @property
    def thickness(self) -> int:
        """px; 0 while everything is in sight."""
        if self.isHidden():
            return 0
        hint = self.sizeHint()
        return min(hint.width(), hint.height())

    def follow(self) -> int:
        """Take the range over and return the thickness."""
        self.setPageStep(self._bar.pageStep())
        self.setSingleStep(self._bar.singleStep())
        self.setRange(self._bar.minimum(), self._bar.maximum())
        self.setValue(self._bar.value())
        self.setVisible(self._bar.maximum() > self._bar.minimum())
        return self.thickness
