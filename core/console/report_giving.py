"""A report as the answer of a command: its rows, and the files that were asked for."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from typing import Any

from core.bootstrap import Core
from core.console.english_writing import EnglishWriting
from core.console.output import Output
from core.console.painters import Painters
from core.console.report_files import ReportFiles
from core.rows.report import Cells, Report, ReportTable, plain_cell
from core.sentences import sentence


@dataclass(frozen=True, slots=True)
class GivenReport:
    """What one command gives."""

    core: Core
    output: Output
    painters: Painters

    def give(self, report: Report, options: Namespace) -> int:
        """Print a report, and write the files of --csv, --xlsx and --pdf."""
        writing = EnglishWriting()
        self.output.nothing("\n".join(map(writing.say, (report.title, report.subtitle))))
        for table in report.tables:
            for line, cells in table.lines():
                self.output.row(_fields(report, table, line, cells), _words(table, cells))
        for said in (*report.notes, *report.sources):
            self.output.nothing(writing.say(said))
        files = ReportFiles(self.core, self.painters)
        for form, path in (("csv", options.csv), ("xlsx", options.xlsx), ("pdf", options.pdf)):
            if path:
                files.save(report, form, path)
        for path in filter(None, (options.csv, options.xlsx, options.pdf)):
            self.output.note(sentence("report.saved", {"path": path}))
        return 0


def _fields(report: Report, table: ReportTable, line: str, cells: Cells) -> dict[str, Any]:
    plain = {
        column.name: plain_cell(cell, column.kind, table.currency)
        for column, cell in zip(table.columns, cells, strict=True)
    }
    return {"table": table.name or report.name, "currency": table.currency, "line": line, **plain}


def _words(table: ReportTable, cells: Cells) -> str:
    """Write what says something, each figure behind its heading."""
    writing = EnglishWriting()
    first, *more = (
        (sentence(column.key, {}), writing.cell(cell, column.kind, table.currency), cell)
        for column, cell in zip(table.columns, cells, strict=True)
    )
    told = (f"{heading} {text}" for heading, text, cell in more if cell)
    return "  ".join((f"{first[1]:<24}", table.currency, *told))
