"""The printers that this computer has at the moment, by the names it gives them, and a page that tries one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPainter

from gui.look import theme

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

translate = QCoreApplication.translate
_LETTERS = 60


class Printers:
    """Asked anew each time: printers come and go while a till runs.

    What Qt prints with is 4 MB, and loaded when it is asked for the first time: many tills print nothing for days.
    """

    def names(self) -> tuple[str, ...]:
        from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - see the class

        return tuple(QPrinterInfo.availablePrinterNames())

    def usual(self) -> str:
        """Return the usual printer of this computer; the first one where none is set as usual, "" without any."""
        from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - as above

        return str(QPrinterInfo.defaultPrinterName()) or next(iter(self.names()), "")

    def open(self, name: str) -> QPrinter:
        """Open the printer `name`, which must be there."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo  # noqa: PLC0415 - as above

        return QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)

    def takes_cards(self, chosen: str) -> str:
        """Return where a card goes that is printed now: to what was chosen while it is there, else to the usual one."""
        return chosen if chosen in self.names() else self.usual()


def print_test_page(printers: Printers, name: str) -> str:
    """Print one there; returns "" or why it could not be printed, in words."""
    if name not in printers.names():
        return no_printer()
    printer, painter = printers.open(name), QPainter()
    if not painter.begin(printer):
        return translate("preferred", "{name} did not take the page.").format(name=name)
    painter.setFont(theme.text_font(_LETTERS))
    painter.drawText(200, 400, translate("preferred", "Counterfoil: this printer works."))
    ended = painter.end()
    return "" if ended else translate("preferred", "{name} did not end the page.").format(name=name)


def sent_there(name: str) -> str:
    return translate("PrinterPage", "A test page was sent to {name}.").format(name=name)


def no_printer() -> str:
    return translate("PrinterPage", "No printer was found. Cards can be saved as PDF files until there is one.")
