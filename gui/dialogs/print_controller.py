"""Brings pages to paper or into a file, with a look at them first. What fails is said, and nothing is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.printing.layout import Layout
from gui.dialogs import file_dialog
from gui.printing import preferred
from gui.printing.output import PrintFailed, write_pdf
from gui.printing.paper import print_to
from gui.printing.printers import Printers
from gui.wording import messages

if TYPE_CHECKING:
    from gui.dialogs.print_dialog import PrintDialog


class PrintController(QObject):
    """`done` says in words where the page is now; `failed` why it is nowhere."""

    done = Signal(str)
    failed = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._printers = Printers()
        self._dialog: PrintDialog | None = None
        self._pages: tuple[Layout, ...] = ()
        self._file_name = ""

    def print_page(self, page: Layout, file_name: str) -> None:
        """Print at once on the shop's card printer; where none is chosen, or it is gone, show the page and ask.

        `file_name` is the proposal for a PDF instead, and holds no code.
        """
        chosen = preferred.name()
        if chosen and chosen in self._printers.names():
            self._pages = (page,)
            self._print(chosen)
        else:
            self.preview(page, file_name)

    def preview(self, page: Layout, file_name: str) -> None:
        """Show the page with what can be done with it."""
        self.preview_pages((page,), file_name)

    def preview_pages(self, pages: tuple[Layout, ...], file_name: str) -> None:
        """Show the pages of one document, as `preview` does."""
        from gui.dialogs import print_dialog  # noqa: PLC0415 - at rest no window has one

        self._pages, self._file_name = pages, file_name
        self._dialog = print_dialog.show(pages, preferred.name(), self._window)
        self._dialog.print_requested.connect(self._print)
        self._dialog.file_requested.connect(self._on_file_requested)
        self._dialog.finished.connect(self._on_dialog_finished)

    def save_pdf(self, page: Layout, file_name: str) -> None:
        """Ask where to put the file."""
        self._pages, self._file_name = (page,), file_name
        self._ask_for_file(self._window)

    def _print(self, name: str) -> None:
        if not self._pages:
            return
        try:
            print_to(self._printers.open(name), *self._pages)
        except PrintFailed as error:
            self._fail(error)
            return
        self._finish(self.tr("Sent to the printer {name}.").format(name=name))

    def _on_file_requested(self) -> None:
        if self._dialog is not None:
            self._ask_for_file(self._dialog)

    def _ask_for_file(self, window: QWidget) -> None:
        dialog = file_dialog.save_file("save_pdf_dialog", self.tr("Save as PDF"), self._file_name, window)
        dialog.fileSelected.connect(self._on_file_chosen)

    def _on_file_chosen(self, name: str) -> None:
        if not self._pages:
            return
        try:
            first, *more = self._pages
            write_pdf(first, Path(name), *more)
        except PrintFailed as error:
            self._fail(error)
            return
        self._finish(self.tr("Saved as {name}.").format(name=Path(name).name))

    def _finish(self, where: str) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self.done.emit(where)

    def _fail(self, error: PrintFailed) -> None:
        """Keep the dialog open with the reason, so that another printer can be tried."""
        text = messages.format_error(error)
        if self._dialog is not None:
            self._dialog.show_problem(text)
        self.failed.emit(text)

    def _on_dialog_finished(self) -> None:
        self._dialog = None
