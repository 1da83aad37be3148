"""Where text goes now: by what has the focus, what lies over it, and whether a dialog stands in front."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtGui import QWindow
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from gui.widgets.amount_display import AmountDisplay


class Place(Enum):
    """TEXT a field; SECRET a PIN or token; AMOUNT; SCAN the scan field; MENU, LIST open ones; else PAGE or NOWHERE."""

    TEXT = auto()
    SECRET = auto()
    AMOUNT = auto()
    SCAN = auto()
    MENU = auto()
    LIST = auto()
    PAGE = auto()
    NOWHERE = auto()


@dataclass(frozen=True, slots=True)
class Spot:
    """`widget` is what the text goes into, or what has the focus, if anything."""

    place: Place
    widget: QWidget | None


def spot(window: QWindow | None, scan_field: QWidget) -> Spot:
    """PAGE only in the window of the scan field with no dialog before it: elsewhere nothing may reach that field."""
    popup = QApplication.activePopupWidget()
    focus = popup.focusWidget() if popup is not None else _focus(window)
    if isinstance(popup, QMenu):
        return Spot(Place.MENU, popup)
    if focus is not None and (place := _of_field(focus, scan_field)) is not None:
        return Spot(place, focus)
    if popup is not None:
        return Spot(Place.LIST, popup)
    behind = QApplication.activeModalWidget() is not None
    here = focus.window() if focus is not None else QApplication.activeWindow()
    if behind or not scan_field.isVisible() or (here is not None and here is not scan_field.window()):
        return Spot(Place.NOWHERE, focus)
    return Spot(Place.PAGE, focus)


def dialog() -> QWidget | None:
    """The dialog in front, if any."""
    return QApplication.activeModalWidget()


def _focus(window: QWindow | None) -> QWidget | None:
    focus = QApplication.focusWidget()
    if focus is not None or window is None:
        return focus
    for each in QApplication.topLevelWidgets():
        if each.windowHandle() is window:
            return each.focusWidget()
    return None


def _of_field(focus: QWidget, scan_field: QWidget) -> Place | None:
    if focus is scan_field:
        return Place.SCAN
    if isinstance(focus, AmountDisplay):
        return Place.AMOUNT
    if isinstance(focus, QLineEdit):
        if focus.isReadOnly():
            return None
        return Place.TEXT if focus.echoMode() is QLineEdit.EchoMode.Normal else Place.SECRET
    if isinstance(focus, (QPlainTextEdit, QTextEdit)):
        return None if focus.isReadOnly() else Place.TEXT
    if isinstance(focus, QAbstractSpinBox) or (isinstance(focus, QComboBox) and focus.isEditable()):
        return Place.TEXT
    return None
