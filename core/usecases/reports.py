"""Reports: one function for each, what it is asked for, and the files that any report can be written into."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from core.domain.outcome import Message
from core.domain.period import Comparison, Period
from core.domain.permission import Permission
from core.domain.vouchers import VOUCHERS
from core.errors import BadInput
from core.rows.activity import ActivityBy, ActivityDays, activity_report
from core.rows.card_tables import card_report
from core.rows.liability_report import liability_report
from core.rows.loss_report import exceptions_report
from core.rows.tills_report import TillsAsked, journal_notes, tills_report
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from pathlib import Path

    from core.bootstrap import Core
    from core.rows.loss_prevention import LossPrevention
    from core.rows.report import Report, ReportWriting


@dataclass(frozen=True, slots=True)
class ReportDays:
    """The days that a report is of: a period that is named, or from a day to a day (ISO, "" for today)."""

    period: Period | None = Period.MONTH
    first_day: str = ""
    last_day: str = ""

    def of_shop(self, today: date) -> tuple[date, date]:
        """Return the first and the last day. Raises BadInput where the last day comes first."""
        if self.period is not None:
            return self.period.days(today)
        last = date.fromisoformat(self.last_day) if self.last_day else today
        first = date.fromisoformat(self.first_day) if self.first_day else last
        if last < first:
            raise BadInput("days.turned", first=first, last=last)
        return first, last


@dataclass(frozen=True, slots=True)
class ActivityQuestion:
    """What was done in `days`, summed `by` what, compared with which days."""

    by: ActivityBy = ActivityBy.DAY
    days: ReportDays = ReportDays()
    compare: Comparison = Comparison.BEFORE


@needs(Permission.REPORT)
def read_activity(core: Core, question: ActivityQuestion) -> Report:
    """Return what was done at this till, counted and summed. Raises BadInput."""
    first, last = question.days.of_shop(date.fromisoformat(core.queries.shop_day()))
    before = question.compare.days(first, last)
    compared = None if before is None else (before[0].isoformat(), before[1].isoformat())
    days = ActivityDays(first.isoformat(), last.isoformat(), compared)
    core.look_ups.report()
    report = activity_report(question.by, days, *core.queries.reports.activity(question.by, days))
    return _of_vouchers(report, core.preferences.get("shop.vouchers"))


@needs(Permission.REPORT)
def read_liability(core: Core, days: ReportDays = ReportDays(), compare: Comparison = Comparison.NONE) -> Report:
    """Return what the shop owes on its cards at both ends of `days`, none of them after today. Raises BadInput."""
    first, last = _until_today(core, days)
    before = _compared_days(compare, first, last)
    core.look_ups.report()
    found = core.queries.reports.liability(first, last)
    report = liability_report(found, None if before is None else core.queries.reports.liability(*before))
    return _of_vouchers(report, core.preferences.get("shop.vouchers"))


@needs(Permission.REPORT)
def read_cards(core: Core) -> Report:
    """Return what there is to know of the cards that are out today."""
    core.look_ups.report()
    return card_report(core.queries.reports.cards_out(), core.queries.shop_day())


@needs(Permission.REPORT)
def read_exceptions(
    core: Core, days: ReportDays = ReportDays(), compare: Comparison = Comparison.NONE, *, all_tills: bool = False
) -> Report:
    """Return what a manager looks at for losses in `days`; of all tills by their journals. Raises as `read_tills`."""
    first, last = _until_today(core, days)
    before = _compared_days(compare, first, last)
    core.look_ups.report()
    if all_tills:
        read = core.journals.all_tills.loss_prevention([(first, last), *([before] if before else [])])
        return exceptions_report(*_pair(read.found), journal_notes(read.journals, read.alone))
    found = core.queries.reports.loss_prevention(first, last)
    return exceptions_report(found, None if before is None else core.queries.reports.loss_prevention(*before))


@needs(Permission.REPORT)
def read_tills(core: Core, days: ReportDays = ReportDays(), till: str = "", folder: Path | None = None) -> Report:
    """Return what all tills did in `days`, by their journals; `till` is the name of one, `folder` where the pages are.

    Without a folder of the shop it is what this till did. Raises BadInput, and RuleRefused for a till on its own.
    """
    first, last = days.of_shop(date.fromisoformat(core.queries.shop_day()))
    core.look_ups.report()
    asked = TillsAsked(first.isoformat(), last.isoformat(), till)
    return tills_report(core.journals.merge.read(folder), asked)


@needs(Permission.EXPORT)
def save_csv(core: Core, report: Report, path: Path) -> None:
    """Write a report into a CSV file, with the headings and words that a script knows. Raises StorageFailed."""
    from core.rows.report_csv import as_csv  # noqa: PLC0415 - imported before the window's first frame

    _save(core, report, path, as_csv(report))


@needs(Permission.EXPORT)
def save_xlsx(core: Core, report: Report, path: Path, writing: ReportWriting) -> None:
    """Write a report into a workbook, in the words of `writing`. Raises StorageFailed."""
    from core.rows.report_xlsx import as_xlsx  # noqa: PLC0415 - a quarter of a second, for a workbook alone

    _save(core, report, path, as_xlsx(report, writing))


@needs(Permission.EXPORT)
def note_pages(core: Core, report: Report) -> None:
    """Journal that the pages of a report leave the till, on paper or in a file. Raises SignInNeeded."""
    core.book.note_file(report.name, report.row_count)


def _pair(found: tuple[LossPrevention, ...]) -> tuple[LossPrevention, LossPrevention | None]:
    return found[0], found[1] if len(found) > 1 else None


def _until_today(core: Core, days: ReportDays) -> tuple[str, str]:
    """Return the first and the last day, ISO: what comes after today is not known. Raises BadInput."""
    today = date.fromisoformat(core.queries.shop_day())
    first, last = days.of_shop(today)
    if first > today:
        raise BadInput("days.future", first=first)
    return first.isoformat(), min(last, today).isoformat()


def _of_vouchers(report: Report, kind: str) -> Report:
    """Return it with a line for the kind of voucher that the cards of this shop are, where the shop says so."""
    if kind not in VOUCHERS:
        return report
    return replace(report, sources=(*report.sources, Message(f"report.vouchers.{kind}")))


def _compared_days(compare: Comparison, first: str, last: str) -> tuple[str, str] | None:
    """Return the days that these are compared with, ISO; None for none."""
    before = compare.days(date.fromisoformat(first), date.fromisoformat(last))
    return None if before is None else (before[0].isoformat(), before[1].isoformat())


def _save(core: Core, report: Report, path: Path, content: bytes) -> None:
    from core.data_folder.whole_file import write_whole  # noqa: PLC0415 - imported before the window's first frame

    core.book.note_file(report.name, report.row_count)
    write_whole(path, content)
