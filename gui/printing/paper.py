"""A layout on paper. Needs a QApplication."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPageLayout, QPainter

from core.printing.layout import Layout
from gui.painting.painter import MM_PER_INCH, paint
from gui.printing.output import PrintFailed

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


def print_to(printer: QPrinter, layout: Layout, *more: Layout) -> None:
    """Print pages, centred on paper that is larger, made smaller on paper that is not. Raises PrintFailed.

    Pages too wide for the paper as it lies are printed across it.
    """
    printer.setFullPage(True)
    if layout.width > max(layout.height, printer.pageLayout().fullRect(QPageLayout.Unit.Millimeter).width()):
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setDocName(layout.title)
    painter = QPainter()
    if not painter.begin(printer):
        raise PrintFailed("the printer does not answer")
    scale = printer.resolution() / MM_PER_INCH
    paper = printer.pageLayout().fullRect(QPageLayout.Unit.Millimeter)
    fit = min(1.0, paper.width() / layout.width, paper.height() / layout.height)
    painter.translate(
        round((paper.width() - layout.width * fit) / 2 * scale),
        round((paper.height() - layout.height * fit) / 2 * scale),
    )
    for at, page in enumerate((layout, *more)):
        if at and not printer.newPage():
            raise PrintFailed("the printer stopped")
        paint(painter, page, scale * fit)
    if not painter.end():
        raise PrintFailed("the printer stopped")
