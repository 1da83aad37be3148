"""A layout on paper, and on the screen before it is on paper. Needs a QApplication."""

from __future__ import annotations

from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from core.printing.layout import Layout
from gui.printing.output import PrintFailed, set_page
from gui.printing.painter import MM_PER_INCH, paint


def print_to(printer: QPrinter, layout: Layout, *more: Layout) -> None:
    """Pages, centred on paper that is larger and made smaller on paper that is not. Raises PrintFailed."""
    printer.setFullPage(True)
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


class PrintPreview(QPrintPreviewDialog):
    """The page on the screen before it is on paper. Holds its printer: the dialog of Qt does not own one."""

    def __init__(self, layout: Layout, parent: QWidget | None = None) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_page(printer, layout)
        super().__init__(printer, parent)
        self._printer = printer
        self._layout = layout
        self.setWindowTitle(layout.title)
        self.paintRequested.connect(self._on_paint_requested)

    def _on_paint_requested(self, printer: QPrinter) -> None:
        print_to(printer, self._layout)
