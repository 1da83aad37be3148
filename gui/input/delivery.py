"""Brings a piece of text to where it belongs, and takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from gui.input import menus, targets
from gui.input.field_undo import FieldUndo
from gui.input.key_run import KeyRun
from gui.input.targets import InputTarget, TargetKind
from gui.input.typed_word import TypedWord
from gui.widgets.amounts.amount_display import AmountDisplay
from gui.widgets.keys import key_events

if TYPE_CHECKING:
    from gui.input.scan_field import ScanField

_CODE_DIGITS = 8
"""So many digits in one run are a code and no amount."""


class Delivery:
    """`target` is where the last key went."""

    def __init__(self, scan_field: ScanField) -> None:
        self.target = InputTarget(TargetKind.NOWHERE, None)
        self._scan_field = scan_field
        self._undo = FieldUndo()
        self._word = TypedWord()

    def begin(self) -> None:
        """Begin a new run: remember from here on what each field had."""
        self._undo = FieldUndo()

    def stop_word(self) -> None:
        """Stop the word: something else than text came, and the next key begins a new one."""
        self._word.stop()

    def take_undo(self) -> FieldUndo:
        """Return what the fields had before the run, for whoever decides later."""
        undo, self._undo = self._undo, FieldUndo()
        return undo

    def restore(self, undo: FieldUndo | None = None) -> None:
        """Give every field back what it had before the run."""
        (undo or self._undo).restore()
        self._undo = FieldUndo()
        self._word.stop()

    def deliver(self, event: QKeyEvent, run: KeyRun, target: InputTarget, struck: float) -> bool:
        """Deliver the key; return true when it went somewhere else than where Qt would bring it, or nowhere."""
        self.target, widget = target, target.widget
        if target.kind is TargetKind.AMOUNT and isinstance(widget, AmountDisplay):
            self._type_amount(event, run, widget, struck)
            return True
        if target.kind in {TargetKind.TEXT, TargetKind.SECRET, TargetKind.SCAN} and widget is not None:
            self._word.add(event.text(), struck) if target.kind is TargetKind.SCAN else self._word.stop()
            self._undo.remember(widget)
            return False
        if target.kind is TargetKind.MENU and isinstance(widget, QMenu):
            menus.move_to(widget, event.text())
            return True
        if target.kind is TargetKind.PAGE:
            self._word.add(event.text(), struck)
            self._to_scan_field(self._word.text)
            return True
        if target.kind is TargetKind.LIST and widget is not None:
            return event.text() == " " or menus.search(widget, event.text())
        return True

    def _type_amount(self, event: QKeyEvent, run: KeyRun, amount: AmountDisplay, struck: float) -> None:
        digit = key_events.amount_key(event)
        self._undo.remember(amount)
        self._word.begin(amount, struck)
        self._word.add(event.text(), struck, digit)
        if self._word.amount is not None and run.digits_only < _CODE_DIGITS:
            amount.press(digit)
            return
        text = self._word.text if self._word.amount is None else run.text
        self._word.give_back()
        if targets.dialog() is None and self._scan_field.isVisible():
            self._to_scan_field(text)

    def _to_scan_field(self, text: str) -> None:
        """Send the whole run so far; the field takes the focus, so that a person sees where it went."""
        self._undo.remember(self._scan_field)
        self._scan_field.begin(text)
        self.target = InputTarget(TargetKind.SCAN, self._scan_field)
        self._word.moved()
