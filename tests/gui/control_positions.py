"""Where every control of a window stands, to tell whether anything moved under a hand."""

from collections import Counter

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QWidget

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView)


def places(window: QWidget, *, without: tuple[str, ...] = ("message_bar",)) -> dict[str, tuple[int, int, int, int]]:
    """The rectangle of each visible control in the window's own coordinates, by name and order."""
    found: dict[str, tuple[int, int, int, int]] = {}
    seen: Counter[str] = Counter()
    for each in window.findChildren(QWidget):
        if isinstance(each, CONTROLS) and each.isVisible() and not _is_in(each, without):
            name = each.objectName() or type(each).__name__
            seen[name] += 1
            at = each.mapTo(window, QPoint())
            found[f"{name}#{seen[name]}"] = (at.x(), at.y(), each.width(), each.height())
    return found


def moved(before: dict, after: dict) -> dict:
    """What stands elsewhere, came or went: name to place before and after."""
    names = [*before, *(name for name in after if name not in before)]
    return {name: (before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)}


def _is_in(widget: QWidget | None, names: tuple[str, ...]) -> bool:
    while widget is not None:
        if widget.objectName() in names:
            return True
        widget = widget.parentWidget()
    return False
