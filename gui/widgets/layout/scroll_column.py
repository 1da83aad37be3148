"""A page that scrolls up and down when there is too little room, and is no stop for Tab itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from gui.widgets.layout.scroll_area import ScrollArea


class ScrollColumn(ScrollArea):
    """`page` is as wide as there is room; what has the focus in it is brought into sight when it grows."""

    def __init__(self, page: QWidget, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        page.setProperty("role", "scrolled")
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(page)
        self._page = page

        self.verticalScrollBar().rangeChanged.connect(self._on_grown)

    def _on_grown(self) -> None:
        focus = self._page.focusWidget()
        if focus is not None and focus.isVisible():
            self.ensureWidgetVisible(focus, 0, 60)
