"""Brings the code of a sale to the screen, and hands it over, prints its label or takes the sale back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.domain.outcome import Confirmed
from core.usecases import sales
from gui.printing import print_notes
from gui.printing.texts import card_words
from gui.views.issue.code_screen import CodeScreen
from gui.views.take_back_controller import TakeBackController
from gui.wording import messages

if TYPE_CHECKING:
    from core.errors import KnownError
    from core.printing.sale import SoldCard
    from core.rows import OperationRow
    from core.usecases.changes import Changes
    from core.usecases.commands import CommandResult
    from core.usecases.counter import WithCard
    from core.usecases.sales import Sale
    from gui.work.core_bridge import CoreBridge


class CodeController(QObject):
    """Works `screen` for one sale at a time."""

    shown = Signal()
    """The code is on the screen, which should come to the front."""
    left = Signal()
    """The screen is not needed any more: the code is safe, was handed over, or waits in the list."""
    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, screen: CodeScreen, page: QWidget) -> None:
        super().__init__(page)
        self._bridge, self._screen = bridge, screen
        self._wanted = ""
        self._code_in_hand = False
        self._take_backs = TakeBackController(bridge, page)

        screen.handed_over.connect(self._on_handed_over)
        screen.left.connect(self.left)
        screen.label_wanted.connect(self._on_label_wanted)
        screen.printed.connect(self._on_printed)
        screen.take_back_requested.connect(self._take_backs.ask)
        self._take_backs.ended.connect(self._on_taken_back)
        self._take_backs.notified.connect(self.notified)

    def show_code(self, operation_id: str, *, code_in_hand: bool = False) -> None:
        """Read the sale and show its code. `code_in_hand`: it was a pre-printed card."""
        self._code_in_hand = code_in_hand
        self._read(operation_id)

    def refresh(self) -> None:
        """Read the sale on the screen again, also one that has ended: the shop may have a name now."""
        self._read(self._screen.operation_id)

    def renew(self) -> None:
        """Read the sale on the screen again while its end is open."""
        if not self._screen.ended:
            self.refresh()

    def forget(self) -> None:
        """Take the code off the screen; an answer that is still on its way is dropped."""
        self._wanted = ""
        self._screen.forget()

    def _read(self, operation_id: str) -> None:
        self._wanted = operation_id
        self._bridge.ask(partial(sales.read_sale, operation_id=operation_id), self._on_sale)

    def _on_sale(self, found: Sale | None) -> None:
        if not self._wanted:
            return  # an answer that comes after the page was left
        if found is None or (found.code is None and found.stand == sales.CONFIRMED):
            self.left.emit()
            return
        self.shown.emit()
        self._screen.show_sale(found, code_in_hand=self._code_in_hand)

    def _on_label_wanted(self, sold: SoldCard) -> None:
        words = card_words(sold)
        self._bridge.ask(
            partial(sales.print_label, operation_id=self._screen.operation_id, words=words, sold=sold),
            self._screen.label_printed,
            thread="paper",
            failed=self._screen.label_failed,
        )

    def _on_printed(self, operation_id: str) -> None:
        print_notes.note_card(self._bridge, operation_id)

    def _on_handed_over(self, operation_id: str) -> None:
        work = partial(sales.hand_over, operation_id=operation_id)
        self._bridge.run(work, self._on_hand_over_done, failed=self._on_hand_over_failed)

    def _on_hand_over_done(self, _changes: Changes) -> None:
        self.left.emit()
        self.notified.emit(self.tr("Handed over. The code is no longer kept here."), "good")

    def _on_hand_over_failed(self, error: KnownError) -> None:
        self.notified.emit(messages.format_error(error), "bad")

    def _on_taken_back(self, original: OperationRow, served: WithCard[CommandResult]) -> None:
        """Leave the screen once nobody gets that card any more; a code whose end is not known stays where it is."""
        if isinstance(served.answer.outcome, Confirmed):
            self.left.emit()
        self._take_backs.show_outcome(original, served.answer)
