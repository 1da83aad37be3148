"""A window on a screen that is too small for it, as at 200 % on a small panel: it scrolls, and nothing is cut off."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QVBoxLayout, QWidget

from gui.widgets.layout.scroll_area import ScrollArea

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

        self._laid_out = QTimer(self)
        self._laid_out.setSingleShot(True)
        self._laid_out.setInterval(0)
        self._laid_out.timeout.connect(self.bring_focus)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def bring_focus(self) -> None:
        """Scroll to what has the focus, if that is on the page."""
        now, page = QApplication.focusWidget(), self.widget()
        if now is not None and page is not None and page.isAncestorOf(now):
            place, room = QRect(now.mapTo(page, QPoint()), now.size()), self.viewport().size()
            beside = min(place.width() // 2 + _AROUND, room.width() // 2)
            around = min(place.height() // 2 + _AROUND, room.height() // 2)
            self.ensureVisible(place.center().x(), place.center().y(), beside, around)  # Qt's own shows the caret only

    def _on_focus_changed(self, _before: QWidget | None, _now: QWidget | None) -> None:
        self._laid_out.start()  # what came to the front with it has no place yet


def is_small(window: QWidget) -> bool:
    """Return whether it had to be fitted."""
    return window.findChild(SmallScreen) is not None


def fit(window: QWidget, room: QSize) -> None:
    """Let `window`, which has its layout on itself, scroll where it needs more than `room`."""
    layout = window.layout()
    needed = window.sizeHint().expandedTo(window.minimumSize())
    if layout is None or needed.boundedTo(room) == needed:
        return
    focus = window.focusWidget()
    page = QWidget()
    page.setProperty("role", "page")
    page.setLayout(layout)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(SmallScreen(page, needed, window))
    window.setMinimumSize(needed.boundedTo(room))
    window.resize(needed.boundedTo(room))
    if focus is not None:
        focus.setFocus()  # it was lost with its old place


def fit_page(window: QMainWindow, room: QSize) -> None:
    """Let the page of `window` scroll where it needs more than `room`."""
    needed = window.minimumSize()
    if needed.boundedTo(room) == needed or (page := window.takeCentralWidget()) is None:
        return
    window.setCentralWidget(SmallScreen(page, needed, window))
    window.setMinimumSize(needed.boundedTo(room))
    window.resize(room)
