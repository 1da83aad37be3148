"""The sale in progress, below the card: what is still due, each card with its share and state, and how it ends."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from core.domain.bill import Bill, Part, Share
from gui import messages
from gui.widgets.buttons import button
from gui.widgets.key_hint import key_hint
from gui.widgets.labels import label, set_look
from gui.widgets.message_bar import announce
from gui.widgets.panel import Panel
from gui.widgets.pill import Pill
from gui.widgets.scroll_column import ScrollColumn

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
        self._scroll = ScrollColumn(self._lines, "bill_cards", self.tr("Cards of this sale"))
        self._finish = button("", "bill_finish")
        self._stop = button(self.tr("Stop the sale…"), "bill_stop", "quiet")
        self._key = QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Return), self)
        self._arrange()

        self._finish.clicked.connect(self.finish_requested)
        self._stop.clicked.connect(self.stop_requested)
        self._key.activated.connect(self._on_key)

    def show_bill(self, bill: Bill | None) -> None:
        """None hides it."""
        before, self._bill = self._bill, bill
        self.setVisible(bill is not None)
        if bill is None:
            return
        self.set_title(self.tr("Sale in progress, {due}").format(due=messages.money(bill.due, bill.currency)))
        self._due.setText(self._due_text(bill))
        self._paid.setText(self.tr("{paid} paid by card").format(paid=messages.money(bill.paid, bill.currency)))
        self._doubt.setText(self._doubt_text(bill))
        self._doubt.setVisible(bool(self._doubt.text()))
        self._finish.setText(self._finish_text(bill))
        self._finish.setEnabled(not bill.asking)
        self._stop.setEnabled(not bill.asking)
        if before is None or before.parts != bill.parts:
            self._show_parts(bill)
            announce(self, self._due.text())

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._due)
        top.addStretch(1)
        top.addWidget(self._paid, 0, Qt.AlignmentFlag.AlignBottom)
        acts = QHBoxLayout()
        acts.setSpacing(10)
        acts.addWidget(self._finish)
        acts.addWidget(key_hint(self.tr("Ctrl Enter")))
        acts.addStretch(1)
        acts.addWidget(self._stop)
        self.body.setSpacing(6)
        self.body.addLayout(top)
        self.body.addWidget(self._scroll)
        self.body.addWidget(self._doubt)
        self.body.addLayout(acts)
        self.hide()

    def _show_parts(self, bill: Bill) -> None:
        """Newest first: what just happened is in sight."""
        lines = QWidget()
        lines.setProperty("role", "scrolled")
        grid = QGridLayout(lines)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for at, part in enumerate(reversed(bill.parts)):
            self._add_line(grid, at, part, bill.currency)
        grid.setRowStretch(len(bill.parts), 1)
        self._scroll.setWidget(lines)
        self._scroll.setFixedHeight(_LINE * min(_MOST_LINES, max(1, len(bill.parts))))

    def _add_line(self, grid: QGridLayout, at: int, part: Part, currency: str) -> None:
        grid.setRowMinimumHeight(at, _LINE)
        grid.addWidget(label(f"•••• {part.last_characters.upper()}", "strong", "bill_card"), at, 0)
        grid.addWidget(Pill(self._word(part.share), _TONES[part.share]), at, 1)
        amount = label(messages.money(part.amount, currency), "money", "bill_amount")
        set_look(amount, role="money" if part.share in {Share.TAKEN, Share.PROMISED} else "muted")
        grid.addWidget(amount, at, 2, Qt.AlignmentFlag.AlignRight)

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
        return self.tr("All is paid")

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
            left = messages.money(bill.left, bill.currency)
            return self.tr("The other {left} is paid in another way").format(left=left)
        return self.tr("Finish the sale")

    def _on_key(self) -> None:
        if self._finish.isEnabled():
            self.finish_requested.emit()
