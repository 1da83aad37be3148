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

from gui.widgets.amounts.amount_display import AmountDisplay


class TargetKind(Enum):
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
class InputTarget:
    """`widget` is what the text goes into, or what has the focus, if anything."""

    kind: TargetKind
    widget: QWidget | None


def target_of(window: QWindow | None, scan_field: QWidget) -> InputTarget:
    """Return PAGE only in the window of the scan field with no dialog before it: elsewhere nothing may reach it."""
    popup = QApplication.activePopupWidget()
    focus = popup.focusWidget() if popup is not None else _focus(window)
    if isinstance(popup, QMenu):
        return InputTarget(TargetKind.MENU, popup)
    if focus is not None and (kind := _of_field(focus, scan_field)) is not None:
        return InputTarget(kind, focus)
    if popup is not None:
        return InputTarget(TargetKind.LIST, popup)
    behind = QApplication.activeModalWidget() is not None
    here = focus.window() if focus is not None else QApplication.activeWindow()
    if behind or not scan_field.isVisible() or (here is not None and here is not scan_field.window()):
        return InputTarget(TargetKind.NOWHERE, focus)
    return InputTarget(TargetKind.PAGE, focus)


def dialog() -> QWidget | None:
    """Return the dialog in front, if any."""
    return QApplication.activeModalWidget()


def _focus(window: QWindow | None) -> QWidget | None:
    focus = QApplication.focusWidget()
    if focus is not None or window is None:
        return focus
    for each in QApplication.topLevelWidgets():
        if each.windowHandle() is window:
            return each.focusWidget()
    return None


def _of_field(focus: QWidget, scan_field: QWidget) -> TargetKind | None:
    if focus is scan_field:
        return TargetKind.SCAN
    if isinstance(focus, AmountDisplay):
        return TargetKind.AMOUNT
    if isinstance(focus, QLineEdit):
        if focus.isReadOnly():
            return None
        return TargetKind.TEXT if focus.echoMode() is QLineEdit.EchoMode.Normal else TargetKind.SECRET
    if isinstance(focus, (QPlainTextEdit, QTextEdit)):
        return None if focus.isReadOnly() else TargetKind.TEXT
    if isinstance(focus, QAbstractSpinBox) or (isinstance(focus, QComboBox) and focus.isEditable()):
        return TargetKind.TEXT
    return None
