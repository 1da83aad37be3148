"""Brings one page to paper, to a file or on the screen first. Nothing is lost when it fails: it says so, and why."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from core.printing.layout import Layout
from gui.printing import preferred
from gui.printing.output import PrintFailed, write_pdf
from gui.printing.paper import PrintPreview, print_to
from gui.wording import messages


class Printing(QObject):
    """`done` says in words where the page is now; `failed` why it is nowhere."""

    done = Signal(str)
    failed = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._printer: QPrinter | None = None
        self._page: Layout | None = None

    def print_page(self, page: Layout) -> None:
        """Asks for the printer; without any printer the preview is shown, which can make a file."""
        if not QPrinterInfo.availablePrinterNames():
            self.preview(page)
            return
        self._page, self._printer = page, preferred.printer()
        self._open(QPrintDialog(self._printer, self._window), "print_dialog").accepted.connect(self._on_printer_chosen)

    def preview(self, page: Layout) -> None:
        """`done` comes when it was printed from there."""
        dialog = self._open(PrintPreview(page, self._window), "print_preview")
        dialog.resize(900, 700)
        dialog.accepted.connect(self._on_printed)

    def save_pdf(self, page: Layout, file_name: str) -> None:
        """Asks where to put the file; `file_name` is the proposal and holds no code."""
        self._page = page
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._window, self.tr("Save the card"), folder, self.tr("PDF files (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(file_name)
        dialog.fileSelected.connect(self._on_file_chosen)
        self._open(dialog, "save_pdf_dialog")

    def _open(self, dialog: QDialog, name: str) -> QDialog:
        dialog.setObjectName(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _on_printer_chosen(self) -> None:
        if self._printer is None or self._page is None:
            return
        try:
            print_to(self._printer, self._page)
        except PrintFailed as error:
            self.failed.emit(messages.say_error(error))
            return
        self.done.emit(self.tr("Sent to the printer {name}.").format(name=self._printer.printerName()))

    def _on_printed(self) -> None:
        self.done.emit(self.tr("Sent to the printer."))

    def _on_file_chosen(self, name: str) -> None:
        if self._page is None:
            return
        try:
            write_pdf(self._page, Path(name))
        except PrintFailed as error:
            self.failed.emit(messages.say_error(error))
            return
        self.done.emit(self.tr("Saved as {name}.").format(name=Path(name).name))
