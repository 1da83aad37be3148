"""What a field held before a run went into it, so that it can have it back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from gui.widgets.amounts.amount_display import AmountDisplay, AmountState


@dataclass(frozen=True, slots=True)
class FieldState:
    """`cursor` and `marked` are where the cursor stood and how much was selected from where (-1: nothing)."""

    text: str
    cursor: int = 0
    marked: tuple[int, int] = (-1, 0)
    amount: AmountState | None = None


class FieldUndo:
    """`remember` before each key; the first time counts."""

    def __init__(self) -> None:
        self._before: dict[int, tuple[QWidget, FieldState]] = {}

    def remember(self, widget: QWidget) -> None:
        if id(widget) not in self._before and (before := _state(widget)) is not None:
            self._before[id(widget)] = (widget, before)

    def restore(self, *, but: QWidget | None = None) -> None:
        """Give every field back what it had. `but` is left alone: it will be filled anew."""
        for widget, before in self._before.values():
            if widget is not but and isValid(widget):
                _put_back(widget, before)
        self._before.clear()


def _state(widget: QWidget) -> FieldState | None:
    if isinstance(widget, AmountDisplay):
        return FieldState("", amount=widget.held())
    if isinstance(widget, QLineEdit):
        return FieldState(widget.text(), widget.cursorPosition(), (widget.selectionStart(), widget.selectionLength()))
    if isinstance(widget, (QPlainTextEdit, QTextEdit)):
        return FieldState(widget.toPlainText(), widget.textCursor().position())
    return None


def _put_back(widget: QWidget, before: FieldState) -> None:
    if isinstance(widget, AmountDisplay) and before.amount is not None:
        widget.hold(before.amount)
    elif isinstance(widget, QLineEdit):
        _put_back_line(widget, before)
    elif isinstance(widget, (QPlainTextEdit, QTextEdit)) and widget.toPlainText() != before.text:
        widget.setPlainText(before.text)
        cursor = widget.textCursor()
        cursor.setPosition(before.cursor)
        widget.setTextCursor(cursor)


def _put_back_line(line: QLineEdit, before: FieldState) -> None:
    if line.text() != before.text:
        line.setText(before.text)
        line.textEdited.emit(before.text)  # forms look at what a person edits; this takes the edit back
    start, length = before.marked
    if start >= 0:
        line.setSelection(start, length)
    else:
        line.setCursorPosition(before.cursor)
