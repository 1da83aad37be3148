"""The printer that cards go to: what the shop chose, as the system calls it, or the system's own default."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from gui.look import theme

CARD_PRINTER = "card.printer"
_chosen = ""


def choose(name: str) -> None:
    """From now on; "" leaves it to the system."""
    global _chosen
    _chosen = name


def printer(name: str = "") -> QPrinter:
    """For a page of cards. A printer that is not there any more is as if none had been chosen."""
    found = QPrinterInfo.printerInfo(name or _chosen)
    return QPrinter(QPrinter.PrinterMode.HighResolution) if found.isNull() else QPrinter(found)


def print_test_page(name: str) -> str:
    """Prints one; returns "" or why it could not be printed, in words."""
    painter = QPainter()
    if not painter.begin(printer(name)):
        return QCoreApplication.translate("preferred", "{name} did not take the page.").format(name=name)
    painter.setFont(theme.text_font(60))
    text = QCoreApplication.translate("preferred", "Counterfoil: this printer works.")
    painter.drawText(200, 400, text)
    ended = painter.end()
    return "" if ended else QCoreApplication.translate("preferred", "{name} did not end the page.").format(name=name)
