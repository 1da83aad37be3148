"""The receipt printer tried with a receipt, and what it has not taken yet: why, and what can be done with each."""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.domain.receipt import Receipt, WaitingReceipt
from core.usecases import receipts, settings
from gui.painting.raster import draw
from gui.printing.receipt_words import late_notice
from gui.widgets.buttons.button import button
from gui.widgets.layout.panel import Panel
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label
from gui.wording import messages

if TYPE_CHECKING:
    from core.errors import KnownError
    from core.usecases.changes import Changes
    from core.usecases.receipts import PrintedReceipt
    from core.usecases.settings import SettingsRead
    from gui.work.core_bridge import CoreBridge

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
        self._note = label("", "hint", "receipt_test_said", wrap=True)
        self._hint = label("", "hint", "waiting_receipts_hint", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        for each in (self._test, self._note, self._hint):
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
        """Show how the test went."""
        self._test.setEnabled(True)
        self._note.setText(text)
        announce(self, text)

    def _on_test(self) -> None:
        self._test.setEnabled(False)
        self._note.setText(self.tr("Printing…"))
        self.test_requested.emit()

    def _line(self, row: WaitingReceipt) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        what = " · ".join(filter(None, (messages.when(row.made_at), row.receipt.act, row.receipt.amount)))
        column.addWidget(label(what, "strong", wrap=True))
        if row.problem is not None:
            column.addWidget(label(messages.format_message(row.problem), "hint", wrap=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for text, name, act in (
            (self.tr("Print it now"), "receipt_retry", self._on_retry),
            (self.tr("Do not print it"), "receipt_drop", self._on_drop),
        ):
            made = button(text, name, "quiet")
            made.setAccessibleDescription(what)
            made.setProperty("number", row.number)
            made.clicked.connect(act)
            buttons.addWidget(made)
        buttons.addStretch(1)
        column.addLayout(buttons)
        return line

    def _on_retry(self) -> None:
        self.retry_requested.emit(int(self.sender().property("number")))

    def _on_drop(self) -> None:
        self.drop_requested.emit(int(self.sender().property("number")))


class WaitingReceipts(QObject):
    """Asks the queue and shows what came of it. `notified`: a finished text and its tone."""

    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.panel = WaitingReceiptsPanel()

        self.panel.test_requested.connect(self._on_test)
        self.panel.retry_requested.connect(self._on_retry)
        self.panel.drop_requested.connect(self._on_drop)

    def read(self) -> None:
        self._bridge.ask(receipts.read_waiting, self.panel.show_waiting)

    def _on_test(self) -> None:
        """Print a test the way of every receipt, so it waits too where it cannot be printed."""

        self._bridge.ask(settings.read_settings, self._on_names)

    def _on_names(self, read: SettingsRead) -> None:
        work = partial(
            receipts.print_receipt,
            operation_id=_TEST,
            receipt=_test_receipt(read.values),
            late=late_notice(),
            draw=draw,
        )
        self._bridge.run(work, self._on_tested, thread="paper", failed=self._on_test_failed)

    def _on_tested(self, printed: PrintedReceipt) -> None:
        confirmed = self.tr("The printer says that it is printed.")
        sent = self.tr("It was sent. This printer does not tell more: look at the paper.")
        self.panel.show_tested(confirmed if printed.how.confirmed else sent)

    def _on_test_failed(self, error: KnownError) -> None:
        self.panel.show_tested(messages.format_error(error))
        self.read()

    def _on_retry(self, number: int) -> None:
        work = partial(receipts.retry_receipt, number=number, draw=draw)
        self._bridge.run(work, self._on_printed, thread="paper", failed=self._on_failed)

    def _on_drop(self, number: int) -> None:
        work = partial(receipts.drop_receipt, number=number)
        self._bridge.run(work, self._on_dropped, thread="paper", failed=self._on_failed)

    def _on_printed(self, _printed: PrintedReceipt) -> None:
        self.notified.emit(self.tr("Printed."), "good")

    def _on_dropped(self, _changes: Changes) -> None:
        self.notified.emit(self.tr("It will not be printed automatically. The history can still print it."), "good")

    def _on_failed(self, error: KnownError) -> None:
        self.notified.emit(messages.format_error(error), "warn")
        self.read()


def _test_receipt(values: Mapping[str, str]) -> Receipt:
    """Return a receipt with letters, a currency and a frame, as on a true one."""
    rows = (
        (translate("Settings", "Till"), values["till.name"]),
        (translate("Settings", "Printed"), messages.clock(time.time())),
    )
    works = translate("Settings", "This receipt printer works.")
    return Receipt(values["shop.name"] or "Counterfoil", translate("Settings", "Test receipt"), "", (rows,), (), works)
