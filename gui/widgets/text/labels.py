"""The one place that makes a QLabel: always plain text, so that a note from outside is never read as markup.

Characters that steer (controls, changes of direction) are not shown either.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gui.look.direction import plain_text, right_to_left


class PlainLabel(QLabel):
    """Whatever it is given it shows as text and nothing else."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(plain_text(text), parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if right_to_left():  # Qt would put "75.00 $" to the left, for its letters are Latin
            self.setAlignment(
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            )

    def setText(self, text: str) -> None:
        super().setText(plain_text(text))


def label(text: str = "", role: str = "text", name: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label in a look of gui.look.style_sheet. Its text is its accessible name, so it gets no other one."""
    made = PlainLabel(text)
    made.setProperty("role", role)
    made.setObjectName(name)
    made.setWordWrap(wrap)
    return made


def label_of(box: QWidget, text: str, name: str = "") -> QLabel:
    """Return the label that names a field: its chord goes there."""
    made = label(text, "label", name)
    made.setBuddy(box)
    return made


def centred(text: QLabel, width: int) -> QHBoxLayout:
    """Put `text` into the middle of a row, wrapped at `width` px and as high as it then needs."""
    text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    text.setFixedWidth(width)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(text)
    row.addStretch(1)
    return row


def set_look(widget: QWidget, **properties: str) -> None:
    """Change properties that the style sheet looks at, and let it look again."""
    if all(widget.property(key) == value for key, value in properties.items()):
        return
    for key, value in properties.items():
        widget.setProperty(key, value)
    for one in (widget, *widget.findChildren(QWidget)):
        one.style().unpolish(one)
        one.style().polish(one)
