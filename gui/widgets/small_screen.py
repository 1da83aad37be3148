"""A window on a screen that is too small for it, as at 200 % on a small panel: it scrolls, and nothing is cut off."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from gui.widgets.scroll_area import ScrollArea

_AROUND = 24
"""How much beside the focus is brought into sight with it, px."""


class SmallScreen(ScrollArea):
    """`page` keeps the size it needs; whatever gets the focus comes into sight."""

    def __init__(self, page: QWidget, needed: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent, sideways=True)
        self.setObjectName("small_screen")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        page.setMinimumSize(needed)
        self.setWidget(page)

        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        page = self.widget()
        if now is not None and page is not None and page.isAncestorOf(now):
            self.ensureWidgetVisible(now, _AROUND, _AROUND)
