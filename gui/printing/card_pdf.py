"""A sold card as a PDF, for a front end without a window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication

from core.printing.sale import SoldCard
from gui.look import theme
from gui.printing.output import write_pdf
from gui.printing.texts import card_page

_started: list[QGuiApplication] = []


def write(sold: SoldCard, path: str) -> None:
    """Write the PDF. Raises PrintFailed (a KnownError); an older file of that name is then left as it was."""
    begin_painting()
    write_pdf(card_page(sold), Path(path))


def begin_painting() -> None:
    """Begin Qt's application and load our fonts, where no window did."""
    if QGuiApplication.instance() is None:
        _started.append(QGuiApplication([]))  # kept until the process ends: Qt wants its application to the last
    theme.load_fonts()
