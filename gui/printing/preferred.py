"""The printer that cards go to: what the shop chose, as the system calls it, or the system's own default."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

CARD_PRINTER = "card.printer"
_chosen = ""


def choose(name: str) -> None:
    """From now on; "" leaves it to the system."""
    global _chosen
    _chosen = name


def printer() -> QPrinter:
    """For a page of cards. A printer that is not there any more is as if none had been chosen."""
    found = QPrinterInfo.printerInfo(_chosen)
    return QPrinter(QPrinter.PrinterMode.HighResolution) if found.isNull() else QPrinter(found)
