"""The sale in progress as it lies on the counter: its panel, and what is asked before it ends."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.domain.bill import Bill
from gui.dialogs.confirm import Confirm, Confirmation
from gui.printing.receipts import Receipts
from gui.views.card.bill_panel import BillPanel
from gui.views.card.open_bill import OpenBill
from gui.wording import messages


class SalePane(QWidget):
    """`ended`: the sale is over, and the next customer may come."""

    ended = Signal()
    notified = Signal(str, str)

    def __init__(self, sale: OpenBill, receipts: Receipts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sale = sale
        self._receipts = receipts
        self._panel = BillPanel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panel)
        self.show_bill(sale.bill)

        self._panel.finish_requested.connect(self._on_finish)
        self._panel.stop_requested.connect(self._on_stop)

    def show_bill(self, bill: Bill | None) -> None:
        self._panel.show_bill(bill)
        self.setVisible(bill is not None)

    def set_room(self, height: int) -> None:
        """Take the px there are for it beside the card, from inside out: a layout else is a turn of the loop late."""
        self._panel.set_room(height)
        for each in (self._panel, self):
            if layout := each.layout():
                layout.activate()

    def _on_finish(self) -> None:
        bill, operations = self._sale.bill, self._sale.operations
        if bill is None:
            return
        self._sale.close()
        self.ended.emit()
        paid = messages.money(bill.paid, bill.currency)
        text = self.tr("The sale is finished: {paid} by card.").format(paid=paid)
        if bill.left:
            left = messages.money(bill.left, bill.currency)
            text = self.tr("The sale is finished: {paid} by card, {left} in another way.").format(paid=paid, left=left)
        self.notified.emit(text, "good")
        if operations:
            self._receipts.offer(operations[-1])

    def _on_stop(self) -> None:
        bill = self._sale.bill
        if bill is None:
            return
        if not bill.paid and not bill.in_doubt:
            self._on_stopped()
            return
        ask = Confirm(
            Confirmation(
                self.tr("Stop this sale?"),
                self._taken(bill),
                self.tr("&Stop the sale"),
                self.tr("Go on"),
            ),
            self,
        )
        ask.accepted.connect(self._on_stopped)
        ask.open()

    def _taken(self, bill: Bill) -> str:
        paid = messages.money(bill.paid, bill.currency)
        text = self.tr("{paid} has been taken. To give it back, scan each card and put its share back with Top up.")
        text = text.format(paid=paid)
        if bill.in_doubt:
            doubt = messages.money(bill.in_doubt, bill.currency)
            text += " " + self.tr("{doubt} is not known yet: look at the outbox, F4.").format(doubt=doubt)
        return text

    def _on_stopped(self) -> None:
        self._sale.close()
        self.ended.emit()
        self.notified.emit(self.tr("The sale was stopped."), "info")
