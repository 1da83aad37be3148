"""What stands in a window to be read, and where it has too little room."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)

from tests.gui.pseudo_language import CLOSE, OPEN

_SAID = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
_NESTED = 4


def shown(window: QWidget) -> list[QWidget]:
    return [window, *(each for each in window.findChildren(QWidget) if each.isVisible())]


def texts(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Each text of one widget: what kind of text, and the text."""
    yield "name", widget.accessibleName()
    yield "description", widget.accessibleDescription()
    yield "tip", widget.toolTip()
    if isinstance(widget, (QLabel, QAbstractButton)):
        yield "text", widget.text()
    if isinstance(widget, QLineEdit):
        yield "placeholder", widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (("choice", widget.itemText(at)) for at in range(widget.count()))
    if isinstance(widget, QTableView):
        yield from (("header", text) for text in _headers(widget.model()))


def foreign(text: str) -> str:
    """What is left of `text` without all that was translated."""
    for _ in range(_NESTED):
        text = _SAID.sub("", text)
    return text


def _headers(model: QAbstractItemModel) -> Iterator[str]:
    for at in range(model.columnCount()):
        yield str(model.headerData(at, Qt.Orientation.Horizontal) or "")


def clipped(widget: QWidget) -> str:
    """How much room a widget misses for its text, in words; "" when it has enough.

    A placeholder is a hint beside an accessible name, and Qt ends it with … by itself.
    """
    if isinstance(widget, QLabel) and widget.text() and not widget.property("elided"):
        return _label(widget)
    if isinstance(widget, QAbstractButton) and widget.text():
        return _wanted(widget.sizeHint().width(), widget.width())
    if isinstance(widget, QComboBox):
        return _wanted(widget.minimumSizeHint().width(), widget.width())
    if isinstance(widget, QHeaderView) and widget.orientation() == Qt.Orientation.Horizontal:
        return _header(widget)
    return ""


def _label(widget: QLabel) -> str:
    if widget.wordWrap():
        return _wanted(widget.heightForWidth(widget.width()), widget.height(), "high")
    return _wanted(widget.sizeHint().width(), widget.width())


def _header(widget: QHeaderView) -> str:
    short = [
        str(widget.model().headerData(at, Qt.Orientation.Horizontal))
        for at in range(widget.count())
        if not widget.isSectionHidden(at) and widget.sectionSizeHint(at) > widget.sectionSize(at)
    ]
    return f"columns {short}" if short else ""


def _wanted(needed: int, there: int, which: str = "wide") -> str:
    return f"needs {needed} px, is {there} {which}" if needed > there + 1 else ""


def parts_of_qt(widget: QWidget) -> bool:
    """Qt builds its own widgets from others; those are not ours."""
    above = widget.parentWidget()
    return isinstance(above, (QComboBox, QAbstractItemView)) or widget.objectName().startswith("qt_")
