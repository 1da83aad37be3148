"""A report on paper and in files: each is made on the thread of the core, and said to be there or why it is not."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.usecases import reports, till
from gui.dialogs import file_dialog
from gui.dialogs.print_controller import PrintController
from gui.printing.output import write_pdf
from gui.printing.report_pdf import pages_of
from gui.wording import messages
from gui.wording.report_writing import ReportTexts

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.errors import KnownError
    from core.printing.layout import Layout
    from core.rows.report import Report
    from gui.work.core_bridge import CoreBridge

_FORMS = ("pdf", "csv", "xlsx")


class ReportOutput(QObject):
    """`notified` carries a sentence and its tone."""

    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self._printing = PrintController(window)
        self._shown: Report | None = None

        self._printing.done.connect(self._on_done)

    def ask_for_file(self, report: Report, form: str) -> None:
        """Ask where to save it; `form` is the ending of the name."""
        assert form in _FORMS
        name = f"{report.name}-{report.first_day}-{report.last_day}.{form}"
        dialog = file_dialog.save_file(f"save_report_{form}_dialog", self.tr("Save the report"), name, self._window)
        dialog.fileSelected.connect(partial(self._on_chosen, report, form))

    def print_report(self, report: Report) -> None:
        """Show its pages, to be printed."""
        work, receiver = partial(_pages, report), partial(self._on_pages, report)
        self._bridge.ask(work, receiver, thread="paper", failed=self._on_failed)

    def _on_chosen(self, report: Report, form: str, name: str) -> None:
        save = partial(_save, report, form, Path(name))
        self._bridge.ask(save, self._on_saved, thread="paper", failed=self._on_failed)

    def _on_done(self, text: str) -> None:
        """Say where the pages are now, and journal that they left the till; they are there, so no failure is told."""
        self.notified.emit(text, "good")
        if self._shown is not None:
            self._bridge.ask(partial(reports.note_pages, report=self._shown), _ignore, failed=_ignore)

    def _on_pages(self, report: Report, pages: tuple[Layout, ...]) -> None:
        self._shown = report
        self._printing.preview_pages(pages, f"{report.name}-{report.first_day}-{report.last_day}.pdf")

    def _on_saved(self, name: str) -> None:
        self.notified.emit(self.tr("Saved as {name}.").format(name=name), "good")

    def _on_failed(self, error: KnownError) -> None:
        self.notified.emit(messages.format_error(error), "bad")


def _ignore(_answer: object) -> None:
    """Do nothing."""


def _pages(report: Report, core: Core) -> tuple[Layout, ...]:
    return pages_of(report, till.read_status(core).shop_name)


def _save(report: Report, form: str, path: Path, core: Core) -> str:
    """Write the file, whole or not at all. Raises StorageFailed, PrintFailed."""
    if form == "csv":
        reports.save_csv(core, report, path)
    elif form == "xlsx":
        reports.save_xlsx(core, report, path, ReportTexts())
    else:
        reports.note_pages(core, report)
        first, *more = _pages(report, core)
        write_pdf(first, path, *more)
    return str(path)
