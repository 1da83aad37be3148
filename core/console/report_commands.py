"""`report`: one verb a report. What is read is printed as rows, and written into the files that were asked for."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.bootstrap import Core
from core.console.closing_commands import ClosingCommands
from core.console.english_writing import EnglishWriting
from core.console.output import Output
from core.console.painters import NO_PAINTERS, Painters
from core.console.report_files import ReportFiles
from core.domain.period import Comparison, Period
from core.errors import BadInput
from core.rows.activity import ActivityBy
from core.rows.report import Cells, Report, ReportTable, plain_cell
from core.sentences import sentence
from core.usecases import reports
from core.usecases.reports import ActivityQuestion, ReportDays


@dataclass(frozen=True, slots=True)
class ReportCommands:
    """The reports of one core."""

    core: Core
    output: Output
    painters: Painters = NO_PAINTERS

    def report(self, options: Namespace) -> int:
        verbs: dict[str, Callable[[Namespace], int]] = {
            "activity": self._activity,
            "liability": self._liability,
            "cards": self._cards,
            "exceptions": self._exceptions,
            "close": ClosingCommands(self.core, self.output, self.painters.print_closing).close,
        }
        return verbs[options.verb](options)

    def _activity(self, options: Namespace) -> int:
        question = ActivityQuestion(ActivityBy(options.by), days_of(options), Comparison(options.compare))
        return self.give(reports.read_activity(self.core, question), options)

    def _liability(self, options: Namespace) -> int:
        if options.on and (options.period or options.first_day or options.last_day):
            raise BadInput("days.twice")
        days = ReportDays(None, options.on, options.on) if options.on else days_of(options)
        return self.give(reports.read_liability(self.core, days), options)

    def _cards(self, options: Namespace) -> int:
        return self.give(reports.read_cards(self.core), options)

    def _exceptions(self, options: Namespace) -> int:
        return self.give(reports.read_exceptions(self.core, days_of(options)), options)

    def give(self, report: Report, options: Namespace) -> int:
        """Print a report, and write the files of --csv, --xlsx and --pdf."""
        writing = EnglishWriting()
        self.output.nothing("\n".join(map(writing.say, (report.title, report.subtitle))))
        for table in report.tables:
            for line, cells in table.lines():
                self.output.row(_fields(report, table, line, cells), _words(table, cells))
        for said in (*report.notes, *report.sources):
            self.output.nothing(writing.say(said))
        for path in self._written(report, options):
            self.output.note(sentence("report.saved", {"path": path}))
        return 0

    def _written(self, report: Report, options: Namespace) -> list[str]:
        files = ReportFiles(self.core, self.painters)
        for form, path in (("csv", options.csv), ("xlsx", options.xlsx), ("pdf", options.pdf)):
            if path:
                files.save(report, form, path)
        return [path for path in (options.csv, options.xlsx, options.pdf) if path]


def days_of(options: Namespace) -> ReportDays:
    """Return the days that the words of a command mean, this month for none. Raises BadInput for two meanings."""
    if options.period and (options.first_day or options.last_day):
        raise BadInput("days.twice")
    if options.period:
        return ReportDays(Period(options.period))
    if options.first_day or options.last_day:
        return ReportDays(None, options.first_day or "", options.last_day or "")
    return ReportDays()


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
