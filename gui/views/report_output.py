"""A report on paper and in files: each is made on the thread of the core, and said to be there or why it is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.errors import ReadingStopped
from core.usecases import reports, till
from gui.dialogs.print_controller import PrintController
from gui.printing.output import pdf, write_content
from gui.printing.report_pdf import pages_of
from gui.views.file_saver import FileSaver, FileToSave
from gui.views.long_task import LongTask
from gui.views.output_menu import FORMS, PRINT
from gui.wording import messages
from gui.wording.report_writing import ReportTexts

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.errors import KnownError
    from core.printing.layout import Layout
    from core.rows.report import Report
    from gui.work.core_bridge import CoreBridge

    Pages = tuple[Report, tuple[Layout, ...]]


@dataclass(frozen=True, slots=True)
class ReportSource:
    """Where a report comes from: `read` makes it for a form (pdf also for paper), on the thread of the core.

    `name` is the proposal for its files, without an ending. `save_csv` writes a CSV file of another shape.
    """

    name: str
    read: Callable[[Core, str], Report]
    save_csv: Callable[[Core, Path], int | None] | None = None


def source_of(report: Report) -> ReportSource:
    """Return the source of a report that is there already."""
    name = "-".join(filter(None, (report.name, report.first_day, report.last_day)))
    return ReportSource(name, lambda _core, _form: report)


class ReportOutput(QObject):
    """`notified` carries a sentence and its tone."""

    notified = Signal(str, str)

    def __init__(self, bridge: CoreBridge, window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._window = bridge, window
        self._files = FileSaver(bridge, window)
        self._printing = PrintController(window)
        self._shown: Report | None = None

        self._files.notified.connect(self.notified)
        self._printing.done.connect(self._on_done)

    def give(self, source: ReportSource, form: str) -> None:
        """Print it, or ask where to save it; `form` is PRINT or one of FORMS, the ending of the name."""
        if form == PRINT:
            self.print_report(source)
        else:
            self.ask_for_file(source, form)

    def ask_for_file(self, source: ReportSource, form: str) -> None:
        """Ask where to save it; `form` is the ending of the name."""
        assert form in FORMS
        title, save = self.tr("Save the report"), partial(_save, source, form)
        self._files.ask(FileToSave(f"save_report_{form}_dialog", title, f"{source.name}.{form}", save))

    def print_report(self, source: ReportSource) -> None:
        """Show its pages, to be printed."""
        work, receiver = partial(_read_pages, source), partial(self._on_pages, source.name)
        LongTask(self._bridge, self.tr("Print the report"), self._window).start(work, receiver, self._on_failed)

    def _on_done(self, text: str) -> None:
        """Say where the pages are now, and journal that they left the till; they are there, so no failure is told."""
        self.notified.emit(text, "good")
        if self._shown is not None:
            self._bridge.ask(partial(reports.note_pages, report=self._shown), _ignore, failed=_ignore)

    def _on_pages(self, name: str, found: Pages) -> None:
        self._shown, pages = found
        self._printing.preview_pages(pages, f"{name}.pdf")

    def _on_failed(self, error: KnownError) -> None:
        self.notified.emit(messages.format_error(error), "info" if isinstance(error, ReadingStopped) else "bad")


def _ignore(_answer: object) -> None:
    """Do nothing."""


def _read_pages(source: ReportSource, core: Core) -> Pages:
    report = source.read(core, "pdf")
    return report, _pages(report, core)


def _pages(report: Report, core: Core) -> tuple[Layout, ...]:
    return pages_of(report, till.read_status(core).shop_name)


def _save(source: ReportSource, form: str, core: Core, path: Path) -> int | None:
    """Write the file, whole or not at all. Raises StorageFailed, PrintFailed."""
    if form == "csv" and source.save_csv is not None:
        return source.save_csv(core, path)
    report = source.read(core, form)
    if form == "csv":
        reports.save_csv(core, report, path)
    elif form == "xlsx":
        reports.save_xlsx(core, report, path, ReportTexts())
    else:
        content = pdf(*_pages(report, core))
        reports.note_pages(core, report)
        write_content(content, path)
    return None
