"""Which printer the cards go to, with a test page. Without any printer, cards are saved as PDF."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from core.usecases import settings
from gui.first_run.assistant_page import AssistantPage
from gui.printing.preferred import CARD_PRINTER, choose
from gui.printing.printers import Printers, no_printer, print_test_page, sent_there
from gui.widgets.buttons.button import BigButton, button
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.text.labels import label
from gui.wording import messages

if TYPE_CHECKING:
    from core.errors import KnownError
    from gui.work.core_bridge import CoreBridge


class PrinterPage(AssistantPage):
    """The choice is stored when the page is left with Go on; Skip stores nothing."""

    def __init__(self, bridge: CoreBridge) -> None:
        super().__init__(
            "printer", self.tr("Your printer"), self.tr("New cards are printed there. You can choose another any time.")
        )
        self._bridge = bridge
        self._printers = Printers()
        names = tuple((name, name) for name in self._printers.names())
        self._rows = FieldRows((Field(CARD_PRINTER, self.tr("Printer for cards"), choices=names),)) if names else None
        self._note = label("", "hint", "printer_said", wrap=True)
        self._test = button(self.tr("&Print a test page"), "first_run_test_page", icon_name="printer")
        self._go = BigButton(self.tr("Go on"), "first_run_next", key=self.tr("Enter"))
        skip = button(self.tr("&Skip"), "first_run_skip")
        if self._rows is not None:
            self._rows.set_value(CARD_PRINTER, self._printers.usual())
            self.body.addWidget(self._rows)
            self.body.addWidget(self._test)
        else:
            self._note.setText(no_printer())
        self.body.addWidget(self._note)
        back = button(self.tr("&Back"), "first_run_back")
        self.end(self._go, back, skip)

        self._test.clicked.connect(self._on_test)
        self._go.clicked.connect(self._on_go)
        skip.clicked.connect(self.next_requested)
        back.clicked.connect(self.back_requested)

    def take_focus(self) -> None:
        self._go.setDefault(True)
        self._go.setFocus()

    def _on_test(self) -> None:
        assert self._rows is not None
        name = self._rows.value(CARD_PRINTER)
        self._note.setText(print_test_page(self._printers, name) or sent_there(name))

    def _on_go(self) -> None:
        if self._rows is None:
            self.next_requested.emit()
            return
        name = self._rows.value(CARD_PRINTER)
        choose(name)
        work = partial(settings.store_setting, key=CARD_PRINTER, value=name)
        self._bridge.run(work, self._on_stored, thread="read", failed=self._on_failed)

    def _on_stored(self, _stored: object) -> None:
        self.next_requested.emit()

    def _on_failed(self, error: KnownError) -> None:
        self._note.setText(messages.format_error(error))
