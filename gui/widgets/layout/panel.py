"""A white box with round corners, a small title and a column of whatever is put in."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from gui.widgets.text.labels import label

MARGIN = 20


class Panel(QFrame):
    """Add to `body`. An empty title takes no room."""

    def __init__(self, title: str = "", parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setObjectName(name)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(MARGIN, MARGIN - 2, MARGIN, MARGIN)
        self.body.setSpacing(10)
        self.heading: QLabel = label(title, "title", f"{name}_title" if name else "")
        self.body.addWidget(self.heading)
        self.heading.setVisible(bool(title))  # once it has a parent: alone it would open as a window

    def fix_width(self, least: int) -> None:
        """Make it `least` px wide, or as many as its buttons need for their words in this language."""
        self.setFixedWidth(max(least, self.minimumSizeHint().width()))

    def set_title(self, title: str) -> None:
        self.heading.setText(title)
        self.heading.setVisible(bool(title))


def rule() -> QFrame:
    """Return a hair line between two rows."""
    line = QFrame()
    line.setProperty("role", "rule")
    line.setFixedHeight(1)
    return line
