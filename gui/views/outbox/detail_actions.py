"""What can be done with one operation beside settling it: a row of buttons, of which only those that fit are shown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from core.domain.operation import OPEN, State
from core.domain.settlement import How
from core.rows import EvidenceRow, OperationRow
from core.usecases.receipts import has_receipt
from gui.widgets.buttons.button import button

translate = QCoreApplication.translate
_SENT = frozenset({"asked", "answered", "lost", "glance", "reread"})
"""Steps after which a request may have reached the service."""


class DetailActions(QWidget):
    """Only what can be done is shown. Signals carry the operation_id, or the card_id."""

    retry_requested = Signal(str)
    cancel_requested = Signal(str)
    receipt_requested = Signal(str)
    view_requested = Signal(str)
    card_requested = Signal(object)
    operation_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: OperationRow | None = None
        self._retry = button(translate("OutboxDetail", "&Try now"), "outbox_retry")
        self._cancel = button(translate("OutboxDetail", "&Cancel it…"), "outbox_cancel")
        self._receipt = button(translate("ReceiptRow", "&Print the receipt"), "outbox_receipt", icon_name="printer")
        self._view = button(translate("ReceiptRow", "&View it"), "outbox_view_receipt", "quiet")
        self._open = button(translate("OutboxDetail", "&Open the card"), "outbox_open_card")
        self._before = button(translate("OutboxDetail", "What it puts &right"), "outbox_before")
        self._after = button(translate("OutboxDetail", "What &followed"), "outbox_after")
        self._all = (self._retry, self._cancel, self._receipt, self._view, self._open, self._before, self._after)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for each in self._all:
            row.addWidget(each)
        self.show_nothing()

        self._retry.clicked.connect(self._on_retry)
        self._cancel.clicked.connect(self._on_cancel)
        self._receipt.clicked.connect(self.ask_receipt)
        self._view.clicked.connect(self._on_view)
        self._open.clicked.connect(self._on_open)
        self._before.clicked.connect(self._on_before)
        self._after.clicked.connect(self._on_after)

    def show_nothing(self) -> None:
        self._row = None
        self._show_only(())

    def show_operation(self, row: OperationRow, evidence: tuple[EvidenceRow, ...]) -> None:
        self._row = row
        self._name_others(row)
        never_sent = row.known == 0 and not any(step.what in _SENT for step in evidence)
        possible = (
            (self._retry, row.state in {State.WAITING, State.DEFERRED}),
            (self._cancel, row.state in OPEN and never_sent and How.DROP not in row.ways),
            (self._receipt, has_receipt(row)),
            (self._view, has_receipt(row)),
            (self._open, row.card_id > 0 or row.state in OPEN),
            (self._before, bool(row.follows or row.reverses)),
            (self._after, bool(row.followed_by or row.reversed_by)),
        )
        self._show_only(tuple(each for each, shown in possible if shown))

    def ask_receipt(self) -> None:
        """Ask for the receipt of what is shown, where it has one."""
        if self._row is not None and has_receipt(self._row):
            self.receipt_requested.emit(self._row.operation_id)

    def _on_view(self) -> None:
        if self._row is not None:
            self.view_requested.emit(self._row.operation_id)

    def _name_others(self, row: OperationRow) -> None:
        """Name the other actions. A replacement goes on step by step; what was settled is done again or put right."""
        if row.reverses or row.reversed_by:
            before, after = (
                translate("OutboxDetail", "What it takes &back"),
                translate("OutboxDetail", "What took it b&ack"),
            )
        elif row.replacement:
            before, after = translate("OutboxDetail", "The step &before"), translate("OutboxDetail", "The &next step")
        else:
            before, after = (
                translate("OutboxDetail", "What it puts &right"),
                translate("OutboxDetail", "What &followed"),
            )
        self._before.setText(before)
        self._after.setText(after)

    def _show_only(self, shown: tuple[QPushButton, ...]) -> None:
        for each in self._all:
            each.setVisible(each in shown)

    def _on_retry(self) -> None:
        if self._row is not None:
            self.retry_requested.emit(self._row.operation_id)

    def _on_cancel(self) -> None:
        if self._row is not None:
            self.cancel_requested.emit(self._row.operation_id)

    def _on_open(self) -> None:
        if self._row is not None:
            self.card_requested.emit(self._row.card_id)

    def _on_before(self) -> None:
        if self._row is not None:
            self.operation_requested.emit(self._row.follows or self._row.reverses)

    def _on_after(self) -> None:
        if self._row is not None:
            self.operation_requested.emit(self._row.followed_by or self._row.reversed_by)
