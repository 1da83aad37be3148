"""The receipt printer tried with a receipt, and what it has not taken yet: why, and what can be done with each."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.domain.receipt import Receipt, WaitingReceipt
from core.printing.delivery import Delivered
from gui.printing.raster import draw
from gui.printing.receipt_words import late_notice
from gui.widgets.buttons import button
from gui.widgets.labels import label
from gui.widgets.message_bar import announce
from gui.widgets.panel import Panel
from gui.wording import messages

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.errors import KnownError
    from gui.work.worker import Desk

translate = QCoreApplication.translate
_TEST = "test"
_MOST = 5
"""So many are shown; the console lists all."""


class WaitingReceiptsPanel(Panel):
    """`retry_requested` and `drop_requested` carry the number of a receipt."""

    test_requested = Signal()
    retry_requested = Signal(int)
    drop_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Receipt printer"), parent, name="settings_waiting_receipts")
        self._test = button(self.tr("Print a test receipt"), "receipt_test", icon_name="printer")
        self._said = label("", "hint", "receipt_test_said", wrap=True)
        self._hint = label("", "hint", "waiting_receipts_hint", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        for each in (self._test, self._said, self._hint):
            self.body.addWidget(each)
        self.body.addLayout(self._list)
        self.show_waiting(())

        self._test.clicked.connect(self._on_test)

    def show_waiting(self, rows: tuple[WaitingReceipt, ...]) -> None:
        while item := self._list.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for row in rows[:_MOST]:
            self._list.addWidget(self._line(row))
        text = self.tr("These wait. They are printed once the printer works, marked as late copies.")
        if len(rows) > _MOST:
            text = f"{text} {self.tr('And {count} more.').format(count=len(rows) - _MOST)}"
        self._hint.setText(text if rows else self.tr("No receipt waits."))

    def show_tested(self, text: str) -> None:
        """How the test went."""
        self._test.setEnabled(True)
        self._said.setText(text)
        announce(self, text)

    def _on_test(self) -> None:
        self._test.setEnabled(False)
        self._said.setText(self.tr("Printing…"))
        self.test_requested.emit()

    def _line(self, row: WaitingReceipt) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        what = " · ".join(filter(None, (messages.when(row.made_at), row.receipt.act, row.receipt.amount)))
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

        self.panel.test_requested.connect(self._on_test)
        self.panel.retry_requested.connect(self._on_retry)
        self.panel.drop_requested.connect(self._on_drop)

    def read(self) -> None:
        self._desk.ask(lambda core: core.receipts.waiting(), self.panel.show_waiting)

    def _on_test(self) -> None:
        """Goes the way of every receipt, so it waits too where it cannot be printed."""

        def test(core: Core) -> Delivered:
            return core.receipts.print(_TEST, _test_receipt(core.preferences.shown()), late_notice(), draw)

        self._desk.ask(test, self._on_tested, lane="paper", failed=self._on_test_failed)

    def _on_tested(self, how: Delivered) -> None:
        confirmed = self.tr("The printer says that it is printed.")
        sent = self.tr("It was sent. This printer does not tell more: look at the paper.")
        self.panel.show_tested(confirmed if how.confirmed else sent)
        self.read()

    def _on_test_failed(self, error: KnownError) -> None:
        self.panel.show_tested(messages.say_error(error))
        self.read()

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
        self.told.emit(self.tr("It will not be printed automatically. The history can still print it."), "good")
        self.read()

    def _on_failed(self, error: KnownError) -> None:
        self.told.emit(messages.say_error(error), "warn")
        self.read()


def _test_receipt(values: Mapping[str, str]) -> Receipt:
    """Letters, a currency and a frame, as on a true one."""
    rows = (
        (translate("Settings", "Till"), values["till.name"]),
        (translate("Settings", "Printed"), messages.clock(time.time())),
    )
    works = translate("Settings", "This receipt printer works.")
    return Receipt(values["shop.name"] or "Counterfoil", translate("Settings", "Test receipt"), "", (rows,), (), works)
