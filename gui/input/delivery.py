"""Brings a piece of text to where it belongs, and takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from gui.input import keys, menus, places
from gui.input.places import Place, Spot
from gui.input.run import Run
from gui.input.typing import Typing
from gui.input.undo import Undo
from gui.widgets.amount_display import AmountDisplay

if TYPE_CHECKING:
    from gui.frame.scan_field import ScanField

_CODE_DIGITS = 8
"""So many digits in one run are a code and no amount."""


class Delivery:
    """`spot` is where the last key went."""

    def __init__(self, scan_field: ScanField) -> None:
        self.spot = Spot(Place.NOWHERE, None)
        self._scan_field = scan_field
        self._undo = Undo()
        self._typing = Typing()

    def begin(self) -> None:
        """A new run: from here on is remembered what each field had."""
        self._undo = Undo()

    def stop_word(self) -> None:
        """Something else than text came: the next key begins a new word."""
        self._typing.stop()

    def take_undo(self) -> Undo:
        """What the fields had before the run, for whoever decides later."""
        undo, self._undo = self._undo, Undo()
        return undo

    def restore(self, undo: Undo | None = None) -> None:
        """Every field has what it had before the run."""
        (undo or self._undo).restore()
        self._undo = Undo()
        self._typing.stop()

    def deliver(self, event: QKeyEvent, run: Run, spot: Spot, struck: float) -> bool:
        """True when the key went somewhere else than where Qt would bring it, or nowhere."""
        self.spot, widget = spot, spot.widget
        if spot.place is Place.AMOUNT and isinstance(widget, AmountDisplay):
            self._type_amount(event, run, widget, struck)
            return True
        if spot.place in {Place.TEXT, Place.SECRET, Place.SCAN} and widget is not None:
            self._typing.add(event.text(), struck) if spot.place is Place.SCAN else self._typing.stop()
            self._undo.remember(widget)
            return False
        if spot.place is Place.MENU and isinstance(widget, QMenu):
            menus.move_to(widget, event.text())
            return True
        if spot.place is Place.PAGE:
            self._typing.add(event.text(), struck)
            self._to_scan_field(self._typing.text)
            return True
        if spot.place is Place.LIST and widget is not None:
            return event.text() == " " or menus.search(widget, event.text())
        return True

    def _type_amount(self, event: QKeyEvent, run: Run, amount: AmountDisplay, struck: float) -> None:
        digit = keys.amount_key(event)
        self._undo.remember(amount)
        self._typing.begin(amount, struck)
        self._typing.add(event.text(), struck, digit)
        if self._typing.amount is not None and run.digits_only < _CODE_DIGITS:
            amount.press(digit)
            return
        text = self._typing.text if self._typing.amount is None else run.text
        self._typing.give_back()
        if places.dialog() is None and self._scan_field.isVisible():
            self._to_scan_field(text)

    def _to_scan_field(self, text: str) -> None:
        """The whole run so far; the field takes the focus, so that a person sees where it went."""
        self._undo.remember(self._scan_field)
        self._scan_field.begin(text)
        self.spot = Spot(Place.SCAN, self._scan_field)
        self._typing.moved()
