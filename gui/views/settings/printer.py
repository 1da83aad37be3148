"""Which printer the cards go to, chosen from what is there, with a test page; and a plain word where there is none."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from gui.printing import printers
from gui.printing.preferred import CARD_PRINTER
from gui.printing.printers import Printers
from gui.widgets.buttons.button import button
from gui.widgets.forms.field_rows import Field, FieldRows
from gui.widgets.layout.panel import Panel
from gui.widgets.messages.announcement import announce
from gui.widgets.text.labels import label


class PrinterPanel(Panel):
    """As a SettingsSection of one key. `change_requested` carries the key and the name of a printer, or ""."""

    change_requested = Signal(str, str)
    keys = (CARD_PRINTER,)

    def __init__(self, there: Printers | None = None, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Printing cards"), parent, name="settings_printing")
        self._printers = there or Printers()
        self._stored = ""
        usual = (("", self.tr("This computer's usual printer")),)
        self._rows = FieldRows((Field(CARD_PRINTER, self.tr("Printer for cards"), choices=usual),))
        self._test = button(self.tr("Print a &test page"), "printer_test", icon_name="printer")
        self._note = label("", "hint", "printer_said", wrap=True)
        for each in (self._rows, self._test, self._note):
            self.body.addWidget(each)

        self._box.currentIndexChanged.connect(self._on_chosen)
        self._test.clicked.connect(self._on_test)

    def show_values(self, values: Mapping[str, str]) -> None:
        if CARD_PRINTER in values:
            self.show_stored(CARD_PRINTER, values[CARD_PRINTER])

    def show_stored(self, _key: str, name: str) -> None:
        """Send the cards there from now on, if it is there."""
        self._stored = name
        names = self._printers.names()
        with QSignalBlocker(self._box):
            while self._box.count() > 1:
                self._box.removeItem(1)
            for each in names:
                self._box.addItem(each, each)
            if name and name not in names:
                self._box.addItem(self.tr("{name} (not there now)").format(name=name), name)
            self._rows.set_value(CARD_PRINTER, name)
        self._rows.show_error(CARD_PRINTER, "")
        self._show_where()

    def show_problem(self, key: str, text: str) -> None:
        self._rows.show_error(key, text)

    @property
    def _box(self) -> QComboBox:
        box = self._rows.input(CARD_PRINTER)
        assert isinstance(box, QComboBox)
        return box

    def _show_where(self) -> None:
        goes_to = self._printers.takes_cards(self._stored)
        self._test.setEnabled(bool(goes_to))
        if not goes_to:
            self._note.setText(printers.no_printer())
        elif goes_to == self._stored:
            self._note.setText("")
        else:
            self._note.setText(self.tr("Cards go to {name}.").format(name=goes_to))

    def _on_chosen(self) -> None:
        name = self._rows.value(CARD_PRINTER)
        if name != self._stored:
            self.change_requested.emit(CARD_PRINTER, name)

    def _on_test(self) -> None:
        """Try the one that cards go to now; it may have gone since the page was opened."""
        name = self._printers.takes_cards(self._stored)
        problem = printers.print_test_page(self._printers, name)
        self._note.setText(problem or printers.sent_there(name))
        announce(self, self._note.text())
