"""Receipts that the receipt printer has not taken yet: why, and what can be done with each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.domain.receipt import WaitingReceipt
from core.printing.delivery import Delivered
from gui.printing.raster import draw
from gui.widgets.buttons import button
from gui.widgets.labels import label
from gui.widgets.panel import Panel
from gui.wording import messages

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.errors import KnownError
    from gui.work.worker import Desk

_MOST = 5
"""So many are shown; the console lists all."""


class WaitingReceiptsPanel(Panel):
    """`retry_requested` and `drop_requested` carry the number of a receipt."""

    retry_requested = Signal(int)
    drop_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Receipts that wait"), parent, name="settings_waiting_receipts")
        self._hint = label("", "hint", "waiting_receipts_hint", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self.body.addWidget(self._hint)
        self.body.addLayout(self._list)
        self.show_waiting(())

    def show_waiting(self, rows: tuple[WaitingReceipt, ...]) -> None:
        while item := self._list.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for row in rows[:_MOST]:
            self._list.addWidget(self._line(row))
        text = self.tr("They are printed by themselves once the printer works, marked as late copies.")
        if len(rows) > _MOST:
            text = f"{text} {self.tr('And {count} more.').format(count=len(rows) - _MOST)}"
        self._hint.setText(text if rows else self.tr("None: every receipt is on paper."))

    def _line(self, row: WaitingReceipt) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        what = f"{messages.when(row.made_at)} · {row.receipt.act} · {row.receipt.amount}"
        column.addWidget(label(what, "strong", wrap=True))
        if row.problem is not None:
            column.addWidget(label(messages.say_said(row.problem), "hint", wrap=True))
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for text, name, act in (
            (self.tr("Print it now"), "receipt_retry", self._on_retry),
            (self.tr("Do not print it"), "receipt_drop", self._on_drop),
        ):
            made = button(text, name, "quiet")
            made.setAccessibleDescription(what)
            made.setProperty("number", row.number)
            made.clicked.connect(act)
            acts.addWidget(made)
        acts.addStretch(1)
        column.addLayout(acts)
        return line

    def _on_retry(self) -> None:
        self.retry_requested.emit(int(self.sender().property("number")))

    def _on_drop(self) -> None:
        self.drop_requested.emit(int(self.sender().property("number")))


class WaitingReceipts(QObject):
    """Asks the queue and shows what came of it. `told`: a finished text and its tone."""

    told = Signal(str, str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.panel = WaitingReceiptsPanel()

        self.panel.retry_requested.connect(self._on_retry)
        self.panel.drop_requested.connect(self._on_drop)

    def read(self) -> None:
        self._desk.ask(lambda core: core.receipts.waiting(), self.panel.show_waiting)

    def _on_retry(self, number: int) -> None:
        def retry(core: Core) -> Delivered:
            return core.receipts.retry(number, draw)

        self._desk.ask(retry, self._on_printed, lane="paper", failed=self._on_failed)

    def _on_drop(self, number: int) -> None:
        self._desk.ask(lambda core: core.receipts.drop(number), self._on_dropped, lane="paper", failed=self._on_failed)

    def _on_printed(self, _how: Delivered) -> None:
        self.told.emit(self.tr("Printed."), "good")
        self.read()

    def _on_dropped(self, _nothing: None) -> None:
        self.told.emit(self.tr("It will not be printed by itself. The history can still print it."), "good")
        self.read()

    def _on_failed(self, error: KnownError) -> None:
        self.told.emit(messages.say_error(error), "warn")
        self.read()
