"""`report`: one verb a report. What is read is printed as rows, and written into the files that were asked for."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass

from core.bootstrap import Core
from core.console.caller import user_path
from core.console.closing_commands import ClosingCommands
from core.console.output import Output
from core.console.painters import NO_PAINTERS, Painters
from core.console.report_giving import GivenReport
from core.domain.period import Comparison, Period
from core.errors import BadInput
from core.rows.activity import ActivityBy
from core.rows.report import Report
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
            "tills": self._tills,
            "close": ClosingCommands(self.core, self.output, self.painters).close,
        }
        return verbs[options.verb](options)

    def _give(self, report: Report, options: Namespace) -> int:
        return GivenReport(self.core, self.output, self.painters).give(report, options)

    def _activity(self, options: Namespace) -> int:
        question = ActivityQuestion(ActivityBy(options.by), days_of(options), Comparison(options.compare))
        return self._give(reports.read_activity(self.core, question), options)

    def _liability(self, options: Namespace) -> int:
        if options.on and (options.period or options.first_day or options.last_day):
            raise BadInput("days.twice")
        days = ReportDays(None, options.on, options.on) if options.on else days_of(options)
        return self._give(reports.read_liability(self.core, days, Comparison(options.compare)), options)

    def _cards(self, options: Namespace) -> int:
        return self._give(reports.read_cards(self.core), options)

    def _exceptions(self, options: Namespace) -> int:
        days, compare = days_of(options), Comparison(options.compare)
        report = reports.read_exceptions(self.core, days, compare, all_tills=options.all_tills)
        return self._give(report, options)

    def _tills(self, options: Namespace) -> int:
        folder = user_path(options.folder) if options.folder else None
        return self._give(reports.read_tills(self.core, days_of(options), options.till, folder), options)


def days_of(options: Namespace) -> ReportDays:
    """Return the days that the words of a command mean, this month for none. Raises BadInput for two meanings."""
    if options.period and (options.first_day or options.last_day):
        raise BadInput("days.twice")
    if options.period:
        return ReportDays(Period(options.period))
    if options.first_day or options.last_day:
        return ReportDays(None, options.first_day or "", options.last_day or "")
    return ReportDays()
