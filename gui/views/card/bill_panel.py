"""The sale in progress, below the card: what is still due, each card with its share and state, and how it ends."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.domain.bill import PAID, Bill, Part, Share
from gui.widgets.buttons.button import button
from gui.widgets.layout.panel import Panel
from gui.widgets.layout.scroll_column import ScrollColumn
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label
from gui.widgets.text.pill import Pill
from gui.wording import messages

_TONES = {
    Share.ASKED: "info",
    Share.TAKEN: "good",
    Share.PROMISED: "warn",
    Share.REFUSED: "bad",
    Share.UNKNOWN: "info",
}
_LINE = 32
_MOST_LINES = 4


class BillPanel(Panel):
    """`finish_requested`: the rest is paid in another way. `stop_requested`: the customer does not buy after all."""

    finish_requested = Signal()
    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, name="bill")
        self._bill: Bill | None = None
        self._due = label("", "heading", "bill_due")
        self._paid = label("", "muted", "bill_paid")
        self._doubt = label("", "warn", "bill_doubt", wrap=True)
        self._lines = QWidget()
        self._column = QVBoxLayout(self._lines)
        self._scroll = ScrollColumn(self._lines, "bill_cards", self.tr("Cards of this sale"))
        self._finish = button("", "bill_finish")
        self._stop = button(self.tr("&Stop the sale…"), "bill_stop", "quiet")
        self._key = QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Return), self)
        self._arrange()

        self._finish.clicked.connect(self.finish_requested)
        self._stop.clicked.connect(self.stop_requested)
        self._key.activated.connect(self._on_key)

    def show_bill(self, bill: Bill | None) -> None:
        """Show the bill; None hides it."""
        before, self._bill = self._bill, bill
        self.setVisible(bill is not None)
        if bill is None:
            return
        title = self.tr("Sale in progress, {due}") if bill.left else self.tr("Sale of {due}")
        self.set_title(title.format(due=messages.money(bill.due, bill.currency)))
        self._due.setText(self._due_text(bill))
        self._paid.setText(self.tr("{paid} paid by card").format(paid=messages.money(bill.paid, bill.currency)))
        self._doubt.setText(self._doubt_text(bill))
        self._doubt.setVisible(bool(self._doubt.text()))
        self._finish.setText(self._finish_text(bill))
        self._finish.setEnabled(not bill.asking)
        self._stop.setEnabled(not bill.asking)
        self._stop.setVisible(not bill.settled)
        if before is None or before.parts != bill.parts:
            self._show_parts(bill)
            announce(self, self._due.text())

    def set_room(self, height: int) -> None:
        """Take the px there are for it: older cards of the sale give way, and are scrolled to; then the title."""
        lines = len(self._bill.parts) if self._bill is not None else 0
        self.heading.show()
        beside = self.sizeHint().height() - self._scroll.height()
        fit = min(_MOST_LINES, lines, (height - beside) // _LINE)
        self._scroll.setFixedHeight(_LINE * max(1, fit))
        self.heading.setVisible(fit >= 1)

    def _arrange(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        top = QHBoxLayout()
        top.addWidget(self._due)
        top.addStretch(1)
        top.addWidget(self._paid, 0, Qt.AlignmentFlag.AlignBottom)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self._finish)
        buttons.addStretch(1)
        buttons.addWidget(self._stop)
        self.body.setSpacing(6)
        self.body.addLayout(top)
        self.body.addWidget(self._scroll)
        self.body.addWidget(self._doubt)
        self.body.addLayout(buttons)
        self.hide()

    def _show_parts(self, bill: Bill) -> None:
        """Show the newest part first: what just happened is in sight."""
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for part in reversed(bill.parts):
            self._column.addWidget(self._line(part, bill.currency))
        self._scroll.setFixedHeight(_LINE * min(_MOST_LINES, max(1, len(bill.parts))))

    def _line(self, part: Part, currency: str) -> QWidget:
        line = QWidget()
        line.setFixedHeight(_LINE)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 6, 0)
        row.setSpacing(14)
        row.addWidget(label(f"•••• {part.last_characters.upper()}", "strong", "bill_card"))
        row.addWidget(Pill(self._word(part.share), _TONES[part.share]))
        row.addStretch(1)
        look = "money" if part.share in PAID else "muted"
        row.addWidget(label(messages.money(part.amount, currency), look, "bill_amount"))
        return line

    def _word(self, share: Share) -> str:
        return {
            Share.ASKED: self.tr("Asking…"),
            Share.TAKEN: self.tr("Confirmed"),
            Share.PROMISED: self.tr("PENDING, counts"),
            Share.REFUSED: self.tr("Refused, does not count"),
            Share.UNKNOWN: self.tr("Not known, does not count yet"),
        }[share]

    def _due_text(self, bill: Bill) -> str:
        if bill.left:
            return self.tr("{left} still due").format(left=messages.money(bill.left, bill.currency))
        return self.tr("Paid in full")

    def _doubt_text(self, bill: Bill) -> str:
        if bill.over:
            over = messages.money(bill.over, bill.currency)
            return self.tr("{over} too much was taken. Put it back on a card with Top up.").format(over=over)
        if bill.in_doubt:
            doubt = messages.money(bill.in_doubt, bill.currency)
            return self.tr("{doubt} may have been taken already. It is shown here as soon as it is known.").format(
                doubt=doubt
            )
        return ""

    def _finish_text(self, bill: Bill) -> str:
        if bill.left:
            return self.tr("Rest paid &otherwise")
        return self.tr("Fi&nish the sale")

    def _on_key(self) -> None:
        if self._finish.isEnabled():
            self.finish_requested.emit()
