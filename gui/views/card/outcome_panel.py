"""What came of it, in one of four ways: done, not done, waiting, or not known yet; and what to tell the customer."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.domain.bill import Bill
from core.domain.command import Command
from core.domain.outcome import Confirmed, Message, Outcome, Refused
from core.rows import OperationRow
from gui.look import sounds
from gui.printing.receipts import Receipts
from gui.views.card.part_words import with_due
from gui.views.receipt_row import ReceiptRow
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.keys.enter import ENTER
from gui.widgets.layout.panel import Panel
from gui.widgets.messages.announcement import announce
from gui.widgets.messages.customer_message import CustomerMessage
from gui.widgets.messages.empty_state import Picture
from gui.widgets.text.labels import label
from gui.wording import messages, outcome_words
from gui.wording.outcome_words import OutcomeWords

_ICONS = {"good": "circle-check", "warn": "clock", "bad": "octagon-alert", "info": "circle-help"}

_READ_MS = 500
"""The second Enter of a double one must not close what nobody has read yet."""


class OutcomePanel(Panel):
    """`finished`: the clerk has read it."""

    finished = Signal()
    take_back_requested = Signal(str)
    """An operation_id: the act that was just done was a mistake."""

    def __init__(self, receipts: Receipts, parent: QWidget | None = None) -> None:
        super().__init__("", parent, name="outcome")
        self.waiting_for: str | None = None
        """The operation whose end is still open, so that this panel is renewed when it comes."""
        self._shown = QElapsedTimer()
        self._receipt = ReceiptRow(receipts)
        self._customer = CustomerMessage()
        self._picture = Picture("circle-check", "good")
        self._heading = label("", "outcome", "outcome_heading", wrap=True)
        self._sentence = label("", "text", "outcome_sentence", wrap=True)
        self._advice = label("", "muted", "outcome_advice", wrap=True)
        self._take_back = button(self.tr("Ta&ke it back…"), "outcome_take_back", "quiet")
        self._done = ""
        self.next_button = BigButton(self.tr("Next customer"), "outcome_next", key=self.tr("Enter"))
        self._arrange()

        self.next_button.clicked.connect(self.finished)
        self._take_back.clicked.connect(self._on_take_back)

    def show_outcome(
        self, command: Command, outcome: Outcome, bill: Bill | None = None, advice: Message | None = None
    ) -> None:
        """Tell it, also to a screen reader. `bill` is the sale that it belongs to, `advice` that of the policy."""
        self.waiting_for = None if isinstance(outcome, (Confirmed, Refused)) else outcome.operation_id
        words = outcome_words.of_outcome(command, outcome)
        if advice is not None:
            words = replace(words, advice=f"{words.advice} {messages.format_message(advice)}".strip())
        self.show_words(words if bill is None else with_due(words, bill))
        goes_on = bill is not None and bill.left > 0
        self.next_button.setText(self.tr("Next card") if goes_on else self.tr("Next customer"))

    def show_end(self, row: OperationRow) -> bool:
        """Show how it ended by itself. False: it has not yet, or somebody looks at another outcome."""
        words = outcome_words.of_end(row)
        if words is None or self.waiting_for != row.operation_id:
            return False
        self.waiting_for = None
        self.show_words(words)
        self.offer_take_back(row.operation_id if row.can_be_taken_back else "")
        return True

    def show_words(self, words: OutcomeWords) -> None:
        self._picture.show_icon(_ICONS[words.tone], words.tone)
        self._heading.setText(words.heading)
        self._sentence.setText(words.sentence)
        self._advice.setText(words.advice)
        self._advice.setVisible(bool(words.advice))
        self._customer.show_text(words.customer)
        self._receipt.reset()
        self.offer_take_back("")
        self.next_button.setText(self.tr("Next customer"))
        announce(self, f"{words.heading}. {words.sentence} {words.advice}".strip())
        sounds.play(words.tone)

    def offer_take_back(self, operation_id: str) -> None:
        """Offer to take back what was done; "" when nothing was."""
        self._done = operation_id
        self._take_back.setVisible(bool(operation_id))

    def start(self) -> None:
        self._shown.start()
        self.take_focus()

    def take_focus(self) -> None:
        self.next_button.setFocus()

    def was_read(self) -> bool:
        """Return whether it stood long enough for an Enter to be meant for it."""
        return self._shown.elapsed() >= _READ_MS

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            if not event.isAutoRepeat() and self.was_read():
                self.finished.emit()
            return
        super().keyPressEvent(event)

    def _arrange(self) -> None:
        self.body.setSpacing(14)
        self.body.addStretch(1)
        self.body.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for text in (self._heading, self._sentence, self._advice):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.body.addWidget(text)
        self.body.addWidget(self._customer)
        self.body.addStretch(1)
        self.body.addWidget(self._receipt)
        self.body.addWidget(self._take_back)
        self.body.addWidget(self.next_button)

    def _on_take_back(self) -> None:
        self.take_back_requested.emit(self._done)
