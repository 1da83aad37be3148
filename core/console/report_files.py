"""A report into a file that a command names: CSV, a workbook, or pages that are painted for the console."""

from __future__ import annotations

from dataclasses import dataclass

from core.bootstrap import Core
from core.console.caller import caller
from core.console.english_writing import EnglishWriting
from core.console.painters import Painters
from core.rows.report import Report
from core.usecases import reports, till


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """The files of one core."""

    core: Core
    painters: Painters

    def save(self, report: Report, form: str, path: str) -> None:
        """Write it as `form`, csv, xlsx or pdf. Raises StorageFailed, PrintFailed."""
        if form == "csv":
            reports.save_csv(self.core, report, caller().path(path))
        elif form == "xlsx":
            reports.save_xlsx(self.core, report, caller().path(path), EnglishWriting())
        elif self.painters.print_report is not None:
            reports.note_pages(self.core, report)
            self.painters.print_report(report, till.read_status(self.core).shop_name, str(caller().path(path)))
